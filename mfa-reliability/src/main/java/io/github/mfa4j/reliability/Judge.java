package io.github.mfa4j.reliability;

import io.github.mfa4j.reliability.Operation.Successes;
import io.github.mfa4j.reliability.Round.Fired;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides after a run, from the journals and the records, whether the library kept its promises. It knows what the answers to
 * one round can have been in any order, and asks the library nothing.
 */
final class Judge {

    private final Map<String, Journal> journals;
    private final Figures figures = new Figures();
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> accepted = new HashMap<>();
    private final Map<String, Integer> errors = new HashMap<>();

    /**
     * Makes a judge.
     *
     * @param journals what each worker wrote, by its name
     */
    Judge(Map<String, Journal> journals) {
        this.journals = journals;
    }

    Figures figures() {
        return figures;
    }

    /** Judges what happened, and returns what must not have. */
    List<String> judge(List<Round> rounds, Map<String, Integer> connectionsCut) {
        rounds.forEach(this::judge);
        accepted.forEach((code, times) -> expect(times == 1, "a code was accepted " + times + " times: " + code));
        journals.forEach((worker, journal) -> journal.twice()
                .forEach(round -> violations.add(worker + " answered round " + round + " more than once")));
        // A cut connection fails whoever uses it, and perhaps whoever gets it from the pool before that has noticed.
        errors.forEach((worker, times) -> expect(
                times <= 2 * connectionsCut.getOrDefault(worker, 0),
                worker + " had " + times + " errors, but " + connectionsCut.getOrDefault(worker, 0)
                        + " of its connections were cut"));
        return violations;
    }

    private void expect(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }

    private void judge(Round round) {
        new Case(round).judge();
    }

    /** One round, and what was heard of it. */
    private final class Case {

        private final Round round;
        private final Operation operation;
        private final Snapshot before;
        private final Snapshot after;
        private final long written;
        private final List<String> ids = new ArrayList<>();
        private int begun;
        private int successes;
        private int counted;
        private int verdicts;
        private int unknown;

        Case(Round round) {
            this.round = round;
            this.operation = round.call().operation();
            this.before = round.before();
            this.after = round.after();
            this.written = after.version() - before.version();
        }

        void judge() {
            round.fired().forEach(this::hear);
            countRaces();
            checkAnswers();
            checkWrites();
            checkEffect();
            new Counts(round).wrong().forEach(what -> check(false, what));
            figures.rounds++;
            boolean answered = operation.successes() == Successes.SHARED && successes > 0;
            figures.tookEffectUnanswered += answered ? 0 : Math.max(0, written - least());
        }

        private void countRaces() {
            if (operation.isRaceForOneCode() && begun > 1) {
                figures.races++;
                figures.racesOfFour += begun >= 4 ? 1 : 0;
            }
        }

        private void check(boolean holds, String otherwise) {
            if (!holds) {
                violations.add(describe(otherwise));
            }
        }

        private String describe(String what) {
            return what + ": round " + round.number() + " " + operation + " of " + round.user() + ", " + successes
                    + " succeeded, " + counted + " counted, " + verdicts + " verdicts, " + unknown
                    + " without one, " + written + " writes; before " + before + " after " + after;
        }

        private void hear(Fired fired) {
            Journal journal = journals.get(fired.worker());
            check(journal != null, "no journal of " + fired.worker());
            if (journal == null || !journal.started().contains(round.number())) {
                check(fired.heard().isEmpty(), "an answer of an attempt that was not begun");
                return;
            }
            figures.attempts++;
            begun++;
            Answer answer = journal.answers().get(round.number());
            check(
                    fired.heard().isEmpty() || fired.heard().get().equals(answer),
                    "an answer that is not in the journal");
            if (answer == null) {
                figures.unanswered++;
                unknown++;
            } else {
                hear(fired.worker(), answer);
            }
        }

        private void hear(String worker, Answer answer) {
            figures.lostWrites += answer.lost();
            if (answer.error()) {
                figures.errors.merge(answer.data().get(0) + ", " + answer.data().get(1), 1, Integer::sum);
                errors.merge(worker, 1, Integer::sum);
                check(!answer.data().get(1).equals(Doors.UNDOCUMENTED), "an undocumented exception: " + answer);
                unknown += answer.data().get(0).equals(Doors.READING) ? 0 : 1;
                return;
            }
            figures.verdicts++;
            verdicts++;
            if (answer.ok()) {
                successes++;
                answer.data().stream().findFirst().ifPresent(ids::add);
                figures.succeeded.merge(operation, 1, Integer::sum);
                if (!round.call().code().isEmpty()) {
                    accepted.merge(round.user() + " " + round.call().code(), 1, Integer::sum);
                }
                return;
            }
            counted += answer.counted() ? 1 : 0;
            check(operation.mayBeRefusedBy(answer.verdict()), "refused by " + answer.verdict());
        }

        private void checkAnswers() {
            check(operation.successes() != Successes.NEVER || successes == 0, "what is not good was accepted");
            check(operation.successes() != Successes.ONE || successes <= 1, "accepted more than once");
        }

        /** The fewest writes that the answers account for. */
        private int least() {
            boolean writes = operation.successes() == Successes.ONE || operation.successes() == Successes.EACH;
            return counted + (writes ? successes : 0);
        }

        private void checkWrites() {
            int most = least() + unknown;
            if (operation.successes() == Successes.SHARED) {
                most = successes + unknown > 0 ? 1 : 0;
            } else if (operation.isRaceForOneCode() && !operation.usesBackupCode()) {
                most = Math.min(most, 1);
            }
            check(least() <= written && written <= most, "not " + least() + " to " + most + " writes");
            check(written != 0 || before.text().equals(after.text()), "changed without a new version");
        }

        private void checkEffect() {
            boolean first = operation.successes() == Successes.ONE && verdicts > 0;
            boolean any = successes > 0
                    && (operation.successes() == Successes.EACH || operation.successes() == Successes.SHARED);
            if (first || any) {
                check(Effects.seen(round), "what was answered is not in the record");
            }
            if (successes > 0 && (unknown == 0 || operation.successes() == Successes.ONE)) {
                check(Effects.id(round).map(ids::contains).orElse(true), "the record has what nobody was told");
            }
        }
    }
}
