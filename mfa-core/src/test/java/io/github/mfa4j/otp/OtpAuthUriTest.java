package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtpAuthUriTest {
    private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final OtpSecret SECRET = OtpSecret.ofBase32(BASE32);

    @Test
    void leavesDefaultsOut() {
        assertThat(totp("Example Bank", "alice@example.com").toUriString())
                .isEqualTo("otpauth://totp/Example%20Bank:alice%40example.com?secret=" + BASE32
                        + "&issuer=Example%20Bank");
    }

    @Test
    void saysWhatIsNotDefault() {
        TotpParameters parameters = TotpParameters.of(OtpAlgorithm.SHA256, 8, Duration.ofSeconds(60));
        assertThat(OtpAuthUri.totp("I", "a", SECRET, parameters).toUriString())
                .isEqualTo("otpauth://totp/I:a?secret=" + BASE32 + "&issuer=I&algorithm=SHA256&digits=8&period=60");
        assertThat(OtpAuthUri.hotp("I", "a", SECRET, OtpAlgorithm.SHA512, 7, 42).toUriString())
                .isEqualTo("otpauth://hotp/I:a?secret=" + BASE32 + "&issuer=I&algorithm=SHA512&digits=7&counter=42");
        assertThat(OtpAuthUri.hotp("I", "a", SECRET, OtpAlgorithm.SHA1, 6, 0).toUriString())
                .isEqualTo("otpauth://hotp/I:a?secret=" + BASE32 + "&issuer=I&counter=0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b|a%20b",
                "a+b|a%2Bb",
                "a&secret=AAAA|a%26secret%3DAAAA",
                "a?b#c/d%e|a%3Fb%23c%2Fd%25e",
                "%3A%0D%0A|%253A%250D%250A",
                "\"<>\\^`{}[]@!$'()*,;|%22%3C%3E%5C%5E%60%7B%7D%5B%5D%40%21%24%27%28%29%2A%2C%3B",
                "A-Za-z0-9-._~|A-Za-z0-9-._~",
                "\u00E9|%C3%A9",
                "\uD83D\uDE00|%F0%9F%98%80"
            })
    void escapesWhatCouldBeReadAsSomethingElse(String name, String escaped) {
        OtpAuthUri uri = totp(name, name);
        assertThat(uri.toUriString())
                .isEqualTo("otpauth://totp/" + escaped + ":" + escaped + "?secret=" + BASE32 + "&issuer=" + escaped);
        assertThat(OtpAuthUri.parse(uri.toUriString())).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zo\u00EB",
                "\u0639\u0644\u06CC\u200C\u0646\u0627\u0645",
                "\uD83D\uDC68\u200D\uD83D\uDCBB",
                "\u2764\uFE0F",
                "\uD83C\uDDE9\uD83C\uDDEA",
                "\u5C71\u7530\u3000\u592A\u90CE",
                "a\u00A0b",
                "\uD83E\uDEE9"
            })
    void takesNamesOfAllScriptsAndEmoji(String name) {
        assertThat(OtpAuthUri.parse(totp(name, name).toUriString()).account()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " a",
                "a ",
                "\u00A0a",
                "a\u3000",
                "\ta",
                "a:b",
                ":",
                "a\r\nb",
                "a\u0000b",
                "a\u007Fb",
                "a\u0085b",
                "a\u009Fb",
                "a\u2028b",
                "a\u2029b",
                "a\u200Eb",
                "a\u200Fb",
                "a\u202Ab",
                "a\u202Eb",
                "a\u2066b",
                "a\u2069b",
                "a\u061Cb",
                "a\u200Bb",
                "\uFEFFa",
                "a\u00ADb",
                "a\u2060b",
                "a\uFFF9b",
                "a\uDB40\uDC41b",
                "a\u200D",
                "\u200Da",
                "a\u200D\u200Db",
                "a\u200C\u200Db",
                "\u3164",
                "a\u034Fb",
                "a\u115Fb",
                "a\u1160b",
                "a\u17B4b",
                "a\u17B5b",
                "a\u2800b",
                "a\uFFA0b",
                "a\uD800b",
                "a\uDC00b",
                "\uD83D",
                "a\uFFFFb",
                "a\uFDD0b",
                "a\uFDEFb",
                "a\uD83F\uDFFEb"
            })
    void refusesNamesThatAreNotWhatTheySeem(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> totp(name, "a")).withMessageContaining("The issuer");
        assertThatIllegalArgumentException().isThrownBy(() -> totp("I", name)).withMessageContaining("The account");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthUri.hotp("I", name, SECRET, OtpAlgorithm.SHA1, 6, 0));
    }

    @Test
    void namesThePositionOfAFlaw() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> totp("I", "\uD83D\uDE00x\u202Ey"))
                .withMessageContaining("position 3 (zero-based)");
    }

    @Test
    void limitsTheLengthOfNamesInBytes() {
        assertThat(totp("i".repeat(100), "a".repeat(254)).issuer()).hasValue("i".repeat(100));
        assertThat(totp("\u00E9".repeat(50), "\uD83D\uDE00".repeat(63) + "aa").account())
                .endsWith("aa");
        for (String issuer : new String[] {"i".repeat(101), "\u00E9".repeat(50) + "e", "i".repeat(1_000_000)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> totp(issuer, "a"))
                    .withMessageContaining("100 bytes");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> totp("I", "a".repeat(255)))
                .withMessageContaining("254 bytes");
    }

    @Test
    void refusesAT0ThatAUriCannotSay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OtpAuthUri.totp("I", "a", SECRET, TotpParameters.DEFAULT.withT0(Instant.ofEpochSecond(1))))
                .withMessageContaining("T0");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthUri.hotp("I", "a", SECRET, OtpAlgorithm.SHA1, 6, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthUri.hotp("I", "a", SECRET, OtpAlgorithm.SHA1, 9, 0));
    }

    @Test
    void tellsWhatItSays() {
        OtpAuthUri totp = totp("I", "a");
        OtpAuthUri hotp = OtpAuthUri.hotp("J", "b", SECRET, OtpAlgorithm.SHA256, 8, Long.MAX_VALUE);
        assertThat(totp.type()).isEqualTo(OtpAuthUri.Type.TOTP);
        assertThat(totp.issuer()).hasValue("I");
        assertThat(totp.account()).isEqualTo("a");
        assertThat(totp.secret()).isEqualTo(SECRET);
        assertThat(totp.algorithm()).isEqualTo(OtpAlgorithm.SHA1);
        assertThat(totp.digits()).isEqualTo(6);
        assertThat(totp.totpParameters()).isEqualTo(TotpParameters.DEFAULT);
        assertThatIllegalStateException().isThrownBy(totp::counter);
        assertThat(hotp.type()).isEqualTo(OtpAuthUri.Type.HOTP);
        assertThat(hotp.algorithm()).isEqualTo(OtpAlgorithm.SHA256);
        assertThat(hotp.digits()).isEqualTo(8);
        assertThat(hotp.counter()).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalStateException().isThrownBy(hotp::totpParameters);
    }

    @Test
    void comparesEverything() {
        OtpAuthUri uri = totp("I", "a");
        OtpAuthUri hotp = OtpAuthUri.hotp("I", "a", SECRET, OtpAlgorithm.SHA1, 6, 0);
        assertThat(uri).isEqualTo(totp("I", "a")).hasSameHashCodeAs(totp("I", "a"));
        assertThat(uri).doesNotHaveSameHashCodeAs(totp("J", "a"));
        assertThat(uri)
                .isNotEqualTo(totp("J", "a"))
                .isNotEqualTo(totp("I", "b"))
                .isNotEqualTo(OtpAuthUri.parse("otpauth://totp/a?secret=" + BASE32))
                .isNotEqualTo(OtpAuthUri.totp("I", "a", Reference.secret(20), TotpParameters.DEFAULT))
                .isNotEqualTo(OtpAuthUri.totp("I", "a", SECRET, TotpParameters.DEFAULT.withDigits(7)))
                .isNotEqualTo(hotp)
                .isNotEqualTo(null)
                .isNotEqualTo("a");
        assertThat(hotp).isNotEqualTo(OtpAuthUri.hotp("I", "a", SECRET, OtpAlgorithm.SHA1, 6, 1));
    }

    @Test
    void printsNeitherSecretNorAccount() {
        assertThat(totp("Example Bank", "alice"))
                .hasToString("OtpAuthUri[totp, issuer=Example Bank, SHA1, 6 digits, account and secret redacted]");
        assertThat(Hotp.of(SECRET)).hasToString("Hotp[SHA1, 6 digits]");
        assertThat(Totp.of(SECRET)).hasToString("Totp[SHA1, 6 digits, PT30S]");
        for (Object holder : new Object[] {
            SECRET,
            Hotp.of(SECRET),
            Totp.of(SECRET),
            totp("I", "alice"),
            OtpAuthUri.hotp("I", "alice", SECRET, OtpAlgorithm.SHA1, 6, 0),
            HmacKey.of(SECRET, OtpAlgorithm.SHA1),
            new CodeGenerator(HmacKey.of(SECRET, OtpAlgorithm.SHA1), 6)
        }) {
            assertThat(holder.toString()).doesNotContain("GEZD", "1234", "alice", "[49, 50");
        }
    }

    @Test
    void refusesNull() {
        TotpParameters parameters = TotpParameters.DEFAULT;
        assertThatNullPointerException()
                .isThrownBy(() -> OtpAuthUri.totp(null, "a", SECRET, parameters))
                .withMessage("issuer");
        assertThatNullPointerException()
                .isThrownBy(() -> OtpAuthUri.totp("I", null, SECRET, parameters))
                .withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> OtpAuthUri.totp("I", "a", null, parameters))
                .withMessage("secret");
        assertThatNullPointerException()
                .isThrownBy(() -> OtpAuthUri.totp("I", "a", SECRET, null))
                .withMessage("parameters");
        assertThatNullPointerException()
                .isThrownBy(() -> OtpAuthUri.hotp("I", "a", SECRET, null, 6, 0))
                .withMessage("algorithm");
        assertThatNullPointerException()
                .isThrownBy(() -> OtpAuthUri.parse(null))
                .withMessage("uri");
    }

    private static OtpAuthUri totp(String issuer, String account) {
        return OtpAuthUri.totp(issuer, account, SECRET, TotpParameters.DEFAULT);
    }
}
