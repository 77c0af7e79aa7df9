package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.LOCKED;
import static io.github.mfa4j.spi.RejectionReason.THROTTLED;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.otp.TotpWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many guesses anyone gets. The figures and the odds that follow are in docs/decisions.md.
 */
final class Throttling {

    /** Below this a person who mistypes would be locked out, so such a configuration is refused. */
    static final int MIN_LOCK_LIMIT = 5;

    private static final long LONGEST_WAIT = 3_600;

    private static final int MAX_LOCK_LIMIT = 30;
    private static final int FREE_FAILURES = 4;
    private static final long FIRST_WAIT = 30;
    private static final int PERIOD_FACTOR = 2;

    private Throttling() {}

    /**
     * The number of wrong codes in a row that locks: as many as keep the odds of a hit at 1e-4, at most 30. One guess hits
     * if it equals any code that would be accepted, so the odds grow with devices, window and numeric backup codes.
     */
    static int lockLimit(List<Device> devices, @Nullable CodeSet codes, TotpWindow window) {
        long limit = MAX_LOCK_LIMIT;
        for (Device device : devices) {
            limit = Math.min(limit, limitFor(device.totp().digits(), devices, codes, window));
        }
        if (codes != null && codes.format().numeric()) {
            limit = Math.min(limit, limitFor(codes.format().length(), devices, codes, window));
        }
        // At least one, or a configuration that was widened later would lock out people who never failed.
        return (int) Math.max(1, limit);
    }

    /** Reckoned with a whole set of backup codes, although some may be used: reissuing must not lower the limit. */
    static boolean leavesRoomToMistype(List<Device> devices, BackupCodeFormat format, TotpWindow window) {
        CodeSet whole = new CodeSet("", format, format.count(), 0);
        return lockLimit(devices, whole, window) >= MIN_LOCK_LIMIT;
    }

    private static long limitFor(int digits, List<Device> devices, @Nullable CodeSet codes, TotpWindow window) {
        long hits = 0;
        for (Device device : devices) {
            hits += device.totp().digits() == digits ? window.steps() : 0;
        }
        if (codes != null && codes.format().numeric() && codes.format().length() == digits) {
            hits += codes.left();
        }
        long oneInTenThousand = 1;
        for (int i = 4; i < digits; i++) {
            oneInTenThousand *= 10;
        }
        return hits == 0 ? MAX_LOCK_LIMIT : oneInTenThousand / hits;
    }

    private static boolean lockedInRow(MfaState state, TotpWindow window) {
        return state.failures().inRow() >= lockLimit(state.devices(), state.codes(), window);
    }

    static boolean locked(MfaState state, TotpWindow window, long now) {
        return refusing(state, window, now).filter(no -> no.reason() == LOCKED).isPresent();
    }

    /** Why app codes and backup codes of less than 64 bits are not looked at right now, if so. */
    static Optional<Rejected> refusing(MfaState state, TotpWindow window, long now) {
        Failures failures = state.failures();
        if (lockedInRow(state, window)) {
            return Optional.of(Rejected.because(LOCKED));
        }
        int budget = PERIOD_FACTOR * lockLimit(state.devices(), state.codes(), window);
        if (failures.inPeriod() >= budget && !failures.periodOver(now)) {
            return Optional.of(
                    Rejected.until(LOCKED, Instant.ofEpochSecond(failures.periodStart() + Failures.PERIOD_SECONDS)));
        }
        return waiting(failures.inRow(), failures.lastAt(), now);
    }

    /** Why strong backup codes are not looked at right now, if so: they wait, so that hashing cannot be abused. */
    static Optional<Rejected> refusingStrong(MfaState state, long now) {
        return waiting(state.failures().strongInRow(), state.failures().strongLastAt(), now);
    }

    private static Optional<Rejected> waiting(int inRow, long lastAt, long now) {
        if (inRow <= FREE_FAILURES) {
            return Optional.empty();
        }
        int doublings = Math.min(inRow - FREE_FAILURES - 1, 10);
        long end = lastAt + Math.min(FIRST_WAIT << doublings, LONGEST_WAIT);
        return end <= now ? Optional.empty() : Optional.of(Rejected.until(THROTTLED, Instant.ofEpochSecond(end)));
    }
}
