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
        Snapshot old = record(7, ";f=0,0,0,0,9,9", STEP, 10, "");
        Snapshot anew = record(8, ";f=1,99,0,0,1,99", STEP, 10, "");
        scene.answers("w0", "WRONG_CODE").round(Call.of(Operation.GUESS), old, anew);
        assertThat(scene.violations()).isEmpty();
    }
}
