package io.github.mfa4j.reliability;

import static io.github.mfa4j.reliability.Scene.STEP;
import static io.github.mfa4j.reliability.Scene.appCode;
import static io.github.mfa4j.reliability.Scene.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the judge says of backup codes, of guesses, and of steps other than a sign-in. */
class JudgeCountsTest {

    private static final String OK = Answer.OK;
    private static final Call BACKUP_CODE = Call.withBackupCode(Operation.VERIFY_BACKUP, "set", "code");
    private static final Snapshot BEFORE = record(7, STEP - 9, 10);
    private static final Snapshot USED = record(8, STEP, 10);

    private static final long PERIOD = 31 * 86_400;

    private final Scene scene = new Scene();

    private static void reports(List<String> violations, String... beginnings) {
        assertThat(violations).hasSameSizeAs(beginnings);
        for (String beginning : beginnings) {
            assertThat(violations).anyMatch(what -> what.startsWith(beginning));
        }
    }

    @Test
    void wrongBackupCodesCountAfterTheOneThatWasRight() {
        scene.answers("w0", "WRONG_CODE").answers("w1", OK).answers("w2", "WRONG_CODE");
        scene.round(BACKUP_CODE, BEFORE, record(10, ";f=0,0,2,9,0,0", STEP - 9, 9, ""));
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aWrongBackupCodeThatIsNotCountedIsReported() {
        scene.answers("w0", "WRONG_CODE").answers("w1", OK);
        scene.round(BACKUP_CODE, BEFORE, record(9, STEP - 9, 9));
        reports(scene.violations(), "wrong backup codes are not counted exactly");
    }

    @Test
    void twoBackupCodesUsedByOneAreReported() {
        scene.answers("w0", OK).round(BACKUP_CODE, BEFORE, record(8, STEP - 9, 8));
        reports(scene.violations(), "what was answered is not in the record", "2 backup codes used");
    }

    @Test
    void aBackupCodeThatIsAcceptedAndStillThereIsReported() {
        scene.answers("w0", OK).round(BACKUP_CODE, BEFORE, record(8, STEP - 9, 10));
        reports(
                scene.violations(),
                "what was answered is not in the record",
                "wrong backup codes are not counted exactly");
    }

    @Test
    void guessesAreCountedOneByOne() {
        Snapshot twice = record(9, ";f=2,9,0,0,2,9", STEP - 9, 10, "");
        scene.answers("w0", "WRONG_CODE").answers("w1", "WRONG_CODE").answers("w2", "THROTTLED");
        assertThat(scene.round(Call.of(Operation.GUESS), BEFORE, twice).violations())
                .isEmpty();
    }

    @Test
    void aGuessThatIsNotCountedIsReported() {
        scene.answers("w0", "WRONG_CODE").answers("w1", "WRONG_CODE");
        scene.round(Call.of(Operation.GUESS), BEFORE, record(8, ";f=1,9,0,0,1,9", STEP - 9, 10, ""));
        reports(scene.violations(), "not 2 to 2 writes");
    }

    @Test
    void aGuessThatIsCountedTwiceIsReported() {
        scene.answers("w0", "WRONG_CODE");
        scene.round(Call.of(Operation.GUESS), BEFORE, record(8, ";f=2,9,0,0,2,9", STEP - 9, 10, ""));
        reports(
                scene.violations(),
                "wrong codes are not counted exactly",
                "wrong codes of the period are not counted exactly");
    }

    @Test
    void aGuessThatChangesMoreThanItsCountIsReported() {
        scene.answers("w0", "WRONG_CODE");
        scene.round(Call.of(Operation.GUESS), BEFORE, record(8, ";f=1,9,0,0,1,9", STEP - 9, 9, ""));
        reports(scene.violations(), "more than a count changed");
    }

    @Test
    void aSpentBackupCodeIsCountedAndNothingElse() {
        Call spent = Call.withBackupCode(Operation.SPENT_BACKUP, "set", "code");
        scene.answers("w0", "WRONG_CODE").round(spent, BEFORE, record(8, ";f=0,0,1,9,0,0", STEP - 9, 10, ""));
        assertThat(scene.violations()).isEmpty();
        Scene another = new Scene().answers("w0", "WRONG_CODE");
        another.round(spent, BEFORE, record(8, ";f=1,9,0,0,1,9", STEP - 9, 10, ""));
        assertThat(another.violations())
                .anyMatch(what -> what.startsWith("wrong backup codes are not counted exactly"));
    }

    @Test
    void aTrustedBrowserThatIsAskedForACodeIsReported() {
        scene.answers("w0", OK).answers("w1", "Challenge").round(Call.of(Operation.AFTER_PASSWORD), USED, USED);
        reports(scene.violations(), "refused by Challenge");
    }

    @Test
    void whatEverybodyMayDoIsWrittenOnce() {
        Call activate = Call.of(Operation.ACTIVATE, "set").aimedAt("set");
        scene.answers("w0", OK).answers("w1", OK).round(activate, BEFORE, record(8, STEP - 9, 10));
        assertThat(scene.violations()).isEmpty();
        Scene another = new Scene().answers("w0", OK).answers("w1", OK);
        reports(another.round(activate, BEFORE, record(9, STEP - 9, 10)).violations(), "not 0 to 1 writes");
    }

    @Test
    void anActivationThatIsNotInTheRecordIsReported() {
        scene.answers("w0", OK).round(Call.of(Operation.ACTIVATE, "new").aimedAt("new"), BEFORE, BEFORE);
        reports(scene.violations(), "what was answered is not in the record");
    }

    @Test
    void backupCodesThatNobodyWasShownAreReported() {
        Snapshot after = record(8, "", STEP, 10, ";r=shown,C,10,4,4,10,5,9");
        scene.answers("w0", OK, "shown").round(appCode(Operation.REISSUE), BEFORE, after);
        assertThat(scene.violations()).isEmpty();
        Scene another = new Scene().answers("w0", OK, "another");
        reports(
                another.round(appCode(Operation.REISSUE), BEFORE, after).violations(),
                "the record has what nobody was told");
    }

    @Test
    void whatIsNotGoodWritesNothingEvenIfNobodyAnswers() {
        scene.beginsAndIsKilled("w0").round(appCode(Operation.REPLAY), USED, record(9, ";f=1,9,0,0,1,9", STEP, 10, ""));
        reports(
                scene.violations(),
                "wrong codes are not counted exactly",
                "wrong codes of the period are not counted exactly",
                "a write that counts nothing");
    }

    @Test
    void aNewPeriodBeginsItsCountAnew() {
        assertThat(guessed(1, failures(0, 40, 9), failures(1, 1, 9 + PERIOD))).isEmpty();
        assertThat(guessed(2, failures(0, 40, 9), failures(2, 2, 9 + PERIOD + 120)))
                .isEmpty();
    }

    @Test
    void aPeriodThatBeginsAnewBeforeItsEndIsReported() {
        reports(guessed(1, failures(0, 40, 9), failures(1, 1, 9 + PERIOD - 1)), "the period began anew before its end");
        reports(guessed(1, failures(0, 40, 9), failures(1, 1, 8)), "the period began anew before its end");
    }

    @Test
    void whileThePeriodIsOverBySomeClocksOnlyALateOneMayCountInTheOld() {
        assertThat(guessed(2, failures(0, 9, 9), failures(2, 1, 9 + PERIOD + 119)))
                .isEmpty();
        reports(
                guessed(2, failures(0, 9, 9), failures(2, 1, 9 + PERIOD + 120)),
                "wrong codes of a new period are not counted exactly");
        reports(
                guessed(2, failures(0, 9, 9), failures(2, 0, 9 + PERIOD + 119)),
                "wrong codes of a new period are not counted exactly");
    }

    @Test
    void aNewPeriodThatKeepsTheOldCountIsReported() {
        reports(
                guessed(1, failures(0, 9, 9), failures(1, 10, 9 + PERIOD)),
                "wrong codes of a new period are not counted exactly");
    }

    @Test
    void guessesOfAllAtOnceEndAtTheFirstWaitThatNoClockIsPast() {
        assertThat(guessed(4, failures(4, 4, 9), failures(8, 8, 9))).isEmpty();
        reports(guessed(5, failures(4, 4, 9), failures(9, 9, 9)), "wrong codes were looked at during a wait");
        assertThat(guessed(1, failures(12, 12, 9), failures(13, 13, 9))).isEmpty();
        reports(guessed(2, failures(12, 12, 9), failures(14, 14, 9)), "wrong codes were looked at during a wait");
    }

    @Test
    void backupCodesWaitLikeGuesses() {
        assertThat(spentOnceMore(4, 8)).isEmpty();
        reports(spentOnceMore(4, 9), "wrong backup codes were looked at during a wait");
    }

    @Test
    void aGuessBeyondTheLockIsReported() {
        assertThat(guessed(1, failures(19, 19, 9), failures(20, 20, 9))).isEmpty();
        reports(guessed(1, failures(20, 20, 9), failures(21, 21, 9)), "wrong codes were looked at during a lock");
    }

    @Test
    void theLockComesEarlierWithMoreDevices() {
        Snapshot before = withTwoDevices(failures(9, 9, 9));
        Snapshot after = withTwoDevices(failures(10, 10, 9));
        assertThat(guessed(1, before, new Snapshot(8, after.text()))).isEmpty();
        Snapshot locked = withTwoDevices(failures(11, 11, 9));
        reports(guessed(1, after, new Snapshot(8, locked.text())), "wrong codes were looked at during a lock");
    }

    @Test
    void whoHasHadOneMoreDeviceSinceMayBeBeyondTheLockAndIsNotLookedAt() {
        Snapshot before = withTwoDevices(failures(15, 30, 9));
        scene.answers("w0", "LOCKED").round(Call.of(Operation.GUESS), before, before);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void aGuessBeyondTheBudgetOfThePeriodIsReported() {
        assertThat(guessed(1, failures(0, 39, 9), failures(1, 40, 9))).isEmpty();
        reports(
                guessed(1, failures(0, 40, 9), failures(1, 41, 9)),
                "wrong codes were looked at after the budget of the period");
    }

    private static String failures(int inRow, int inPeriod, long periodStart) {
        return ";f=" + inRow + ",9,0,0," + inPeriod + "," + periodStart;
    }

    private static List<String> guessed(int times, String before, String after) {
        return guessed(times, record(7, before, STEP, 10, ""), record(7 + times, after, STEP, 10, ""));
    }

    private static List<String> guessed(int times, Snapshot before, Snapshot after) {
        Scene scene = new Scene();
        for (int worker = 0; worker < times; worker++) {
            scene.answers("w" + worker, "WRONG_CODE");
        }
        return scene.round(Call.of(Operation.GUESS), before, after).violations();
    }

    private static List<String> spentOnceMore(int before, int after) {
        Scene scene = new Scene();
        for (int worker = before; worker < after; worker++) {
            scene.answers("w" + worker, "WRONG_CODE");
        }
        Call spent = Call.withBackupCode(Operation.SPENT_BACKUP, "set", "code");
        return scene.round(
                        spent,
                        record(7, ";f=0,0," + before + ",9,0,0", STEP, 10, ""),
                        record(7 + after - before, ";f=0,0," + after + ",9,0,0", STEP, 10, ""))
                .violations();
    }

    private static Snapshot withTwoDevices(String failures) {
        return record(7, failures + ";d=other,T3RoZXI,SHA1,6,30,0,5,5,-1,0", STEP, 10, "");
    }

    @Test
    void whoeverIsAcceptedKeepsTheCountOfThePeriodAndNoOther() {
        assertThat(accepted(appCode(Operation.VERIFY_APP), ";f=0,0,0,0,12,9")).isEmpty();
        reports(accepted(appCode(Operation.VERIFY_APP), ""), "the budget of the period changed");
        reports(accepted(appCode(Operation.VERIFY_APP), ";f=0,0,0,0,11,9"), "the budget of the period changed");
        reports(accepted(appCode(Operation.VERIFY_APP), ";f=0,0,0,0,12,10"), "the budget of the period changed");
    }

    @Test
    void wrongCodesInARowThatAnAcceptedCodeLeavesAreReported() {
        String left = "an accepted code left wrong codes in a row";
        reports(accepted(appCode(Operation.VERIFY_APP), ";f=3,9,0,0,12,9"), left);
        reports(accepted(appCode(Operation.VERIFY_APP), ";f=0,0,2,9,12,9"), left);
        Snapshot byBackupCode = record(8, ";f=3,9,0,0,12,9", STEP - 9, 9, "");
        reports(accepted(BACKUP_CODE, byBackupCode), left);
    }

    @Test
    void aBackupCodeThatForgetsTheCountOfThePeriodIsReported() {
        assertThat(accepted(BACKUP_CODE, record(8, ";f=0,0,0,0,12,9", STEP - 9, 9, "")))
                .isEmpty();
        reports(accepted(BACKUP_CODE, record(8, "", STEP - 9, 9, "")), "the budget of the period changed");
    }

    @Test
    void switchingOffDoesNotForgetTheCountOfThePeriod() {
        Call disable = appCode(Operation.DISABLE);
        assertThat(accepted(disable, new Snapshot(8, "mfa4j1;f=0,0,0,0,12,9"))).isEmpty();
        reports(accepted(disable, new Snapshot(8, "mfa4j1")), "the budget of the period changed");
    }

    @Test
    void onlyAnAdministratorForgetsTheCountOfThePeriod() {
        assertThat(accepted(Call.of(Operation.UNLOCK), record(8, STEP - 9, 10))).isEmpty();
        assertThat(accepted(Call.of(Operation.RESET), new Snapshot(8, "mfa4j1;m=5;t=PERMIT,x,5,9")))
                .isEmpty();
    }

    private static List<String> accepted(Call call, String failures) {
        return accepted(call, record(8, failures, STEP, 10, ""));
    }

    private static List<String> accepted(Call call, Snapshot after) {
        Snapshot before = record(7, ";f=3,9,2,9,12,9", STEP - 9, 10, "");
        return new Scene().answers("w0", OK).round(call, before, after).violations();
    }
}
