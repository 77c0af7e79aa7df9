package io.github.mfa4j.otp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMACs by {@link Mac}, the way that works with every provider. A Mac is not safe for several threads and a lock would
 * queue them, so each computation has its own.
 */
final class MacHmac extends HmacKey {
    private final SecretKeySpec key;

    MacHmac(OtpSecret secret, OtpAlgorithm algorithm) {
        byte[] bytes = secret.toBytes();
        key = new SecretKeySpec(bytes, algorithm.macName());
        Arrays.fill(bytes, (byte) 0);
        // A missing algorithm, or a key that the provider refuses, must show now and not at the first sign-in.
        keyedMac();
    }

    @Override
    int[] truncated(long first, int count) {
        byte[] message = new byte[COUNTER_LENGTH];
        int[] truncated = new int[count];
        Mac mac = keyedMac();
        for (int i = 0; i < count; i++) {
            write(first + i, message, 0);
            byte[] hmac = mac.doFinal(message);
            truncated[i] = truncate(hmac, 0, hmac.length);
        }
        return truncated;
    }

    private Mac keyedMac() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "No security provider of this JVM computes " + key.getAlgorithm()
                            + " with this secret; register one that does",
                    e);
        }
    }
}
