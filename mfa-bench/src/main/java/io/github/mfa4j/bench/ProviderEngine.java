package io.github.mfa4j.bench;

import io.github.mfa4j.otp.OtpAlgorithm;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.security.MessageDigestSpi;

/**
 * A window by what is behind the JDK's {@code MessageDigest}, without {@code MessageDigest}: the digest work that is left when
 * nothing of the public API is in between. Needs {@link Compressions#ADD_OPENS}.
 */
final class ProviderEngine {

    private static final MethodHandle UPDATE = Compressions.method(
                    "engineUpdate", MethodType.methodType(void.class, byte[].class, int.class, int.class))
            .asType(MethodType.methodType(void.class, MessageDigestSpi.class, byte[].class, int.class, int.class));
    private static final MethodHandle DIGEST = Compressions.method(
                    "engineDigest", MethodType.methodType(int.class, byte[].class, int.class, int.class))
            .asType(MethodType.methodType(int.class, MessageDigestSpi.class, byte[].class, int.class, int.class));
    private static final int STEPS = 3;

    private final MessageDigestSpi fresh;
    private final int blockLength;
    private final int hashLength;

    ProviderEngine(OtpAlgorithm algorithm) {
        fresh = (MessageDigestSpi) Compressions.engine(algorithm);
        blockLength = Compressions.blockLength(algorithm);
        hashLength = switch (algorithm) {
            case SHA1 -> 20;
            case SHA256 -> 32;
            case SHA512 -> 64;
        };
    }

    boolean verify(byte[] secret, int typed, long step) {
        byte[] inner = new byte[blockLength];
        byte[] outer = new byte[blockLength];
        for (int i = 0; i < blockLength; i++) {
            int key = i < secret.length ? secret[i] : 0;
            inner[i] = (byte) (key ^ 0x36);
            outer[i] = (byte) (key ^ 0x5c);
        }
        byte[] hashes = new byte[STEPS * hashLength];
        for (int i = 0; i < STEPS; i++) {
            long counter = step - 1 + i;
            for (int octet = 0; octet < Long.BYTES; octet++) {
                hashes[i * hashLength + octet] = (byte) (counter >>> (56 - 8 * octet));
            }
        }
        try {
            MessageDigestSpi engine = (MessageDigestSpi) fresh.clone();
            each(engine, inner, hashes, Long.BYTES);
            each(engine, outer, hashes, hashLength);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        boolean found = false;
        for (int end = hashLength; end <= hashes.length; end += hashLength) {
            int at = end - hashLength + (hashes[end - 1] & 0xf);
            int truncated = (hashes[at] & 0x7f) << 24
                    | (hashes[at + 1] & 0xff) << 16
                    | (hashes[at + 2] & 0xff) << 8
                    | (hashes[at + 3] & 0xff);
            found |= truncated % 1_000_000 == typed;
        }
        return found;
    }

    private void each(MessageDigestSpi engine, byte[] block, byte[] messages, int length) throws Throwable {
        // In two parts, as the library does; see docs/decisions.md.
        UPDATE.invokeExact(engine, block, 0, block.length - 1);
        UPDATE.invokeExact(engine, block, block.length - 1, 1);
        for (int i = 0; i < STEPS; i++) {
            MessageDigestSpi one = i == STEPS - 1 ? engine : (MessageDigestSpi) engine.clone();
            UPDATE.invokeExact(one, messages, i * hashLength, length);
            int ignored = (int) DIGEST.invokeExact(one, messages, i * hashLength, hashLength);
        }
    }
}
