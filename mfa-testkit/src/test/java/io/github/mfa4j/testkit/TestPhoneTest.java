package io.github.mfa4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.Verification;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.TotpParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The phone and the clock do what a test of a host needs. */
class TestPhoneTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T12:00:10Z"));

    private Mfa mfa(UnaryOperator<MfaBuilder> choices) {
        byte[] key = new byte[32];
        key[0] = 1;
        return choices.apply(Mfa.builder("Example Bank")
                        .store(new InMemoryMfaStore())
                        .secretCipher(AesGcmSecretCipher.of("k1", key))
                        .instantSource(clock))
                .build();
    }

    private static Enrollment.Offered offer(Mfa mfa) {
        return (Enrollment.Offered) mfa.enroll("alice", "alice@example.com");
    }

    @Test
    void theRfcsPhoneShowsTheRfcsCodes() {
        TestPhone phone =
                TestPhone.scan("otpauth://totp/Example:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example");
        assertThat(phone.code(Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(phone.nextCode(Instant.ofEpochSecond(29))).isEqualTo("287082");
        assertThat(phone.drifting(Duration.ofSeconds(30)).code(Instant.ofEpochSecond(29)))
                .isEqualTo("287082");
        assertThat(phone).hasToString("TestPhone[ahead=PT0S]");
        assertThat(TestPhone.type("gezd gnbv gy3t qojq gezd gnbv gy3t qojq").code(Instant.ofEpochSecond(59)))
                .isEqualTo("287082");
        assertThatIllegalArgumentException().isThrownBy(() -> TestPhone.scan("https://example.com"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TestPhone.scan("otpauth://hotp/alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=1"));
    }

    @Test
    void itSetsUpAndSignsIn() {
        Mfa mfa = mfa(choices -> choices.totp(TotpParameters.of(OtpAlgorithm.SHA256, 8, Duration.ofSeconds(60))));
        Enrollment.Offered offer = offer(mfa);
        TestPhone phone = TestPhone.scan(offer.uri());
        Confirmation.AwaitingActivation codes =
                (Confirmation.AwaitingActivation) mfa.confirm("alice", offer.id(), phone.code(clock.instant()));
        mfa.activate("alice", codes.setId()).fold(on -> on, no -> no);
        clock.advance(Duration.ofMinutes(1));
        assertThat(mfa.verify("alice", phone.wrongCode(clock.instant()))).isNotInstanceOf(Verification.Accepted.class);
        assertThat(mfa.verify("alice", phone.nextCode(clock.instant()))).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void aPhoneThatIsFarOffIsRefused() {
        Mfa mfa = mfa(choices -> choices);
        Enrollment.Offered offer = offer(mfa);
        TestPhone late = TestPhone.type(offer.manualKey()).drifting(Duration.ofMinutes(-5));
        assertThat(mfa.confirm("alice", offer.id(), late.code(clock.instant())))
                .isNotInstanceOf(Confirmation.AwaitingActivation.class);
        clock.set(Instant.parse("2026-11-22T12:00:11Z"));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-22T12:00:11Z"));
    }
}
