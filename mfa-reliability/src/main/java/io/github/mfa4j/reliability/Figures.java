package io.github.mfa4j.reliability;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What the judge counted. Not thread-safe. */
final class Figures {

    long rounds;
    /** Rounds in which two workers or more competed for one code. */
    long races;
    /** Those of them in which it were four or more. */
    long racesOfFour;
    /** What a worker began. */
    long attempts;

    long verdicts;
    /** Begun, and not heard of again, because the worker was killed. */
    long unanswered;
    /** Writes of attempts that were not answered, or by an exception. */
    long tookEffectUnanswered;
    /** Writes that another writer had come before, and that were tried again. */
    long lostWrites;
    /** Exceptions by what was tried and by their kind. */
    final Map<String, Integer> errors = new TreeMap<>();
    /** What succeeded, by door. */
    final Map<Operation, Integer> succeeded = new EnumMap<>(Operation.class);

    long errorCount() {
        return errors.values().stream().mapToLong(Integer::longValue).sum();
    }

    long codesAccepted() {
        return succeeded.entrySet().stream()
                .filter(door -> door.getKey().isRaceForOneCode())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long successCount() {
        return succeeded.values().stream().mapToLong(Integer::longValue).sum();
    }
}
