package io.github.mfa4j.reliability;

import java.util.List;
import java.util.Set;

/** What all workers are told to do at once, and which answers are right. What each leaves behind is in {@link Effects}. */
enum Operation {
    /** A code of the app that was never used. */
    VERIFY_APP(Successes.ONE, "REPLAYED"),
    /** A backup code that was never used. */
    VERIFY_BACKUP(Successes.ONE, "WRONG_CODE", "THROTTLED"),
    /** A code of the app that was used. */
    REPLAY(Successes.NEVER, "REPLAYED"),
    /** A backup code that was used. */
    SPENT_BACKUP(Successes.NEVER, "WRONG_CODE", "THROTTLED"),
    /** Codes that no device shows. */
    GUESS(Successes.NEVER, "WRONG_CODE", "THROTTLED", "LOCKED"),
    /** A right code of a user who is locked. */
    KNOCK(Successes.NEVER, "LOCKED"),
    TRUST(Successes.ONE, "REPLAYED"),
    /** On a browser that is trusted. */
    AFTER_PASSWORD(Successes.READ),
    REISSUE(Successes.ONE, "REPLAYED"),
    ADD_DEVICE(Successes.ONE, "REPLAYED"),
    /** With a code of a device that stays. */
    REMOVE_DEVICE(Successes.ONE, "UNKNOWN_DEVICE"),
    /** With a backup code. */
    REPLACE_DEVICES(Successes.ONE, "WRONG_CODE", "THROTTLED"),
    ENROLL(Successes.EACH),
    /** With a permit that may have been replaced by one of another worker. */
    ENROLL_WITH_PERMIT(Successes.EACH, "INVALID_TOKEN"),
    /** With the first code of the new device. */
    CONFIRM(Successes.ONE, "REPLAYED", "SUPERSEDED"),
    ACTIVATE(Successes.SHARED),
    DISABLE(Successes.ONE, "NOT_ENABLED"),
    UNLOCK(Successes.SHARED),
    RESET(Successes.EACH);

    private final Successes successes;

    @SuppressWarnings("ImmutableEnumChecker") // It is a copy that cannot be changed; its type does not say so.
    private final Set<String> refusals;

    Operation(Successes successes, String... refusals) {
        this.successes = successes;
        this.refusals = Set.copyOf(List.of(refusals));
    }

    Successes successes() {
        return successes;
    }

    boolean mayBeRefusedBy(String reason) {
        return refusals.contains(reason);
    }

    /** Whether all workers compete for one code. */
    boolean isRaceForOneCode() {
        return successes == Successes.ONE;
    }

    /** Whether the code is one of those whose repetition is counted as a wrong one. */
    boolean usesBackupCode() {
        return this == VERIFY_BACKUP || this == REPLACE_DEVICES;
    }

    /** How many of the workers can succeed, and which successes are writes. */
    enum Successes {
        /** Whoever comes first, and nobody else; a write. */
        ONE,
        /** Everybody, and the first writes. */
        SHARED,
        /** Everybody, each with a write. */
        EACH,
        /** Everybody, without a write. */
        READ,
        /** Nobody. */
        NEVER
    }
}
