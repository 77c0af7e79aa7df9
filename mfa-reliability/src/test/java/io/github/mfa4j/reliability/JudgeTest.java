package io.github.mfa4j.reliability;

import static io.github.mfa4j.reliability.Scene.STEP;
import static io.github.mfa4j.reliability.Scene.appCode;
import static io.github.mfa4j.reliability.Scene.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule of the judge, on rounds that were made up: what must be allowed, and what must be reported. */
class JudgeTest {

    private static final String OK = Answer.OK;
    private static final String READING = Doors.READING;
    private static final String WRITING = "Writing";
    private static final Call APP_CODE = appCode(Operation.VERIFY_APP);
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
    void oneIsAcceptedAndTheOthersAreLate() {
        scene.answers("w0", "REPLAYED").answers("w1", OK).answers("w2", "REPLAYED");
        Judge judge = scene.round(APP_CODE, BEFORE, USED).judge();
        assertThat(scene.violations(judge)).isEmpty();
        assertThat(judge.figures().attempts).isEqualTo(3);
        assertThat(judge.figures().verdicts).isEqualTo(3);
        assertThat(judge.figures().races).isEqualTo(1);
        assertThat(judge.figures().racesOfFour).isZero();
        assertThat(judge.figures().successCount()).isEqualTo(1);
        assertThat(judge.figures().codesAccepted()).isEqualTo(1);
        assertThat(judge.figures().tookEffectUnanswered).isZero();
    }

    @Test
    void acceptedTwiceIsReported() {
        scene.answers("w0", OK).answers("w1", OK).round(APP_CODE, BEFORE, record(9, STEP, 10));
        reports(scene.violations(), "accepted more than once", "not 2 to 1 writes", "a code was accepted 2 times");
    }

    @Test
    void acceptedOnceMoreInALaterRoundIsReported() {
        scene.answers("w0", OK).round(APP_CODE, BEFORE, USED);
        scene.answers("w1", OK).round(appCode(Operation.REPLAY), USED, USED);
        reports(scene.violations(), "what is not good was accepted", "a code was accepted 2 times");
    }

    @Test
    void acceptedAndNotInTheRecordIsReported() {
        scene.answers("w0", OK).round(APP_CODE, BEFORE, BEFORE);
        reports(scene.violations(), "not 1 to 1 writes", "what was answered is not in the record");
    }

    @Test
    void acceptedUnheardAndNotInTheRecordIsReported() {
        scene.answersUnheard("w0", OK).round(APP_CODE, BEFORE, BEFORE);
        reports(scene.violations(), "not 1 to 1 writes", "what was answered is not in the record");
    }

    @Test
    void aCodeOfAStepThatWasUsedBeforeIsReported() {
        scene.answers("w0", OK).round(APP_CODE, record(7, STEP, 10), USED);
        reports(scene.violations(), "what was answered is not in the record");
    }

    @Test
    void theMarkMayLieWhereAnotherStepOfTheWindowHasTheSameCode() {
        scene.answers("w0", OK).round(APP_CODE, BEFORE, record(8, STEP + 4, 10));
        assertThat(scene.violations()).isEmpty();
        Scene another = new Scene().answers("w0", OK).round(APP_CODE, BEFORE, record(8, STEP + 5, 10));
        reports(another.violations(), "what was answered is not in the record");
    }

    @Test
    void refusedAsUsedWhenNobodyUsedItIsReported() {
        scene.answers("w0", "REPLAYED").answers("w1", "REPLAYED").round(APP_CODE, BEFORE, BEFORE);
        reports(scene.violations(), "what was answered is not in the record");
    }

    @Test
    void usedWithoutAnyoneWhoseAnswerIsMissingIsReported() {
        scene.answers("w0", "REPLAYED").answers("w1", "REPLAYED").round(APP_CODE, BEFORE, USED);
        reports(scene.violations(), "not 0 to 0 writes");
    }

    @Test
    void whoWasKilledMayHaveBeenAccepted() {
        scene.answers("w0", "REPLAYED").beginsAndIsKilled("w1");
        Judge judge = scene.round(APP_CODE, BEFORE, USED).judge();
        assertThat(scene.violations(judge)).isEmpty();
        assertThat(judge.figures().unanswered).isEqualTo(1);
        assertThat(judge.figures().tookEffectUnanswered).isEqualTo(1);
    }

