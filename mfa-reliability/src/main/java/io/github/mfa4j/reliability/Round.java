package io.github.mfa4j.reliability;

import java.util.List;
import java.util.Optional;

/**
 * One call of all workers at once, on a user whom nobody else touches meanwhile.
 *
 * @param number its number
 * @param user the id of the user
 * @param call what all were asked
 * @param before the record before it
 * @param after the record after it, when no worker or connection was left that could still change it
 * @param fired who was asked
 */
record Round(long number, String user, Call call, Snapshot before, Snapshot after, List<Fired> fired) {

    /**
     * One worker's part.
     *
     * @param worker its name
     * @param heard what it answered, as far as the coordinator heard
     */
    record Fired(String worker, Optional<Answer> heard) {}

    Optional<Answer> success() {
        return fired.stream()
                .flatMap(one -> one.heard().stream())
                .filter(Answer::ok)
                .findFirst();
    }

    List<Answer> successes() {
        return fired.stream()
                .flatMap(one -> one.heard().stream())
                .filter(Answer::ok)
                .toList();
    }

    /** Whether somebody gave no verdict, so that the record may still change for a moment. */
    static boolean uncertain(List<Fired> fired) {
        return fired.stream().anyMatch(one -> one.heard().map(Answer::error).orElse(true));
    }
}
