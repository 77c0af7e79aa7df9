package io.github.mfa4j.model;

import io.github.mfa4j.otp.Totp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A phone of the user, in the {@link Model}: it remembers every step of which a code was used. */
final class ModelPhone {
    String name;
    final Totp totp;
    final Set<Long> used = new HashSet<>();
    long addedAt;
    long lastUsedAt;

    /** How many steps its clock was found to be ahead. */
    int drift;

    @Nullable
    String id;

    ModelPhone(String name, Totp totp) {
        this.name = name;
        this.totp = totp;
    }

    int digits() {
        return totp.parameters().digits();
    }

    private long period() {
        return totp.parameters().period().toSeconds();
    }

    long present(long now) {
        return now / period();
    }

    /** The steps near the present, as this phone's clock shows it, that have this code. */
    List<Long> stepsOf(String digits, int back, int ahead, long now) {
        long mine = present(now) + drift;
        List<Long> steps = new ArrayList<>();
        for (long step = mine - back; step <= mine + ahead; step++) {
            if (totp.codeOfStep(step).equals(digits)) {
                steps.add(step);
            }
        }
        return steps;
    }

    boolean isNew(long step) {
        return used.stream().allMatch(old -> old < step);
    }

    /** When it shows the next code that counts, also if its clock is slow. */
    Instant nextCode(long now) {
        long highest = used.stream().mapToLong(Long::longValue).max().orElseThrow();
        return Instant.ofEpochSecond((Math.max(highest - drift, present(now)) + 1) * period());
    }
}
