package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.START;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.LOCKED;
import static io.github.mfa4j.spi.RejectionReason.THROTTLED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_DEVICES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a settings page is told, and limits that move when devices or codes do. */
class StatusTest {

    private static final MfaStatus.Policy NO_POLICY =
            new MfaStatus.Policy(true, Optional.empty(), Optional.empty(), false);

    @Test
    void ofWhoHasNothingItSaysNothing() {
        Fixture host = new Fixture();
        assertThat(host.mfa.status(USER))
                .isEqualTo(new MfaStatus(
                        Optional.empty(),
                        List.of(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        NO_POLICY));
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
    }

    @Test
    void itSaysAllThatThereIsAndDecryptsNothing() {
        Enforcement demand = Enforcement.requiredFrom(START.plusSeconds(5), Duration.ofDays(1));
        Fixture host =
                new Fixture(to -> to.trustBrowsersFor(Duration.ofDays(30)).enforcement(user -> demand));
        Fixture.Owner owner = host.enable();
        assertThat(host.mfa.verifyAndTrustBrowser(USER, owner.codes().get(0), "Firefox"))
                .isInstanceOf(Verification.Accepted.class);
        host.failTimes(5, owner.phone());
        Instant waiting = host.clock.instant();
        Instant trustedAt = START.plusSeconds(120);
        Reissue.Issued pending = (Reissue.Issued) host.mfa.settings().reissueBackupCodesAfterFullReauthentication(USER);
        assertThat(host.verify(owner.phone().wrongCode(waiting))).isEqualTo("WRONG_CODE");
        MfaState state = host.state();
        host.forgetCounts();
        MfaStatus status = host.mfa.status(USER);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.store.reads).hasValue(1);
        assertThat(status)
                .isEqualTo(new MfaStatus(
                        Optional.of(START),
                        List.of(new MfaStatus.Device(
                                state.devices().get(0).id(), "Authenticator app", START, Optional.of(START))),
                        9,
                        Optional.empty(),
                        Optional.of(pending.expiresAt()),
                        List.of(new MfaStatus.TrustedBrowser(
                                state.browsers().get(0).id(),
                                "Firefox",
                                trustedAt,
                                trustedAt.plus(Duration.ofDays(30)))),
                        Optional.of(Rejected.until(THROTTLED, waiting.plusSeconds(60))),
                        new MfaStatus.Policy(
                                true,
                                Optional.of(START.plusSeconds(5)),
                                Optional.of(START.plusSeconds(86_405)),
                                false)));
    }

    @Test
    void codesThatWaitAreShownUntilTheyExpire() {
        Fixture host = new Fixture();
        host.enable();
        Reissue.Issued pending = (Reissue.Issued) host.mfa.settings().reissueBackupCodesAfterFullReauthentication(USER);
        host.clock.set(pending.expiresAt().minusSeconds(1));
        assertThat(host.mfa.status(USER).reissueExpiresAt()).contains(pending.expiresAt());
        host.clock.moveSeconds(1);
        assertThat(host.mfa.status(USER).reissueExpiresAt()).isEmpty();
    }

    @Test
    void anImportedDeviceWasNeverUsedUntilItIs() {
        Fixture host = new Fixture();
        TestPhone phone = TestPhone.holding(Fixture.key(9));
        assertThat(host.mfa
                        .admin()
                        .importDevice(USER, OtpSecret.ofBytes(Fixture.key(9)), TotpParameters.DEFAULT, "Old", "root"))
                .isEqualTo(new Change.Done());
        assertThat(host.mfa.status(USER).devices())
                .containsExactly(new MfaStatus.Device(host.deviceId(0), "Old", START, Optional.empty()));
        host.clock.moveSeconds(120);
        assertThat(host.verify(phone.code(host.clock.instant()))).isEqualTo(ACCEPTED);
        assertThat(host.mfa.status(USER).devices())
                .extracting(MfaStatus.Device::lastUsedAt)
                .containsExactly(Optional.of(START.plusSeconds(120)));
    }

    @Test
    void anAccountThatMayHaveNoneIsShownAsSuch() {
        Fixture host = new Fixture(to -> to.enforcement(user -> Enforcement.mayNotEnroll()));
        assertThat(host.mfa.status(USER).policy())
                .isEqualTo(new MfaStatus.Policy(false, Optional.empty(), Optional.empty(), false));
    }

    /** One device is locked by 30 wrong codes, two by 16. */
    @Test
    void aDeviceThatIsAddedAmidWrongCodesLocksAndTheLockIsTold() {
        for (int wrong : new int[] {15, 16, 29}) {
            Fixture host = new Fixture(to -> to.setupLifetime(Duration.ofHours(24)));
            Fixture.Owner owner = host.enable();
            Enrollment.Offered offer = (Enrollment.Offered) host.mfa
                    .settings()
                    .addDevice(USER, "a", "Tablet", owner.phone().code(host.clock.instant()));
            host.failTimes(wrong, owner.phone());
            assertThat(host.mfa.status(USER).refusing()).isEmpty();
            Instant now = host.clock.instant();
            host.forgetCounts();
            assertThat(host.mfa.confirm(
                            USER, offer.id(), TestPhone.scanning(offer.uri()).code(now)))
                    .isEqualTo(new Confirmation.DeviceAdded(2));
            MfaEvent added = new MfaEvent.DeviceAdded(USER, now, "Tablet", 2);
            if (wrong < 16) {
                assertThat(host.events).containsExactly(added);
                assertThat(host.mfa.status(USER).refusing()).isEmpty();
            } else {
                assertThat(host.events).containsExactly(added, new MfaEvent.Locked(USER, now, wrong, Optional.empty()));
                assertThat(host.mfa.status(USER).refusing()).contains(Rejected.because(LOCKED));
            }
        }
    }

    /** 100 / (3 steps x devices + codes) wrong codes lock: 19 hits for one device and 16 codes, 22 for two. */
    @Test
    void codesThatWouldLeaveFewerThanFiveGuessesAreNotReissued() {
        Fixture host = new Fixture();
        Fixture.Owner owner = host.enable();
        Mfa numeric = host.another(to -> to.backupCodes(BackupCodeFormat.insecureShortNumeric(16, 6)));
        host.addPhone("Tablet", owner.phone());
        String code = owner.phone().code(host.clock.instant());
        String before = host.record(USER);
        for (Reissue refused : List.of(
                numeric.settings().reissueBackupCodes(USER, code),
                numeric.settings().reissueBackupCodes(USER, owner.codes().get(0)),
                numeric.settings().reissueBackupCodesAfterFullReauthentication(USER))) {
            assertThat(reason(refused)).isEqualTo(TOO_MANY_DEVICES);
        }
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events)
                .hasSize(3)
                .containsOnly(new MfaEvent.ChangeRefused(USER, host.clock.instant(), TOO_MANY_DEVICES, 0));
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(host.mfa.settings().removeDevice(USER, host.deviceId(1), code))
                .as("the code was not used up")
                .isEqualTo(new Change.Done());
        assertThat(numeric.settings().reissueBackupCodes(USER, owner.codes().get(0)))
                .isInstanceOf(Reissue.Issued.class);
    }
}
