package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.defaults.InMemoryMfaStore;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The races notice a store that loses updates, by each of the invariants. */
class PairRaceViolationsTest {

    private static final int THREADS = 8;

    private static List<String> violations(Scenario scenario, Operation one, Operation other) throws Exception {
        try (PairRace race = new PairRace(THREADS, LosingStore::new)) {
            return race.run(scenario, one, other, true).violations();
        }
    }

    @Test
    void aCodeThatIsAcceptedByTwoDoorsIsNoticed() throws Exception {
        assertThat(violations(Scenario.ENABLED, Operation.VERIFY_APP_CODE, Operation.ADD_DEVICE))
                .anySatisfy(text -> assertThat(text).isEqualTo("one acceptance: a code was accepted 5 times"))
                .anySatisfy(text -> assertThat(text).startsWith("lost update: version "))
                .anySatisfy(text -> assertThat(text).startsWith("sequence: in the order of the writes"));
    }

    @Test
    void aBackupCodeThatComesBackIsNoticed() throws Exception {
        assertThat(violations(Scenario.ENABLED, Operation.VERIFY_BACKUP_CODE, Operation.VERIFY_BACKUP_CODE))
                .contains(
                        "counters: 4 backup codes, 8 used, 3 left",
                        "counters: a number of codes left was told twice: [3, 3, 3, 3, 3, 3, 3, 3]");
    }

    @Test
    void wrongCodesThatAreNotCountedAreNoticed() throws Exception {
        assertThat(violations(Scenario.ENABLED, Operation.VERIFY_WRONG_CODE, Operation.STATUS))
                .contains(
                        "counters: wrong codes, at first 2: {3=4} with 0 successes",
                        "counters: wrong codes, at first 2: 4 were counted, but 3 are stored");
        assertThat(violations(Scenario.ENABLED, Operation.VERIFY_WRONG_BACKUP_CODE, Operation.STATUS))
                .contains(
                        "counters: wrong backup codes, at first 1: {2=4} with 0 successes",
                        "counters: wrong backup codes, at first 1: 4 were counted, but 2 are stored");
    }

    @Test
    void aSetOfBackupCodesThatIsActivatedTwiceIsNoticed() throws Exception {
        assertThat(violations(Scenario.CONFIRMED, Operation.ACTIVATE, Operation.ACTIVATE))
                .contains("single use: one set of codes was activated 8 times");
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsUsedUpTwiceIsNoticed(Operation operation) throws Exception {
        try (PairRace right = new PairRace(THREADS, InMemoryMfaStore::new)) {
            Scenario scenario = scenarioFor(right, operation);
            PairRace.Outcome outcome = right.run(scenario, operation, operation, true);
            boolean writes = outcome.calls().stream().anyMatch(Call::wrote);
            boolean once = Invariants.ONCE.contains(operation);
            assertThat(outcome.violations()).isEmpty();
            assertThat(outcome.successes(operation)).matches(count -> !once || count == 1, "one of eight");
            List<String> noticed = violations(scenario, operation, operation);
            assertThat(noticed.isEmpty()).isEqualTo(!writes);
            assertThat(noticed.stream().anyMatch(text -> text.startsWith("single use: " + operation)))
                    .isEqualTo(once);
        }
    }

    private static Scenario scenarioFor(PairRace race, Operation operation) {
        return Stream.of(Scenario.values())
                .filter(scenario -> race.reaches(scenario, operation))
                .findFirst()
                .orElseThrow(() -> new AssertionError(Arrays.toString(Scenario.values())));
    }
}
