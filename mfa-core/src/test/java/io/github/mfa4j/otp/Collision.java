package io.github.mfa4j.otp;

import java.util.HashMap;
import java.util.Map;

/** Two near counters with the same six digits, and none between them: what a window has to decide about. */
record Collision(long low, long high, String code) {
    static Collision find(OtpSecret secret, int maxDistance) {
        Map<String, Long> latest = new HashMap<>();
        byte[] bytes = secret.toBytes();
        // With a distance of at most 60 one in 17,000 counters ends such a pair.
        for (long counter = 0; counter < 2_000_000; counter++) {
            String code = Reference.code(bytes, OtpAlgorithm.SHA1, 6, counter);
            Long before = latest.put(code, counter);
            if (before != null && counter - before > 1 && counter - before <= maxDistance) {
                return new Collision(before, counter, code);
            }
        }
        throw new AssertionError("no collision");
    }
}
