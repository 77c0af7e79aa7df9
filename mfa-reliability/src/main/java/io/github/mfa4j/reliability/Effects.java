package io.github.mfa4j.reliability;

import java.util.Optional;

/** What the record says once an operation has taken effect. */
final class Effects {

    private Effects() {}

    static boolean seen(Round round) {
        Call call = round.call();
        Snapshot before = round.before();
        Snapshot after = round.after();
        return switch (call.operation()) {
            case VERIFY_APP -> used(round);
            case TRUST -> used(round) && !before.browsers().containsAll(after.browsers());
            case REISSUE -> used(round) && after.has('r') && !after.setId('r').equals(before.setId('r'));
            case ADD_DEVICE -> used(round) && newOffer(before, after);
            case VERIFY_BACKUP -> oneBackupCodeLess(before, after);
            case REPLACE_DEVICES -> oneBackupCodeLess(before, after) && newOffer(before, after);
            case REMOVE_DEVICE -> used(round) && !after.deviceIds().containsKey(call.target());
            case ENROLL, ENROLL_WITH_PERMIT -> newOffer(before, after);
            case CONFIRM ->
                after.deviceIds().size() > before.deviceIds().size()
                        || (after.has('q') && !after.setId('q').equals(before.setId('q')));
            case ACTIVATE -> after.setId('b').equals(Optional.of(call.target()));
            case DISABLE -> !after.enabled() && !after.mustEnroll() && nothingIsLeft(after);
            case UNLOCK -> !after.has('f');
            case RESET -> after.mustEnroll() && nothingIsLeft(after);
            case REPLAY, SPENT_BACKUP, GUESS, KNOCK, AFTER_PASSWORD -> false;
        };
    }

    /** A later step of the window can have the same code, once in a million; then that one is marked. */
    private static boolean used(Round round) {
        Call call = round.call();
        long was = round.before().step(call.device()).orElse(Long.MAX_VALUE);
        long is = round.after().step(call.device()).orElse(-1L);
        return was < call.step() && is >= call.step() && is <= call.step() + Person.STEPS_APART - 1;
    }

    private static boolean oneBackupCodeLess(Snapshot before, Snapshot after) {
        return after.setId('b').equals(before.setId('b')) && after.backupCodesLeft() == before.backupCodesLeft() - 1;
    }

    /** Neither a device nor a backup code nor a browser, also none that was pending. */
    private static boolean nothingIsLeft(Snapshot after) {
        return "dbropqw".chars().noneMatch(tag -> after.has((char) tag));
    }

    private static boolean newOffer(Snapshot before, Snapshot after) {
        return after.has('o') && !after.pendingDevice().equals(before.pendingDevice());
    }

    /** The id that the record has of what the answers handed out, if they handed out one that the record keeps. */
    static Optional<String> id(Round round) {
        Snapshot after = round.after();
        return switch (round.call().operation()) {
            case ENROLL, ENROLL_WITH_PERMIT, ADD_DEVICE, REPLACE_DEVICES -> after.offerId();
            case REISSUE -> after.setId('r');
            case CONFIRM -> after.setId('q');
            default -> Optional.empty();
        };
    }
}
