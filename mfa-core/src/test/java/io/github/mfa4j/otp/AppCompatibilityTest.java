package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfa4j.otp.AppWarning.Effect;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppCompatibilityTest {
    private static final TotpParameters DEFAULT = TotpParameters.DEFAULT;

    @ParameterizedTest
    @ValueSource(ints = {16, 19, 20})
    void hasNothingToSayAboutTheDefault(int secretLength) {
        OtpSecret secret = OtpSecret.generate(secretLength);
        assertThat(OtpAuthUri.totp("i".repeat(30), "a".repeat(50), secret, DEFAULT)
                        .warnings())
                .isEmpty();
        assertThat(OtpAuthUri.hotp("I", "a", secret, OtpAlgorithm.SHA1, 6, 0).warnings())
                .isEmpty();
    }

    @Test
    void warnsOfTheAlgorithm() {
        List<String> sha256 = List.of(
                "Google Authenticator (Android) REFUSED",
                "Microsoft Authenticator WRONG_CODES",
                "Authy WRONG_CODES",
                "Okta Verify UNCERTAIN",
                "Authenticator Plus UNCERTAIN",
                "Authenticator (browser extension) WRONG_CODES");
        assertThat(warnings(DEFAULT.withAlgorithm(OtpAlgorithm.SHA256))).containsExactlyInAnyOrderElementsOf(sha256);
        assertThat(warnings(DEFAULT.withAlgorithm(OtpAlgorithm.SHA512)))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                sha256.stream(), Stream.of("1Password UNCERTAIN", "Yubico Authenticator UNCERTAIN"))
                        .toList());
    }

    @Test
    void warnsOfDigits() {
        assertThat(warnings(DEFAULT.withDigits(8)))
                .containsExactlyInAnyOrder(
                        "Microsoft Authenticator WRONG_CODES",
                        "1Password UNCERTAIN",
                        "Okta Verify UNCERTAIN",
                        "Authenticator Plus UNCERTAIN",
                        "Some apps WRONG_CODES");
        assertThat(warnings(DEFAULT.withDigits(7)))
                .contains(
                        "Microsoft Authenticator WRONG_CODES",
                        "Yubico Authenticator UNCERTAIN",
                        "Apple Passwords UNCERTAIN",
                        "Authy UNCERTAIN");
    }

    @Test
    void warnsOfThePeriod() {
        List<String> everywhere = List.of(
                "Google Authenticator (Android) WRONG_CODES",
                "Google Authenticator (iOS) UNCERTAIN",
                "Microsoft Authenticator WRONG_CODES",
                "Authy UNCERTAIN",
                "Okta Verify UNCERTAIN",
                "Authenticator Plus UNCERTAIN");
        for (int known : new int[] {10, 60, 90}) {
            assertThat(warnings(DEFAULT.withPeriod(Duration.ofSeconds(known))))
                    .containsExactlyInAnyOrderElementsOf(everywhere);
        }
        assertThat(warnings(DEFAULT.withPeriod(Duration.ofSeconds(5))))
                .containsAll(everywhere)
                .contains("2FAS REFUSED")
                .doesNotContain("FreeOTP REFUSED");
        assertThat(warnings(DEFAULT.withPeriod(Duration.ofSeconds(4)))).contains("2FAS REFUSED", "FreeOTP REFUSED");
    }

    @Test
    void warnsOfTheSecret() {
        assertThat(summaries(uri("I", "a", 15, DEFAULT))).containsExactly("FreeOTP FLAGGED");
        assertThat(summaries(uri("I", "a", 21, DEFAULT))).containsExactly("Some apps REFUSED");
    }

    @Test
    void warnsOfLongNames() {
        assertThat(summaries(uri("i".repeat(31), "a", 20, DEFAULT))).containsExactly("2FAS TRUNCATED_LABEL");
        assertThat(summaries(uri("I", "a".repeat(51), 20, DEFAULT))).containsExactly("2FAS TRUNCATED_LABEL");
        assertThat(OtpAuthUri.parse("otpauth://totp/" + "a".repeat(50) + "?secret=" + "A".repeat(32))
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SHA1, 8", "SHA1, 7", "SHA256, 6", "SHA512, 8"})
    void saysOfACounterWhatItSaysOfTimeButForThePeriod(OtpAlgorithm algorithm, int digits) {
        OtpAuthUri uri = OtpAuthUri.hotp("I", "a", Reference.secret(20), algorithm, digits, 0);
        assertThat(summaries(uri))
                .contains("Microsoft Authenticator WRONG_CODES", "Okta Verify UNCERTAIN")
                .isEqualTo(warnings(DEFAULT.withAlgorithm(algorithm).withDigits(digits)));
    }

    @Test
    void namesAppAndYearAndNeverTheUser() {
        TotpParameters oddest = TotpParameters.of(OtpAlgorithm.SHA512, 7, Duration.ofSeconds(3));
        List<AppWarning> warnings =
                uri("Hidden".repeat(6), "hidden".repeat(9), 12, oddest).warnings();
        assertThat(warnings).hasSizeGreaterThan(12).allSatisfy(warning -> {
            assertThat(warning.message())
                    .startsWith(warning.app() + " ")
                    .endsWith("(observed " + warning.observed().getValue() + ").")
                    .doesNotContainIgnoringCase("hidden");
            assertThat(warning.message()).containsPattern("algorithm|digits|period|secret|issuer|account");
            assertThat(warning.observed().getValue()).isBetween(2019, 2026);
        });
        assertThat(warnings).extracting(w -> w.app() + w.effect()).doesNotHaveDuplicates();
        assertThat(warnings).extracting(AppWarning::effect).contains(Effect.values());
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> warnings.remove(0));
    }

    private static List<String> warnings(TotpParameters parameters) {
        return summaries(uri("I", "a", 20, parameters));
    }

    private static OtpAuthUri uri(String issuer, String account, int secretLength, TotpParameters parameters) {
        return OtpAuthUri.totp(issuer, account, Reference.secret(secretLength), parameters);
    }

    private static List<String> summaries(OtpAuthUri uri) {
        return uri.warnings().stream().map(w -> w.app() + " " + w.effect()).toList();
    }
}
