package io.github.mfa4j.demo.host;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids that nobody can guess and that never come twice. */
final class RandomIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private RandomIds() {}

    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
