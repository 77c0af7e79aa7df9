package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many guesses anyone gets: the figures of the design. */
class ThrottlingTest {

    private static final String WRONG_BACKUP_CODE = "0000-0000-0000-0000";

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    private String freshCode() {
        return owner.phone().code(now());
    }

    /** The wait in seconds that each wrong code brings, until one brings a lock. */
    private static List<Long> waitsUntilLocked(Fixture host, TestPhone phone) {
        List<Long> waits = new ArrayList<>();
        while (true) {
            Rejected answer = (Rejected) host.mfa.verify(USER, phone.wrongCode(host.clock.instant()));
            if (answer.reason() == RejectionReason.LOCKED) {
                return waits;
            }
            assertThat(answer.reason()).isEqualTo(RejectionReason.WRONG_CODE);
            waits.add(answer.retryAt()
                    .map(at -> at.getEpochSecond() - host.clock.instant().getEpochSecond())
                    .orElse(0L));
            answer.retryAt().ifPresent(host.clock::set);
        }
    }

    @Test
    void fourFreeFailuresThenWaitsThatDoubleUpToAnHourAndALockAtThirty() {
        List<Long> expected = new ArrayList<>(List.of(0L, 0L, 0L, 0L, 30L, 60L, 120L, 240L, 480L, 960L, 1920L));
        expected.addAll(Collections.nCopies(18, 3600L));
        expected.add(0L);
        assertThat(waitsUntilLocked(host, owner.phone())).isEqualTo(expected).hasSize(30);
    }

    @Test
    void lockedIsForGoodWithoutABackupCodeAndIsToldOnce() {
        host.failTimes(30, owner.phone());
        assertThat(host.cipher.opened).as("guesses compared").hasValue(30);
        for (long days : List.of(0L, 1L, 31L, 366L)) {
            host.clock.moveSeconds(days * 86_400);
            assertThat(host.mfa.verify(USER, freshCode())).isEqualTo(Rejected.because(RejectionReason.LOCKED));
        }
        assertThat(host.cipher.opened).as("and none while locked").hasValue(30);
        assertThat(host.mfa.status(USER).refusing()).contains(Rejected.because(RejectionReason.LOCKED));
        assertThat(host.events(MfaEvent.Locked.class))
                .extracting(MfaEvent.Locked::failures, MfaEvent.Locked::until)
                .containsExactly(tuple(30, Optional.empty()));
    }

    @Test
    void failuresAreCountedInTheEvents() {
        host.failTimes(7, owner.phone());
        assertThat(host.events(MfaEvent.CodeRejected.class))
                .extracting(MfaEvent.CodeRejected::failures)
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void aRightCodeInTheWaitIsNotLookedAtAndNotConsumed() {
        host.failTimes(4, owner.phone());
        assertThat(host.verify(owner.phone().wrongCode(now()))).isEqualTo("WRONG_CODE");
        String code = freshCode();
        Instant end = now().plusSeconds(30);
        host.forgetCounts();
        for (int second = 0; second < 30; second++) {
            assertThat(host.mfa.verify(USER, code)).isEqualTo(Rejected.until(RejectionReason.THROTTLED, end));
            assertThat(host.mfa.status(USER).refusing()).contains(Rejected.until(RejectionReason.THROTTLED, end));
            host.clock.moveSeconds(1);
        }
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events(MfaEvent.CodeRejected.class))
                .hasSize(30)
                .allMatch(event -> event.failures() == 5 && event.retryAt().equals(Optional.of(end)));
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
    }

    @Test
    void whatIsMalformedReplayedThrottledOrLockedWritesAndCountsNothing() {
        String used = freshCode();
        assertThat(host.verify(used)).isEqualTo(ACCEPTED);
        host.failTimes(4, owner.phone());
        String before = host.record(USER);
        host.forgetCounts();
        for (String typed : List.of("", " ", "12345", "1234567", "123 45a", "O12345", "hello", "0000-0000-0000-000U")) {
            assertThat(host.verify(typed)).as(typed).isEqualTo("MALFORMED");
        }
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.verify(used)).isEqualTo("REPLAYED");
        assertThat(host.cost()).isEqualTo("0 written, 1 opened, 0 sealed, 0 hashed");
        assertThat(host.record(USER)).isEqualTo(before);

