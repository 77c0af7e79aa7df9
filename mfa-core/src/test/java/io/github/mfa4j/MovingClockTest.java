package io.github.mfa4j;

import static io.github.mfa4j.Rig.USER;
import static io.github.mfa4j.Rig.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Clocks of servers differ by seconds, and clocks are set: neither may open a door that a guesser waits at. */
class MovingClockTest {

    private final Rig rig = new Rig().enabled();

    @Test
    void aClockThatWasNeverSetGivesNoVerdict() {
        rig.now = Instant.EPOCH;
        assertThatIllegalStateException()
                .isThrownBy(() -> kind(rig.mfa.verify(USER, "123456")))
                .withMessageContaining("clock");
    }

    @Test
    void theLongestWaitIsNotLiftedByAClockThatIsASecondBehind() {
        fail(13);
        Instant failedAt = rig.now;
        for (int behind : new int[] {0, 1, 2, 10, 60}) {
            rig.now = failedAt.minusSeconds(behind);
            assertThat(kind(rig.mfa.verify(USER, rig.wrongCode())))
                    .as(behind + " s behind")
                    .isEqualTo("THROTTLED");
        }
    }

    @Test
    void aWaitThatAClockFarAheadStampedDoesNotLastForYears() {
        rig.now = rig.now.plusSeconds(10L * 365 * 86_400);
        fail(6);
        rig.now = rig.now.minusSeconds(10L * 365 * 86_400 - 3_700);
        assertThat(kind(rig.mfa.verify(USER, rig.wrongCode())))
                .as("no free guess")
                .isEqualTo("THROTTLED");
        assertThat(rig.mfa.status(USER).refusing().flatMap(Rejected::retryAt)).contains(inWholeSeconds(60));
        rig.now = rig.now.plusSeconds(60);
        assertThat(kind(rig.mfa.verify(USER, rig.wrongCode()))).isEqualTo("WRONG_CODE");
    }

    private Instant inWholeSeconds(long later) {
        return Instant.ofEpochSecond(rig.now.getEpochSecond() + later);
    }

    @Test
    void aClockThatJumpsBackDoesNotBringAUsedCodeBack() {
        String code = rig.freshCode();
        assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("ACCEPTED");
        String earlier = rig.phone.code(rig.now.minusSeconds(60));
        rig.now = rig.now.minusSeconds(45);
        assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("REPLAYED");
        assertThat(kind(rig.mfa.verify(USER, earlier))).isEqualTo("REPLAYED");
    }

    @Test
    void theLongestSetUpIsNotOverForAServerThatIsASecondBehind() {
        Mfa mfa = rig.builder.setupLifetime(Duration.ofHours(24)).build();
        Enrollment.Offered offer = (Enrollment.Offered) mfa.enroll("other", "bob@example.com");
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        rig.now = rig.now.minusSeconds(1);
        assertThat(mfa.status("other").setup()).isPresent();
        String code = Totp.of(uri.secret(), uri.totpParameters()).code(rig.now);
        assertThat(mfa.confirm("other", offer.id(), code)).isInstanceOf(Confirmation.AwaitingActivation.class);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            rig.mfa.status(USER).refusing().flatMap(Rejected::retryAt).ifPresent(at -> rig.now = at);
            assertThat(rig.mfa.verify(USER, rig.wrongCode()))
                    .isInstanceOfSatisfying(
                            Rejected.class, no -> assertThat(no.reason()).isEqualTo(RejectionReason.WRONG_CODE));
        }
    }
}
