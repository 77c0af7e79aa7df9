package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What backup codes have to do with limits: strong ones open a lock, short numeric ones bring it nearer. */
class ThrottlingBackupCodesTest {

    private static final String WRONG_BACKUP_CODE = "0000-0000-0000-0000";

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    private String freshCode() {
        return owner.phone().code(now());
    }

    @Test
    void privacyidea3741_aStrongBackupCodeSignsInWhileLockedAndEndsTheLock() {
        host.failTimes(30, owner.phone());
        host.clock.moveSeconds(60);
        assertThat(host.verify(freshCode())).isEqualTo("LOCKED");
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(host.events(MfaEvent.LockEnded.class)).containsExactly(new MfaEvent.LockEnded(USER, now()));
        assertThat(host.events(MfaEvent.CodeAccepted.class).get(0).failuresBefore())
                .isEqualTo(30);
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
    }

    @Test
    void aStrongBackupCodeSignsInWhileThrottled() {
        host.failTimes(4, owner.phone());
        assertThat(host.verify(owner.phone().wrongCode(now()))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(freshCode())).isEqualTo("THROTTLED");
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        assertThat(host.events(MfaEvent.LockEnded.class)).isEmpty();
    }

    @Test
    void aLockByTheBudgetStaysUntilThePeriodEndsAndIsNotToldAsEnded() {
        host.failTimes(30, owner.phone());
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
        host.failTimes(30, owner.phone());
        host.clock.moveSeconds(60);
        host.events.clear();
        assertThat(host.verify(owner.codes().get(1))).isEqualTo(ACCEPTED);
        Rejected still = (Rejected) host.mfa.verify(USER, freshCode());
        assertThat(still.reason()).isEqualTo(RejectionReason.LOCKED);
        assertThat(still.retryAt()).isPresent();
        assertThat(host.events(MfaEvent.LockEnded.class)).isEmpty();
    }

