package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Switching the second factor off: one code, one write, nothing left but the guessing budget. */
class DisableTest {

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    @Test
    void flow6_deletingTheLastDeviceDeletesTheBackupCodesAndRegisteringIssuesNewOnes() {
        assertThat(host.mfa
                        .settings()
                        .removeDevice(USER, host.deviceId(0), owner.phone().code(now())))
                .isEqualTo(new Change.Done());
        assertThat(host.mfa.status(USER).enabled()).isFalse();
        assertThat(host.mfa.status(USER).backupCodesLeft()).isZero();
        assertThat(host.verify(owner.codes().get(0))).isEqualTo("NOT_ENABLED");

        Fixture.Owner again = host.enable();
        assertThat(again.codes()).doesNotContainAnyElementsOf(owner.codes());
        assertThat(host.verify(owner.codes().get(0))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(again.codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(host.verify(again.phone().code(now()))).isEqualTo(ACCEPTED);
    }

    @Test
    void flow12_aCodeOrARecoveryCodeSwitchesItOff() {
        assertThat(host.mfa.settings().disable(USER, owner.phone().wrongCode(now())))
                .isInstanceOf(Rejected.class);
        assertThat(host.mfa.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
        assertThat(host.mfa.settings().disable(USER, owner.codes().get(4))).isEqualTo(new Change.Done());
        assertThat(host.mfa.afterPassword(USER)).isInstanceOf(SignIn.Allow.class);
        assertThat(host.mfa.settings().disable(USER, owner.codes().get(5))).isInstanceOf(Rejected.class);
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo("NOT_ENABLED");
    }

    @Test
    void oneWriteTakesTheCodeAndEverythingWithIt() {
        host.addPhone("Tablet", owner.phone());
        Reissue.Issued pending = (Reissue.Issued) host.mfa.settings().reissueBackupCodesAfterFullReauthentication(USER);
        host.forgetCounts();
        assertThat(host.mfa.settings().disable(USER, owner.phone().code(now()))).isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 0 sealed, 0 hashed");
        assertThat(host.record(USER)).isEqualTo("mfa4j1");
        assertThat(host.events)
                .containsExactly(
                        new MfaEvent.CodeAccepted(
                                USER, now(), CodeKind.APP_CODE, Optional.of("Authenticator app"), 10, 0),
                        new MfaEvent.Disabled(USER, now(), 2));
        assertThat(reason(host.mfa.activate(USER, pending.setId()))).isEqualTo(SUPERSEDED);
    }

    @Test
    void withTheLastBackupCodeNobodyIsToldThatCodesAreLow() {
        for (String code : owner.codes().subList(0, 9)) {
            assertThat(host.verify(code)).isEqualTo(ACCEPTED);
        }
        host.forgetCounts();
        assertThat(host.mfa.settings().disable(USER, owner.codes().get(9))).isEqualTo(new Change.Done());
        assertThat(host.events)
                .containsExactly(
                        new MfaEvent.CodeAccepted(USER, now(), CodeKind.BACKUP_CODE, Optional.empty(), 0, 0),
                        new MfaEvent.Disabled(USER, now(), 1));
    }

    @Test
    void pendingDevicesGoToo() {
        for (boolean replacement : new boolean[] {false, true}) {
            Fixture other = new Fixture();
            Fixture.Owner alice = other.enable();
            Enrollment.Offered offer = (Enrollment.Offered)
                    (replacement
                            ? other.mfa
                                    .recovery()
                                    .replaceLostDevices(
                                            USER, "a", "b", alice.codes().get(0))
                            : other.mfa
                                    .settings()
                                    .addDevice(USER, "a", "b", alice.codes().get(0)));
            assertThat(other.mfa.settings().disable(USER, alice.codes().get(1))).isEqualTo(new Change.Done());
            assertThat(other.record(USER)).isEqualTo("mfa4j1");
            assertThat(reason(other.mfa.confirm(
                            USER, offer.id(), TestPhone.scanning(offer.uri()).code(other.clock.instant()))))
                    .isEqualTo(SUPERSEDED);
        }
    }

    @Test
    void theBudgetOfThePeriodOutlivesDisablingAndEnrollingAgain() {
        host.failTimes(20, owner.phone());
        long start = host.state().failures().periodStart();
        assertThat(host.mfa.settings().disable(USER, owner.phone().code(now()))).isEqualTo(new Change.Done());
        assertThat(host.record(USER)).isEqualTo("mfa4j1;f=0,0,0,0,20," + start);
        Fixture.Owner again = host.enable();
        assertThat(host.state().failures()).isEqualTo(new Failures(0, 0, 0, 0, 20, start));
        host.failTimes(29, again.phone());
        assertThat(host.verify(again.phone().code(now()))).isEqualTo(ACCEPTED);
        host.failTimes(11, again.phone());
        host.clock.moveSeconds(60);
        assertThat(host.mfa.verify(USER, again.phone().code(now())))
                .isEqualTo(Rejected.until(
                        io.github.mfa4j.spi.RejectionReason.LOCKED,
                        Instant.ofEpochSecond(start + Failures.PERIOD_SECONDS)));
    }
}
