package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits and clocks: clocks that jump, servers whose clocks differ. */
@Tag("once")
class ThrottlingClockTest {

    private static final long DAY = 86_400;

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    private Rejected guess(Mfa mfa) {
        return (Rejected) mfa.verify(USER, owner.phone().wrongCode(now()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60, 3600, DAY, 365 * DAY})
    void aClockThatJumpsBackGivesAtMostOneGuessAndNoWaitOfMoreThanADayAndAnHour(long back) {
        host.failTimes(11, owner.phone());
        assertThat(guess(host.mfa).reason()).isEqualTo(RejectionReason.WRONG_CODE);
        host.clock.moveSeconds(-back);
        int compared = 0;
        for (int i = 0; i < 100; i++) {
            compared += guess(host.mfa).reason() == RejectionReason.WRONG_CODE ? 1 : 0;
        }
        assertThat(compared).isLessThanOrEqualTo(1);
        Instant retryAt = guess(host.mfa).retryAt().orElseThrow();
        assertThat(retryAt).isBeforeOrEqualTo(now().plusSeconds(DAY + 3600));
        host.clock.set(retryAt);
        assertThat(guess(host.mfa).reason()).isEqualTo(RejectionReason.WRONG_CODE);
    }

    @Test
    void anAttemptAtAServerThatIsHoursBehindDoesNotEndTheWaitForTheOthers() {
        host.failTimes(11, owner.phone());
        assertThat(guess(host.mfa).reason()).isEqualTo(RejectionReason.WRONG_CODE);
        host.clock.moveSeconds(-5 * 3600);
        assertThat(guess(host.mfa).reason()).isEqualTo(RejectionReason.THROTTLED);
        host.clock.moveSeconds(5 * 3600 + 60);
        assertThat(guess(host.mfa).reason()).isEqualTo(RejectionReason.THROTTLED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 60})
    void theLongestWaitIsNotSkippedByAClockThatIsALittleBehind(long behind) {
        host.failTimes(11, owner.phone());
        assertThat(guess(host.mfa).reason()).isEqualTo(RejectionReason.WRONG_CODE);
        Instant end = now().plusSeconds(3600);
        host.clock.moveSeconds(-behind);
        host.forgetCounts();
        assertThat(guess(host.mfa)).isEqualTo(Rejected.until(RejectionReason.THROTTLED, end));
        assertThat(host.mfa.status(USER).refusing()).contains(Rejected.until(RejectionReason.THROTTLED, end));
        assertThat(host.store.writes).hasValue(0);
        assertThat(outcome(host.mfa.verify(USER, owner.phone().code(now())))).isEqualTo("THROTTLED");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 60})
    void theLongestWaitOfAStrongBackupCodeIsNotSkippedEither(long behind) {
        for (int i = 0; i < 12; i++) {
            Rejected answer = (Rejected) host.mfa.verify(USER, "0000-0000-0000-0000");
            assertThat(answer.reason()).isEqualTo(RejectionReason.WRONG_CODE);
            if (i < 11) {
                answer.retryAt().ifPresent(host.clock::set);
            }
        }
        host.clock.moveSeconds(-behind);
        assertThat(host.verify("0000-0000-0000-0000")).isEqualTo("THROTTLED");
    }

    @Test
    void waitsStampedByAClockAYearAheadEndWithinTwoHoursAndTheStatusAgrees() {
        host.clock.moveSeconds(365 * DAY);
        for (int i = 0; i < 5; i++) {
            assertThat(guess(host.mfa).reason()).isEqualTo(RejectionReason.WRONG_CODE);
            assertThat(host.verify("0000-0000-0000-0000")).isEqualTo("WRONG_CODE");
        }
        host.clock.moveSeconds(-365 * DAY);
        MfaStatus status = host.mfa.status(USER);
        Rejected answer = (Rejected) host.mfa.verify(USER, owner.phone().code(now()));
        assertThat(status.refusing()).contains(answer);
        assertThat(host.verify(owner.codes().get(0))).isEqualTo("THROTTLED");
        host.clock.moveSeconds(7200);
        assertThat(host.verify(owner.codes().get(1))).isEqualTo(ACCEPTED);
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 3600, 365 * DAY})
    void theLockAndTheCountSurviveAClockThatJumps(long jump) {
        host.failTimes(30, owner.phone());
        for (long moved : List.of(jump, -2 * jump, jump)) {
            host.clock.moveSeconds(moved);
            assertThat(host.verify(owner.phone().code(now()))).isEqualTo("LOCKED");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 3600, 365 * DAY})
    void theBudgetIsNotRenewedByAClockThatJumpsBack(long back) {
        exhaustBudget();
        host.clock.moveSeconds(-back);
        assertThat(host.verify(owner.phone().wrongCode(now()))).isEqualTo("LOCKED");
    }

    @Test
    void aBudgetSpentUnderAClockAYearAheadDoesNotLockForAYear() {
        exhaustBudget();
        host.clock.moveSeconds(-365 * DAY);
        Rejected locked = guess(host.mfa);
        assertThat(locked.reason()).isEqualTo(RejectionReason.LOCKED);
        assertThat(locked.retryAt().orElseThrow()).isBeforeOrEqualTo(now().plusSeconds(31 * DAY));
        host.clock.set(locked.retryAt().orElseThrow());
        assertThat(guess(host.mfa).reason()).as("at the time it told").isEqualTo(RejectionReason.WRONG_CODE);
    }

    @Test
    void aPeriodThatBeganUnderAClockAYearAheadBeginsAnew() {
        host.clock.moveSeconds(365 * DAY);
        host.failTimes(1, owner.phone());
        host.clock.moveSeconds(-365 * DAY);
        assertThat(host.verify(owner.codes().get(2))).isEqualTo(ACCEPTED);
        host.failTimes(1, owner.phone());
        Instant end = now().plusSeconds(31 * DAY);
        assertThat(host.verify(owner.codes().get(3))).isEqualTo(ACCEPTED);
        exhaustBudget();
        host.clock.set(end);
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
        assertThat(guess(host.mfa).reason()).isEqualTo(RejectionReason.WRONG_CODE);
    }

    /** Two runs of 29 with a sign-in by backup code after each, and what is left. */
    private void exhaustBudget() {
        for (int i = 0; i < 2; i++) {
            host.failTimes(29, owner.phone());
            assertThat(host.verify(owner.codes().get(i))).isEqualTo(ACCEPTED);
        }
        while (host.mfa.status(USER).refusing().isEmpty()) {
            host.failTimes(1, owner.phone());
        }
        assertThat(guess(host.mfa).reason()).isEqualTo(RejectionReason.LOCKED);
    }

    @Test
    void serversWhoseClocksDifferByAMinuteShareTheLimits() {
        Mfa ahead = host.another(choices -> choices.instantSource(() -> now().plusSeconds(60)));
        List<Mfa> servers = List.of(host.mfa, ahead);
        Instant start = now();
        int compared = 0;
        for (int second = 0; second < 2 * DAY; second += 20) {
            host.clock.set(start.plusSeconds(second));
            for (Mfa server : servers) {
                compared += guess(server).reason() == RejectionReason.WRONG_CODE ? 1 : 0;
            }
            if (second == 300) {
                assertThat(compared).as("waits are at most a minute shorter").isLessThanOrEqualTo(11);
            }
        }
        assertThat(compared).isEqualTo(30);
        assertThat(guess(host.mfa).reason()).isEqualTo(RejectionReason.LOCKED);
        assertThat(guess(ahead).reason()).isEqualTo(RejectionReason.LOCKED);
    }
}
