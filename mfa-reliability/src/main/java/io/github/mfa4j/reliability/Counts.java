package io.github.mfa4j.reliability;

import io.github.mfa4j.reliability.Operation.Successes;
import java.util.ArrayList;
import java.util.List;

/**
 * What one round may do to the counts of wrong codes, and how far they may go. From docs/decisions.md, and reckoned here
 * once more: asked of the library, a limit would be right by definition.
 */
final class Counts {

    private static final long PERIOD_SECONDS = 31L * 24 * 60 * 60;

    /** By how much the clocks of two workers can differ. */
    private static final long CLOCKS_DIFFER = 2 * Fleet.MOST_OFF;

    private static final long FIRST_WRONG_CODE_THAT_WAITS = 5;
    private static final long FIRST_WAIT = 30;
    private static final long LONGEST_RUN = 30;

    /** How many guesses at a code of six digits have odds of 1e-4, if one code is good. */
    private static final long GUESSES_AT_ONE_CODE = 100;

    private final Operation operation;
    private final Snapshot before;
    private final Snapshot after;
    private final long written;
    private final List<String> wrong = new ArrayList<>();

    Counts(Round round) {
        this.operation = round.call().operation();
        this.before = round.before();
        this.after = round.after();
        this.written = after.version() - before.version();
    }

    /** What is wrong with the counts. */
    List<String> wrong() {
        if (operation.successes() == Successes.NEVER || operation.successes() == Successes.READ) {
            checkCounts();
            checkPeriod();
            checkWaits();
            checkLocks();
        } else if (operation != Operation.UNLOCK && operation != Operation.RESET) {
            check(before.inPeriod() == after.inPeriod() && samePeriod(), "the budget of the period changed");
            checkSuccess();
        }
        return wrong;
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    private boolean samePeriod() {
        return before.periodStart() == after.periodStart();
    }

    private void checkSuccess() {
        if (operation.usesBackupCode()) {
            // Whoever was accepted cleared what was counted, so every other write is a wrong code after it.
            long used = before.backupCodesLeft() - after.backupCodesLeft();
            check(used == 0 || used == 1, used + " backup codes used");
            check(written == (used == 0 ? 0 : 1 + after.strongInRow()), "wrong backup codes are not counted exactly");
            check(written == 0 || after.inRow() == 0, "an accepted code left wrong codes in a row");
        } else if (operation.isRaceForOneCode() && operation != Operation.CONFIRM) {
            check(
                    written == 0 || after.inRow() + after.strongInRow() == 0,
                    "an accepted code left wrong codes in a row");
        }
    }

    private long counted(Operation counting) {
        return operation == counting ? written : 0;
    }

    private void checkCounts() {
        long inRow = counted(Operation.GUESS);
        long strong = counted(Operation.SPENT_BACKUP);
        check(before.withoutFailures().equals(after.withoutFailures()), "more than a count changed");
        check(after.inRow() - before.inRow() == inRow, "wrong codes are not counted exactly");
        check(after.strongInRow() - before.strongInRow() == strong, "wrong backup codes are not counted exactly");
        check(inRow + strong == written, "a write that counts nothing");
    }

    private void checkPeriod() {
        long inRow = counted(Operation.GUESS);
        long passed = after.periodStart() - before.periodStart();
        if (samePeriod() || before.inPeriod() == 0) {
            check(after.inPeriod() - before.inPeriod() == inRow, "wrong codes of the period are not counted exactly");
            return;
        }
        check(passed >= PERIOD_SECONDS, "the period began anew before its end");
        // While it was over by some clocks only, a late one may have counted in the old period first.
        long least = passed >= PERIOD_SECONDS + CLOCKS_DIFFER ? inRow : 1;
        check(
                least <= after.inPeriod() && after.inPeriod() <= inRow,
                "wrong codes of a new period are not counted exactly");
    }

    /** Once a wait is longer than clocks differ, only the first of those who call at once can find it over. */
    private void checkWaits() {
        long free = FIRST_WRONG_CODE_THAT_WAITS;
        for (long wait = FIRST_WAIT; wait <= CLOCKS_DIFFER; wait *= 2) {
            free++;
        }
        check(after.inRow() <= Math.max(before.inRow() + 1, free), "wrong codes were looked at during a wait");
        check(
                after.strongInRow() <= Math.max(before.strongInRow() + 1, free),
                "wrong backup codes were looked at during a wait");
    }

    /** A guess can hit a code of each step of the window of each device. Backup codes are too long to be guessed. */
    private void checkLocks() {
        long good = (long) DrivenServer.WINDOW.steps() * Math.max(1, before.devices());
        long run = Math.min(LONGEST_RUN, GUESSES_AT_ONE_CODE / good);
        check(after.inRow() <= Math.max(before.inRow(), run), "wrong codes were looked at during a lock");
        check(
                after.inPeriod() <= (samePeriod() ? Math.max(before.inPeriod(), 2 * run) : 2 * run),
                "wrong codes were looked at after the budget of the period");
    }
}