    @Test
    void whoWasKilledMayHaveDoneNothing() {
        scene.beginsAndIsKilled("w0").round(APP_CODE, BEFORE, BEFORE);
        assertThat(scene.violations()).isEmpty();
    }

    @Test
    void twoWhoWereKilledCannotBothUseOneCode() {
        scene.beginsAndIsKilled("w0").beginsAndIsKilled("w1").round(APP_CODE, BEFORE, record(9, STEP, 10));
        reports(scene.violations(), "not 0 to 1 writes");
    }

    @Test
    void whoNeverBeganCannotHaveUsedIt() {
        scene.isKilled("w0").round(APP_CODE, BEFORE, USED);
        reports(scene.violations(), "not 0 to 0 writes");
    }

    @Test
    void aWriteThatFailedMayHaveTakenEffectOnceAndAReadMayNot() {
        scene.fails("w0", WRITING).round(APP_CODE, BEFORE, USED);
        assertThat(scene.violations()).isEmpty();
        Scene another = new Scene().fails("w0", READING).round(APP_CODE, BEFORE, USED);
        reports(another.violations(), "not 0 to 0 writes");
    }

    @Test
    void errorsWithoutACutConnectionAreReported() {
        scene.fails("w0", READING).round(APP_CODE, BEFORE, BEFORE).noConnectionWasCut();
        reports(scene.violations(), "w0 had 1 errors, but 0 of its connections were cut");
    }

    @Test
    void anUndocumentedExceptionIsReported() {
        scene.aConnectionIsCut("w0").answers("w0", Answer.ERROR, "", Doors.UNDOCUMENTED, "x");
        scene.round(APP_CODE, BEFORE, BEFORE);
        reports(scene.violations(), "an undocumented exception");
    }

    @Test
    void aReasonThatDoesNotFitIsReported() {
        scene.answers("w0", OK).answers("w1", "NOT_ENABLED").round(APP_CODE, BEFORE, USED);
        reports(scene.violations(), "refused by NOT_ENABLED");
    }

    @Test
    void anAnswerThatIsNotInTheJournalIsReported() {
        scene.answers("w0", OK).pretends("w1", "REPLAYED").round(APP_CODE, BEFORE, USED);
        reports(scene.violations(), "an answer that is not in the journal");
    }

    @Test
    void aRecordThatChangesWithoutAVersionIsReported() {
        scene.answers("w0", "REPLAYED").round(appCode(Operation.REPLAY), USED, record(8, STEP - 1, 10));
        reports(scene.violations(), "changed without a new version", "more than a count changed");
    }

    @Test
    void anAnswerWithoutABeginningIsReported() {
        scene.answersWithoutBeginning("w0", OK).answers("w1", OK).round(APP_CODE, BEFORE, USED);
        reports(scene.violations(), "an answer of an attempt that was not begun");
    }

    @Test
    void aWorkerWithoutAJournalIsReported() {
        scene.answers("w1", OK).round(APP_CODE, BEFORE, USED).loses("w1");
        assertThat(scene.violations()).anyMatch(what -> what.startsWith("no journal of w1"));
    }

    @Test
    void twoAnswersToOneCommandAreReported() {
        scene.answers("w0", OK).round(APP_CODE, BEFORE, USED).answeredTwice("w0", 1);
        reports(scene.violations(), "w0 answered round 1 more than once");
    }

    @Test
    void whoeverResetsWritesAndTheRecordSaysSo() {
        Snapshot reset = new Snapshot(9, "mfa4j1;m=5;t=PERMIT,x,5,9");
        scene.answers("w0", OK, "a").answers("w1", OK, "b").round(Call.of(Operation.RESET), BEFORE, reset);
        assertThat(scene.violations()).isEmpty();
        Scene another = new Scene().answers("w0", OK, "a").round(Call.of(Operation.RESET), BEFORE, USED);
        reports(another.violations(), "what was answered is not in the record");
    }

    @Test
    void racesAreCountedByHowManyBegan() {
        scene.answers("w0", OK).round(APP_CODE, BEFORE, USED);
        for (String worker : List.of("w0", "w1", "w2", "w3")) {
            scene.answers(worker, "REPLAYED");
        }
        Judge judge = scene.round(APP_CODE, BEFORE, USED).judge();
        assertThat(scene.violations(judge)).hasSize(1);
        assertThat(judge.figures().races).isEqualTo(1);
        assertThat(judge.figures().racesOfFour).isEqualTo(1);
    }
}