    @Test
    void wrongStrongBackupCodesWaitButNeverLock() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            Rejected answer = (Rejected) host.mfa.verify(USER, WRONG_BACKUP_CODE);
            assertThat(answer.reason()).isEqualTo(RejectionReason.WRONG_CODE);
            waits.add(answer.retryAt()
                    .map(at -> at.getEpochSecond() - now().getEpochSecond())
                    .orElse(0L));
            answer.retryAt().ifPresent(host.clock::set);
        }
        assertThat(waits).startsWith(0L, 0L, 0L, 0L, 30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L);
        assertThat(waits.subList(12, 70)).containsOnly(3600L);
        assertThat(host.events(MfaEvent.Locked.class)).isEmpty();
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
    }

    @Test
    void wrongStrongBackupCodesDoNotHoldUpTheApp() {
        for (int i = 0; i < 5; i++) {
            assertThat(host.verify(WRONG_BACKUP_CODE)).isEqualTo("WRONG_CODE");
        }
        host.forgetCounts();
        assertThat(host.verify(owner.codes().get(0))).isEqualTo("THROTTLED");
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
        assertThat(host.verify(owner.phone().wrongCode(now()))).isEqualTo("WRONG_CODE");
        assertThat(host.events(MfaEvent.CodeRejected.class).get(1).failures()).isEqualTo(1);
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        assertThat(host.verify(owner.codes().get(0))).as("the row is clear").isEqualTo(ACCEPTED);
    }

    @Test
    void aThrottledStrongBackupCodeIsToldWithItsOwnFailures() {
        for (int i = 0; i < 5; i++) {
            assertThat(host.verify(WRONG_BACKUP_CODE)).isEqualTo("WRONG_CODE");
        }
        host.events.clear();
        assertThat(host.verify(WRONG_BACKUP_CODE)).isEqualTo("THROTTLED");
        assertThat(host.events(MfaEvent.CodeRejected.class).get(0).failures()).isEqualTo(5);
    }

    @Test
    void numericBackupCodesBringTheLockNearer() {
        // 10 codes and 3 steps are 13 hits in a million: 1e-4 / 13e-6 = 7.69.
        Fixture numeric = new Fixture(choices -> choices.backupCodes(BackupCodeFormat.insecureShortNumeric(10, 6)));
        Fixture.Owner alice = numeric.enable();
        numeric.failTimes(7, alice.phone());
        assertThat(numeric.events(MfaEvent.Locked.class)).hasSize(1);
        numeric.clock.moveSeconds(86_400);
        assertThat(numeric.verify(alice.phone().code(numeric.clock.instant()))).isEqualTo("LOCKED");
        assertThat(numeric.verify(alice.codes().get(0)))
                .as("a code as weak as an app code opens nothing")
                .isEqualTo("LOCKED");
    }

    @Test
    void usedNumericBackupCodesNoLongerCount() {
        // 7 codes and 3 steps: 1e-4 / 10e-6 = 10; and the budget of the period is twice that.
        Fixture numeric = new Fixture(choices -> choices.backupCodes(BackupCodeFormat.insecureShortNumeric(10, 6)));
        Fixture.Owner alice = numeric.enable();
        for (int i = 0; i < 3; i++) {
            assertThat(numeric.verify(alice.codes().get(i))).isEqualTo(ACCEPTED);
        }
        numeric.failTimes(9, alice.phone());
        assertThat(numeric.mfa.status(USER).refusing()).isEmpty();
        numeric.failTimes(1, alice.phone());
        assertThat(numeric.mfa.status(USER).refusing()).contains(Rejected.because(RejectionReason.LOCKED));
    }

    @Test
    void theBudgetOfAPeriodIsTwiceTheLimitWithNumericCodesToo() {
        Fixture numeric = new Fixture(choices -> choices.backupCodes(BackupCodeFormat.insecureShortNumeric(10, 6)));
        Fixture.Owner alice = numeric.enable();
        for (int i = 0; i < 2; i++) {
            numeric.failTimes(6, alice.phone());
            numeric.clock.moveSeconds(60);
            assertThat(numeric.verify(alice.phone().code(numeric.clock.instant())))
                    .isEqualTo(ACCEPTED);
        }
        numeric.failTimes(2, alice.phone());
        Rejected locked = numeric.mfa.status(USER).refusing().orElseThrow();
        assertThat(locked.reason()).isEqualTo(RejectionReason.LOCKED);
        assertThat(locked.retryAt()).isPresent();
    }

    @Test
    void appCodesAndNumericBackupCodesShareOneCount() {
        Fixture numeric = new Fixture(choices -> choices.backupCodes(BackupCodeFormat.insecureShortNumeric(10, 8)));
        Fixture.Owner alice = numeric.enable();
        String wrongBackupCode = "00000000";
        for (int i = 0; i < 5; i++) {
            String typed = i % 2 == 0 ? wrongBackupCode : alice.phone().wrongCode(numeric.clock.instant());
            assertThat(numeric.verify(typed)).isEqualTo("WRONG_CODE");
        }
        assertThat(numeric.verify(alice.phone().code(numeric.clock.instant()))).isEqualTo("THROTTLED");
        numeric.forgetCounts();
        assertThat(numeric.verify(alice.codes().get(0))).isEqualTo("THROTTLED");
        assertThat(numeric.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        // Eight digits are a hundred times harder to hit, so only the app's six count: 30.
        numeric.clock.moveSeconds(30);
        numeric.failTimes(24, alice.phone());
        assertThat(numeric.mfa.status(USER).refusing()).isEmpty();
        numeric.failTimes(1, alice.phone());
        assertThat(numeric.mfa.status(USER).refusing()).contains(Rejected.because(RejectionReason.LOCKED));
    }

    /** 16 numbers and one device lock after 100 / 19 wrong codes, and 16 that cannot be guessed after 100 / 3, at most 30. */
    @Test
    void strongCodesInThePlaceOfNumericOnesEndALock() {
        Fixture numeric = new Fixture(to -> to.backupCodes(BackupCodeFormat.insecureShortNumeric(16, 6)));
        Fixture.Owner alice = numeric.enable();
        numeric.failTimes(5, alice.phone());
        assertThat(numeric.mfa.status(USER).refusing()).contains(Rejected.because(RejectionReason.LOCKED));
        Mfa today = numeric.another(to -> to);
        Reissue.Issued shown = (Reissue.Issued) today.settings().reissueBackupCodesAfterFullReauthentication(USER);
        numeric.clock.moveSeconds(120);
        numeric.forgetCounts();
        assertThat(today.activate(USER, shown.setId())).isInstanceOf(Activation.Enabled.class);
        Instant at = numeric.clock.instant();
        assertThat(numeric.events)
                .containsExactlyInAnyOrder(
                        new MfaEvent.BackupCodesReplaced(USER, at, 10), new MfaEvent.LockEnded(USER, at));
    }

    /** Of a million numbers of six digits ten are right, and none of them is a code of the app. */
    @Test
    void numbersOfAnotherLengthThanTheAppsHaveALimitOfTheirOwn() {
        TotpParameters eight = TotpParameters.of(OtpAlgorithm.SHA1, 8, Duration.ofSeconds(30));
        Fixture other = new Fixture(to -> to.totp(eight).backupCodes(BackupCodeFormat.insecureShortNumeric(10, 6)));
        Fixture.Owner alice = other.enable();
        int wrong = 0;
        for (Rejected answer; wrong < 40 && other.mfa.status(USER).refusing().isEmpty(); wrong++) {
            answer = (Rejected) other.mfa.verify(USER, alice.codes().contains("000000") ? "000001" : "000000");
            assertThat(answer.reason()).isEqualTo(RejectionReason.WRONG_CODE);
            answer.retryAt().ifPresent(other.clock::set);
        }
        assertThat(wrong).isEqualTo(10);
    }
}
