package io.github.mfa4j.bench;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A window over {@link Mac}, as it is written by hand: a floor for what libraries add. */
final class JcaMac {

    private static final long PERIOD = 30;

    private JcaMac() {}

    /** Another instance for each step, as most code that is passed around does. */
    static boolean freshEachStep(SecretKeySpec key, int typed, long seconds) throws GeneralSecurityException {
        boolean found = false;
        for (int step = -1; step <= 1; step++) {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            found |= code(mac, seconds / PERIOD + step) == typed;
        }
        return found;
    }

    /** One instance that has its key already. */
    static boolean kept(Mac mac, int typed, long seconds) {
        boolean found = false;
        for (int step = -1; step <= 1; step++) {
            found |= code(mac, seconds / PERIOD + step) == typed;
        }
        return found;
    }

    static int code(Mac mac, long step) {
        byte[] hmac = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hmac[hmac.length - 1] & 0xf;
        return (ByteBuffer.wrap(hmac).getInt(offset) & 0x7fff_ffff) % 1_000_000;
    }
}
