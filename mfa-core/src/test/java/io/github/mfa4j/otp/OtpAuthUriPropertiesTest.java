package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class OtpAuthUriPropertiesTest {
    private static final String ODD = "otpauth://totphoISUER:?&=#%+/@-._~"
            + " \"<>\\^`{}[]!$'()*,;0123456789ABCDEFabcdef\u00E9\u0416\u5C71\u0660\u017F\u0131";

    @Property
    void parsesBackWhatItBuilds(@ForAll("uris") OtpAuthUri uri) {
        assertThat(OtpAuthUri.parse(uri.toUriString())).isEqualTo(uri).hasSameHashCodeAs(uri);
        assertThat(uri.toUriString()).matches("[!-~]+").hasSizeLessThan(4096);
    }

    @Property
    void saysTheSameToTheParsersOfTheJdk(@ForAll("uris") OtpAuthUri uri) {
        URI other = URI.create(uri.toUriString());
        String issuer = uri.issuer().orElseThrow();
        assertThat(other.getScheme()).isEqualTo("otpauth");
        assertThat(other.getAuthority()).isEqualToIgnoringCase(uri.type().name());
        assertThat(other.getPath()).isEqualTo("/" + issuer + ":" + uri.account());
        assertThat(other.getRawFragment()).isNull();
        Map<String, String> form = new HashMap<>();
        for (String pair : other.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", -1);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        assertThat(form)
                .containsEntry("issuer", issuer)
                .containsEntry("secret", uri.secret().toBase32());
        assertThat(form.getOrDefault("algorithm", "SHA1"))
                .isEqualTo(uri.algorithm().name());
        assertThat(form.getOrDefault("digits", "6")).isEqualTo(Integer.toString(uri.digits()));
        if (uri.type() == OtpAuthUri.Type.TOTP) {
            String period = Long.toString(uri.totpParameters().period().toSeconds());
            assertThat(form.getOrDefault("period", "30")).isEqualTo(period);
            assertThat(form).doesNotContainKey("counter");
        } else {
            assertThat(form)
                    .containsEntry("counter", Long.toString(uri.counter()))
                    .doesNotContainKey("period");
        }
    }

    @Property
    void throwsNothingElseOnArbitraryText(@ForAll String text, @ForAll("oddTexts") String odd) {
        parseOrRefuse(text);
        parseOrRefuse(odd);
        parseOrRefuse("otpauth://totp/" + odd);
        parseOrRefuse("otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&" + odd);
        parseOrRefuse("otpauth://hotp/" + text + "?secret=JBSWY3DPEHPK3PXP&counter=" + odd);
    }

    @Property
    void throwsNothingElseOnAlmostValidUris(
            @ForAll("uris") OtpAuthUri uri,
            @ForAll @IntRange(max = 2) int kind,
            @ForAll int where,
            @ForAll("oddTexts") String odd) {
        String text = uri.toUriString();
        int from = Math.floorMod(where, text.length());
        int to = kind == 0 ? from : Math.min(from + kind, text.length());
        String mutated = text.substring(0, from) + (kind == 2 ? "" : odd) + text.substring(to);
        parseOrRefuse(mutated);
        parseOrRefuse(text.substring(0, from));
        parseOrRefuse(text.substring(from));
    }

    private static void parseOrRefuse(String text) {
        OtpAuthUri uri;
        try {
            uri = OtpAuthUri.parse(text);
        } catch (IllegalArgumentException e) {
            String tail = text.substring(Math.max(0, text.length() - 12));
            assertThat(e.getMessage()).doesNotContain("JBSWY3DP");
            if (tail.length() == 12) {
                assertThat(e.getMessage()).doesNotContain(tail);
            }
            return;
        }
        assertThat(OtpAuthUri.parse(uri.toUriString())).isEqualTo(uri);
    }

    @Provide
    Arbitrary<String> oddTexts() {
        return Arbitraries.strings().withChars(ODD.toCharArray()).ofMaxLength(20);
    }

    @Provide
    Arbitrary<OtpAuthUri> uris() {
        Arbitrary<OtpSecret> secrets = Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(10)
                .ofMaxSize(64)
                .map(OtpSecret::ofBytes);
        Arbitrary<OtpAuthUri> totp = Combinators.combine(
                        names(Label.MAX_ISSUER_BYTES / 4),
                        names(Label.MAX_ACCOUNT_BYTES / 4),
                        secrets,
                        Arbitraries.of(OtpAlgorithm.class),
                        Arbitraries.integers().between(6, 8),
                        Arbitraries.integers().between(1, 86_400))
                .as((issuer, account, secret, algorithm, digits, period) -> OtpAuthUri.totp(
                        issuer, account, secret, TotpParameters.of(algorithm, digits, Duration.ofSeconds(period))));
        Arbitrary<OtpAuthUri> hotp = Combinators.combine(
                        names(Label.MAX_ISSUER_BYTES / 4),
                        names(Label.MAX_ACCOUNT_BYTES / 4),
                        secrets,
                        Arbitraries.of(OtpAlgorithm.class),
                        Arbitraries.integers().between(6, 8),
                        Arbitraries.longs().greaterOrEqual(0))
                .as(OtpAuthUri::hotp);
        return Arbitraries.oneOf(totp, hotp);
    }

    /** Names of whole characters: the separators of a URI, letters of several scripts, emoji, joiners inside emoji. */
    private static Arbitrary<String> names(int maxCharacters) {
        Arbitrary<String> characters = Arbitraries.oneOf(
                Arbitraries.chars().range('!', '~').filter(c -> c != ':').map(String::valueOf),
                Arbitraries.of("&", "?", "#", "%", "+", "/", "=", "@", "%3A", "&secret=A"),
                Arbitraries.chars().range('\u00C0', '\u024F').map(String::valueOf),
                Arbitraries.chars().range('\u4E00', '\u9FFF').map(String::valueOf),
                Arbitraries.integers().between(0x1F600, 0x1F64F).map(Character::toString),
                Arbitraries.of("a b", "\u2764\uFE0F", "\uD83D\uDC68\u200D\uD83D\uDCBB"));
        return characters.list().ofMinSize(1).ofMaxSize(maxCharacters / 3).map(list -> String.join("", list));
    }
}
