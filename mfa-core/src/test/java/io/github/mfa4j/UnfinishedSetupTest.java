package io.github.mfa4j;

import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import org.junit.jupiter.api.Test;

/** Whoever leaves a set-up at any point has changed nothing. */
class UnfinishedSetupTest {

    private final Fixture host = new Fixture();
    private final Mfa mfa = host.mfa;

    @Test
    void f9_whoeverLeavesAtAnyPointHasChangedNothing() {
        Enrollment.Offered leftAtTheQrCode = host.offer(USER);
        assertNothingIsActive();

        Enrollment.Offered second = host.offer(USER);
        TestPhone phone = TestPhone.scanning(second.uri());
        Confirmation.AwaitingActivation leftAtTheCodes =
                (Confirmation.AwaitingActivation) mfa.confirm(USER, second.id(), phone.code(host.clock.instant()));
        assertNothingIsActive();
        assertThat(outcome(mfa.verify(USER, phone.code(host.clock.instant())))).isEqualTo("NOT_ENABLED");
        assertThat(outcome(mfa.verify(USER, leftAtTheCodes.backupCodes().codes().get(0))))
                .isEqualTo("NOT_ENABLED");

        host.clock.set(leftAtTheQrCode.expiresAt());
        assertNothingIsActive();
        assertThat(mfa.status(USER).setup()).isEmpty();
        assertThat(Fixture.reason(mfa.activate(USER, leftAtTheCodes.setId())))
                .isIn(RejectionReason.EXPIRED, RejectionReason.SUPERSEDED);
        assertNothingIsActive();
    }

    @Test
    void whatIsRefusedBesideAnOfferTellsHowManyWrongCodesItHasHad() {
        Enrollment.Offered offer = host.offer(USER);
        TestPhone phone = TestPhone.scanning(offer.uri());
        for (int i = 0; i < 3; i++) {
            assertThat(Fixture.reason(mfa.confirm(USER, offer.id(), phone.wrongCode(host.clock.instant()))))
                    .isEqualTo(RejectionReason.WRONG_CODE);
        }
        host.forgetCounts();
        assertThat(Fixture.reason(mfa.activate(USER, "nonsense"))).isEqualTo(RejectionReason.SUPERSEDED);
        assertThat(Fixture.reason(mfa.confirm(USER, "nonsense", phone.code(host.clock.instant()))))
                .isEqualTo(RejectionReason.SUPERSEDED);
        assertThat(host.events)
                .hasSize(2)
                .containsOnly(new MfaEvent.ChangeRefused(USER, host.clock.instant(), RejectionReason.SUPERSEDED, 3));
    }

    @Test
    void anOfferOfAClockThatWasAYearAheadIsNotOpenForAYear() {
        host.clock.moveSeconds(365 * 86_400L);
        Enrollment.Offered offer = host.offer(USER);
        host.clock.set(Fixture.START);
        String code = TestPhone.scanning(offer.uri()).code(Fixture.START);
        assertThat(Fixture.reason(mfa.confirm(USER, offer.id(), code))).isEqualTo(RejectionReason.EXPIRED);
    }

    private void assertNothingIsActive() {
        assertThat(mfa.afterPassword(USER)).isInstanceOf(SignIn.Allow.class);
        assertThat(mfa.status(USER).enabled()).isFalse();
        assertThat(mfa.status(USER).devices()).isEmpty();
        assertThat(mfa.status(USER).backupCodesLeft()).isZero();
    }
}
