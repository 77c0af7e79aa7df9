package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.Base32;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms in which a secret could stand in a text that is stored, shown or logged. */
final class Traces {

    private final Set<String> words = new LinkedHashSet<>();
    /** Six digits of a longer number are no code: times stand everywhere. */
    private final Map<String, Pattern> numbers = new LinkedHashMap<>();

    /** A secret or a hash. */
    void addBytes(byte[] secret) {
        add(Base32.encode(secret));
        add(HexFormat.of().formatHex(secret));
        add(Arrays.toString(secret).replaceAll("[\\[\\]]", ""));
        add(new String(secret, StandardCharsets.ISO_8859_1));
        for (int before = 0; before < 3; before++) {
            addBase64(secret, before);
        }
    }

    /** As it stands in a longer text, without the characters that its neighbours have a part in. */
    private void addBase64(byte[] secret, int before) {
        byte[] shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        int first = before == 0 ? 0 : before + 1;
        int end = (before + secret.length) * 8 / 6;
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            add(encoder.encodeToString(shifted).substring(first, end));
        }
    }

    /** A code or a token, as it is shown and without its hyphens. */
    void addText(String code) {
        for (String text : List.of(code, code.replace("-", ""), code.replace("-", " "))) {
            add(text);
            add(text.toLowerCase(Locale.ROOT));
            addBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void add(String form) {
        if (form.chars().allMatch(c -> c >= '0' && c <= '9')) {
            numbers.computeIfAbsent(form, number -> Pattern.compile("(?<![0-9])" + number + "(?![0-9])"));
        } else {
            words.add(form);
        }
    }

    boolean in(String text) {
        return words.stream().anyMatch(text::contains)
                || numbers.values().stream()
                        .anyMatch(number -> number.matcher(text).find());
    }

    void assertAbsentFrom(List<String> texts) {
        assertThat(words).hasSizeGreaterThan(100);
        texts.forEach(text -> assertThat(in(text)).as(text).isFalse());
    }
}
