package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.AppWarning;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** docs/app-compatibility.md says what the library warns of, each warning and nothing else. */
class AppCompatibilityPageTest {

    private static final String PAGE = "docs/app-compatibility.md";
    private static final TotpParameters DEFAULT = TotpParameters.DEFAULT;

    @Test
    void eachRowIsAWarningForItsInstance() {
        for (List<String> row : rows()) {
            assertThat(warnings(forInstance(row.get(1))))
                    .as(row.toString())
                    .contains(List.of(row.get(0), row.get(2), row.get(3), row.get(4)));
        }
        assertThat(warnings(uri("Example Bank", 20, DEFAULT))).isEmpty();
    }

    @Test
    void eachWarningThatCanComeIsARow() {
        Set<List<String>> possible = new HashSet<>();
        for (OtpAlgorithm algorithm : OtpAlgorithm.values()) {
            for (int digits = 6; digits <= 8; digits++) {
                for (int seconds : new int[] {1, 4, 5, 10, 15, 29, 30, 31, 60, 90, 120, 300}) {
                    TotpParameters totp = TotpParameters.of(algorithm, digits, Duration.ofSeconds(seconds));
                    for (int length : new int[] {10, 15, 16, 20, 21, 32, 64}) {
                        possible.addAll(warnings(uri("i".repeat(31), length, totp)));
                        possible.addAll(warnings(uri("I", length, totp)));
                    }
                }
            }
        }
        assertThat(possible)
                .containsExactlyInAnyOrderElementsOf(rows().stream()
                        .map(row -> List.of(row.get(0), row.get(2), row.get(3), row.get(4)))
                        .toList());
    }

    @Test
    void eachEffectIsExplained() {
        assertThat(MarkdownTable.rows(PAGE, "| effect | what happens |").stream()
                        .map(row -> MarkdownTable.code(row.get(0))))
                .containsExactlyElementsOf(Arrays.stream(AppWarning.Effect.values())
                        .map(Enum::name)
                        .toList());
    }

    @Test
    void theCodeOfThePageTellsOfEightDigitsAndIsSilentOtherwise() {
        assertThat(toKnow(builder())).isEqualTo(List.of());
        MfaBuilder chosen = (MfaBuilder) CompiledPage.of(PAGE).callStatic("EightDigits", "chosen", builder());
        assertThat(toKnow(chosen).toString())
                .contains("Microsoft Authenticator ignores", "Some apps cut codes of 8 digits");
    }

    private static Object toKnow(MfaBuilder builder) {
        Enrollment offer = builder.build().enroll("alice", "alice@example.com");
        return CompiledPage.of(PAGE).callStatic("EightDigits", "toKnow", offer);
    }

    private static MfaBuilder builder() {
        byte[] key = "a key of thirty-two bytes: 32 of".getBytes(StandardCharsets.US_ASCII);
        return Mfa.builder("Example Bank").store(new InMemoryMfaStore()).secretCipher(AesGcmSecretCipher.of("k1", key));
    }

    private static List<List<String>> rows() {
        List<List<String>> rows = MarkdownTable.rows(PAGE, "| app | for instance | effect | year | what it does |");
        return rows.stream()
                .map(row -> List.of(row.get(0), row.get(1), MarkdownTable.code(row.get(2)), row.get(3), row.get(4)))
                .toList();
    }

    private static List<List<String>> warnings(OtpAuthUri uri) {
        return uri.warnings().stream()
                .map(warning -> List.of(
                        warning.app(),
                        warning.effect().name(),
                        warning.observed().toString(),
                        said(warning)))
                .toList();
    }

    /** What the warning says without the name of the app and the year, which have columns of their own. */
    private static String said(AppWarning warning) {
        String end = " (observed " + warning.observed() + ").";
        assertThat(warning.message()).startsWith(warning.app() + " ").endsWith(end);
        return warning.message()
                .substring(warning.app().length() + 1, warning.message().length() - end.length());
    }

    private static OtpAuthUri forInstance(String words) {
        String[] parts = words.split(" ", -1);
        if (words.startsWith("SHA")) {
            return uri("I", 20, DEFAULT.withAlgorithm(OtpAlgorithm.valueOf(words)));
        } else if (words.endsWith(" seconds")) {
            return uri("I", 20, DEFAULT.withPeriod(Duration.ofSeconds(Long.parseLong(parts[0]))));
        } else if (words.endsWith(" digits")) {
            return uri("I", 20, DEFAULT.withDigits(Integer.parseInt(parts[0])));
        }
        int length = Integer.parseInt(parts[2]);
        return words.startsWith("issuer of ") ? uri("i".repeat(length), 20, DEFAULT) : uri("I", length, DEFAULT);
    }

    private static OtpAuthUri uri(String issuer, int secretLength, TotpParameters totp) {
        return OtpAuthUri.totp(issuer, "alice", OtpSecret.ofBytes(new byte[secretLength]), totp);
    }
}