        host.failTimes(26, owner.phone());
        host.forgetCounts();
        assertThat(host.verify(freshCode())).isEqualTo("LOCKED");
        assertThat(host.verify("12345")).isEqualTo("MALFORMED");
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
    }

    @Test
    void aWrongAppCodeCostsNoHashAndAWrongBackupCodeExactlyOne() {
        assertThat(host.verify(owner.phone().wrongCode(now()))).isEqualTo("WRONG_CODE");
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 0 sealed, 0 hashed");
        host.forgetCounts();
        assertThat(host.verify(WRONG_BACKUP_CODE)).isEqualTo("WRONG_CODE");
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 0 sealed, 1 hashed");
    }

    @Test
    void keycloak2faEmail_fiveHundredWrongCodesInARowAreFiveGuesses() {
        for (int i = 0; i < 500; i++) {
            assertThat(host.verify(owner.phone().wrongCode(now()))).isEqualTo(i < 5 ? "WRONG_CODE" : "THROTTLED");
        }
        assertThat(host.store.writes).hasValue(5);
        assertThat(host.cipher.opened).hasValue(5);
    }

    @Test
    void allauth_anotherSignInWithThePasswordDoesNotResetTheCount() {
        host.failTimes(4, owner.phone());
        assertThat(host.mfa.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
        assertThat(Fixture.reason(host.mfa.enroll(USER, "alice"))).isEqualTo(RejectionReason.ALREADY_ENABLED);
        Rejected fifth = (Rejected) host.mfa.verify(USER, owner.phone().wrongCode(now()));
        assertThat(fifth.retryAt()).contains(now().plusSeconds(30));
    }

    @Test
    void vaultwarden_aRestartDoesNotResetTheCount() {
        host.failTimes(4, owner.phone());
        Mfa restarted = host.another(choices -> choices);
        Rejected fifth = (Rejected) restarted.verify(USER, owner.phone().wrongCode(now()));
        assertThat(fifth.retryAt()).contains(now().plusSeconds(30));
    }

    @Test
    void anAppCodeOrABackupCodeClearsTheRow() {
        host.failTimes(6, owner.phone());
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        assertThat(host.events(MfaEvent.LockEnded.class)).isEmpty();
        assertThat(waits(4)).containsOnly(0L);
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(waits(5)).containsExactly(0L, 0L, 0L, 0L, 30L);
    }

    private List<Long> waits(int failures) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < failures; i++) {
            Rejected answer = (Rejected) host.mfa.verify(USER, owner.phone().wrongCode(now()));
            waits.add(answer.retryAt()
                    .map(at -> at.getEpochSecond() - now().getEpochSecond())
                    .orElse(0L));
        }
        return waits;
    }

    @Test
    void aThiefWithThePasswordMeetsTheBudgetOfThePeriodWhenTheOwnerKeepsSigningIn() {
        Instant firstFailure = now();
        host.failTimes(29, owner.phone());
        host.clock.moveSeconds(60);
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        host.failTimes(29, owner.phone());
        host.clock.moveSeconds(60);
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        host.clock.moveSeconds(60);
        assertThat(host.verify(owner.phone().wrongCode(now()))).isEqualTo("WRONG_CODE");
        assertThat(host.events(MfaEvent.Locked.class)).isEmpty();

        Instant end = firstFailure.plusSeconds(31L * 86_400);
        Rejected sixtieth = (Rejected) host.mfa.verify(USER, owner.phone().wrongCode(now()));
        assertThat(sixtieth).isEqualTo(new Rejected(RejectionReason.WRONG_CODE, Optional.of(end)));
        assertThat(host.events(MfaEvent.Locked.class))
                .extracting(MfaEvent.Locked::until)
                .containsExactly(Optional.of(end));

        assertThat(host.mfa.verify(USER, freshCode())).isEqualTo(Rejected.until(RejectionReason.LOCKED, end));
        host.clock.set(end.minusSeconds(1));
        assertThat(host.mfa.verify(USER, freshCode())).isEqualTo(Rejected.until(RejectionReason.LOCKED, end));
        host.clock.set(end);
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        host.failTimes(29, owner.phone());
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
    }

    @Test
    void moreDevicesMeanAnEarlierLock() {
        List<Integer> limits = List.of(30, 16, 11, 8, 6);
        for (int devices = 1; devices <= 5; devices++) {
            Fixture many = new Fixture();
            OtpSecret[] secrets = new OtpSecret[devices];
            for (int i = 0; i < devices; i++) {
                secrets[i] = OtpSecret.ofBytes(Fixture.key(i));
            }
            many.plant(USER, secrets);
            // A code that no device shows: the chance of a hit is one in a hundred thousand.
            assertThat(waitsUntilLocked(many, TestPhone.holding(Fixture.key(0))))
                    .hasSize(limits.get(devices - 1));
        }
    }

    @Test
    void aWiderWindowMeansAnEarlierLockAndMoreDigitsALaterOne() {
        Fixture wide = new Fixture(choices -> choices.window(new TotpWindow(5, 4)));
        assertThat(waitsUntilLocked(wide, wide.enable().phone())).hasSize(10);
        assertThat(wide.mfa.status(USER).refusing()).contains(Rejected.because(RejectionReason.LOCKED));
        Fixture eight =
                new Fixture(choices -> choices.window(new TotpWindow(5, 4)).totp(TotpParameters.DEFAULT.withDigits(8)));
        assertThat(waitsUntilLocked(eight, eight.enable().phone())).hasSize(30);
        Fixture seven = new Fixture(
                choices -> choices.window(new TotpWindow(20, 19)).totp(TotpParameters.DEFAULT.withDigits(7)));
        assertThat(waitsUntilLocked(seven, seven.enable().phone())).hasSize(25);
    }
}
