package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.Base32;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Every form in which a secret could stand in a text. */
final class SecretForms {

    private final Set<String> forms = new LinkedHashSet<>();
    private final Set<String> numbers = new LinkedHashSet<>();

    /** A secret, a hash: bytes. */
    void addBytes(byte[] secret) {
        forms.add(new String(secret, StandardCharsets.ISO_8859_1));
        forms.add(Base32.encode(secret));
        forms.add(Base32.encode(secret).toLowerCase(Locale.ROOT));
        forms.add(HexFormat.of().formatHex(secret));
        forms.add(HexFormat.of().withUpperCase().formatHex(secret));
        String list = Arrays.toString(secret);
        forms.add(list.substring(1, list.length() - 1));
        for (int before = 0; before < 3; before++) {
            addBase64(Base64.getEncoder(), secret, before);
            addBase64(Base64.getUrlEncoder(), secret, before);
        }
    }

    /** As it stands in a longer text: the characters that its neighbours have a part in are left out. */
    private void addBase64(Base64.Encoder encoder, byte[] secret, int before) {
        byte[] shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int first = before == 0 ? 0 : before + 1;
        int last = shifted.length % 3 == 0 ? text.length() : text.length() - 1;
        forms.add(text.substring(first, last));
    }

    /** A code: text, with or without hyphens. */
    void addText(String code) {
        for (String text : List.of(code, code.replace("-", ""), code.replace("-", " "))) {
            forms.add(text);
            forms.add(text.toLowerCase(Locale.ROOT));
            addBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A number of few digits, which is looked for as a number of its own: within longer ones it can stand by chance. */
    void addNumber(String code) {
        numbers.add("(?<![0-9])" + code + "(?![0-9])");
    }

    void assertAbsentFrom(String text) {
        numbers.forEach(number -> assertThat(text).doesNotContainPattern(number));
        for (String form : forms) {
            if (text.contains(form)) {
                assertThat(text).doesNotContain(form);
            }
        }
    }

    boolean in(String text) {
        return forms.stream().anyMatch(text::contains)
                || numbers.stream()
                        .anyMatch(
                                number -> Pattern.compile(number).matcher(text).find());
    }
}
