package io.github.mfa4j.bench;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.Key;
import java.time.Instant;

/** java-otp generates and does not verify, so this is the loop that its users write. */
final class JavaOtp {

    private final TimeBasedOneTimePasswordGenerator generator;

    JavaOtp(String macName) {
        generator =
                new TimeBasedOneTimePasswordGenerator(TimeBasedOneTimePasswordGenerator.DEFAULT_TIME_STEP, 6, macName);
    }

    boolean verify(Key key, int typed, Instant now) throws InvalidKeyException {
        boolean found = false;
        for (int step = -1; step <= 1; step++) {
            found |= generator.generateOneTimePassword(key, now.plusSeconds(30L * step)) == typed;
        }
        return found;
    }

    String code(Key key, Instant now) throws InvalidKeyException {
        return generator.generateOneTimePasswordString(key, now);
    }
}
