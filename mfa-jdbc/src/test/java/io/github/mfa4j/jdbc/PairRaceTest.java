package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaAdmin;
import io.github.mfa4j.MfaRecovery;
import io.github.mfa4j.MfaSettings;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.spi.MfaStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation against every operation and against itself: 8 threads, two servers, one user. */
class PairRaceTest {

    private static final int THREADS = 8;

    /** What changes and tells nothing: the doors to the other facades. */
    private static final Set<String> DOORS = Set.of("Mfa.settings()", "Mfa.recovery()", "Mfa.admin()");

    @Test
    void everyPublicOperationIsRaced() {
        Set<String> raced =
                Arrays.stream(Operation.values()).map(Operation::method).collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = Stream.of(Mfa.class, MfaSettings.class, MfaRecovery.class, MfaAdmin.class)
                .flatMap(facade -> Arrays.stream(facade.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .map(PairRaceTest::signature)
                .filter(signature -> !DOORS.contains(signature))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(raced).isEqualTo(there);
    }

    private static String signature(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    @ParameterizedTest
    @EnumSource
    void eachOperationCanDoInSomeScenarioWhatItIsHereFor(Operation operation) {
        try (PairRace race = new PairRace(2, InMemoryMfaStore::new)) {
            assertThat(Scenario.values()).anyMatch(scenario -> race.reaches(scenario, operation));
        }
    }

    @Test
    void everyPairOfOperationsIsSafeInMemory() throws Exception {
        raceAllPairs(InMemoryMfaStore::new, 3);
    }

    @Test
    void everyPairOfOperationsIsSafeOnH2() throws Exception {
        try (HikariDataSource database = Databases.h2Memory()) {
            raceAllPairs(
                    () -> {
                        Databases.run(database, "delete from mfa_state");
                        return JdbcMfaStore.of(database);
                    },
                    1);
        }
    }

    /** Races every pair in up to so many scenarios, not always the first ones. */
    private static void raceAllPairs(Supplier<MfaStore> emptyStore, int scenarios) throws Exception {
        Operation[] all = Operation.values();
        List<String> violations = new ArrayList<>();
        int races = 0;
        try (PairRace race = new PairRace(THREADS, emptyStore)) {
            Map<Operation, Set<Scenario>> reached = reached(race);
            for (int i = 0; i < all.length; i++) {
                for (int j = i; j < all.length; j++) {
                    List<Scenario> possible = scenariosFor(reached.get(all[i]), reached.get(all[j]));
                    for (int k = 0; k < Math.min(possible.size(), scenarios); k++) {
                        Scenario scenario = possible.get((i + j + k) % possible.size());
                        races++;
                        for (String violation :
                                race.run(scenario, all[i], all[j], true).violations()) {
                            violations.add(scenario + ", " + all[i] + " against " + all[j] + ": " + violation);
                        }
                    }
                }
            }
        }
        assertThat(violations).isEmpty();
        assertThat(races).isGreaterThanOrEqualTo(all.length * (all.length + 1) / 2);
    }

    /** For each operation, where it can succeed. */
    private static Map<Operation, Set<Scenario>> reached(PairRace race) {
        Map<Operation, Set<Scenario>> reached = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            Set<Scenario> where = EnumSet.allOf(Scenario.class);
            where.removeIf(scenario -> !race.reaches(scenario, operation));
            reached.put(operation, where);
        }
        return reached;
    }

    /** Those in which both can succeed; if there is none, those in which one can. */
    private static List<Scenario> scenariosFor(Set<Scenario> one, Set<Scenario> other) {
        Set<Scenario> both = EnumSet.copyOf(one);
        both.retainAll(other);
        if (both.isEmpty()) {
            both.addAll(one);
            both.addAll(other);
        }
        return List.copyOf(both);
    }
}
