package io.github.mfa4j.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long and how hard.
 *
 * @param rounds after how many calls of all workers at once no visit is begun any more; those that are under way are ended
 * @param users how many users
 * @param workers how many JVMs, at least two
 * @param lanes how many rounds go on at the same time, on different users
 * @param kills how many JVMs are killed
 * @param cuts how many times connections are cut
 * @param seed repeats the plan; what overlaps with what is not repeated
 * @param limit when no round is begun any more
 * @param store the class that makes the store of a worker
 */
record Options(
        int rounds, int users, int workers, int lanes, int kills, int cuts, long seed, Duration limit, String store) {

    /** Five JVMs, so that four are racing while the fifth starts again. */
    static final Options LONG_FORM =
            new Options(27_000, 3_000, 5, 4, 120, 240, 1, Duration.ofMinutes(15), WorkerMain.Jdbc.class.getName());

    static final Options SHORT_FORM =
            new Options(1_500, 150, 5, 4, 8, 16, 1, Duration.ofMinutes(3), WorkerMain.Jdbc.class.getName());

    Options withSeed(long newSeed) {
        return new Options(rounds, users, workers, lanes, kills, cuts, newSeed, limit, store);
    }

    /** As much as it takes to notice a store that is broken. */
    Options smaller() {
        return new Options(120, 40, 3, lanes, 1, 1, seed, limit, store);
    }

    Options withStore(Class<?> factory) {
        return new Options(rounds, users, workers, lanes, kills, cuts, seed, limit, factory.getName());
    }

    /**
     * Reads what stands after the name of the database on the command line of the long form.
     *
     * @throws IllegalArgumentException if there is something else, or a number is out of range
     */
    static Options read(List<String> arguments) {
        Map<String, Long> given = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.matches("(rounds|users|workers|kills|cuts|seed|minutes)=[0-9]{1,18}")) {
                int equals = argument.indexOf('=');
                given.put(argument.substring(0, equals), Long.parseLong(argument.substring(equals + 1)));
            } else {
                unknown.add(argument);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown: " + unknown + "; there are rounds= users= workers= kills= cuts= seed= minutes=");
        }
        return new Options(
                number(given, "rounds", LONG_FORM.rounds, 1, 10_000_000),
                number(given, "users", LONG_FORM.users, 100, 1_000_000),
                number(given, "workers", LONG_FORM.workers, 2, 7),
                LONG_FORM.lanes,
                number(given, "kills", LONG_FORM.kills, 0, 1_000_000),
                number(given, "cuts", LONG_FORM.cuts, 0, 1_000_000),
                given.getOrDefault("seed", System.nanoTime()),
                Duration.ofMinutes(number(given, "minutes", (int) LONG_FORM.limit.toMinutes(), 1, 10_000)),
                LONG_FORM.store);
    }

    private static int number(Map<String, Long> given, String name, int otherwise, int least, int most) {
        long number = given.getOrDefault(name, (long) otherwise);
        if (number < least || number > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most);
        }
        return (int) number;
    }
}
