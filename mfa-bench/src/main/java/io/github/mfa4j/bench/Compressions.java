package io.github.mfa4j.bench;

import io.github.mfa4j.otp.OtpAlgorithm;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The compression function of the JDK's own digests and nothing around it: the work that no implementation of HMAC over
 * these digests can avoid. Needs {@code --add-opens java.base/sun.security.provider=ALL-UNNAMED}.
 */
final class Compressions {

    static final String ADD_OPENS = "--add-opens=java.base/sun.security.provider=ALL-UNNAMED";

    private static final MethodHandle COMPRESS = method(
                    "implCompress", MethodType.methodType(void.class, byte[].class, int.class))
            .asType(MethodType.methodType(void.class, Object.class, byte[].class, int.class));

    private final Object engine;
    private final byte[] block;

    Compressions(OtpAlgorithm algorithm) {
        engine = engine(algorithm);
        block = new byte[blockLength(algorithm)];
    }

    /** What is behind the {@code MessageDigest} of the JDK. */
    static Object engine(OtpAlgorithm algorithm) {
        try {
            Class<?> type = Class.forName("sun.security.provider."
                    + switch (algorithm) {
                        case SHA1 -> "SHA";
                        case SHA256 -> "SHA2$SHA256";
                        case SHA512 -> "SHA5$SHA512";
                    });
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static int blockLength(OtpAlgorithm algorithm) {
        return algorithm == OtpAlgorithm.SHA512 ? 128 : 64;
    }

    /** A method of the class that all of these engines extend. */
    static MethodHandle method(String name, MethodType type) {
        try {
            Class<?> base = Class.forName("sun.security.provider.DigestBase");
            return MethodHandles.privateLookupIn(base, MethodHandles.lookup()).findVirtual(base, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("run with " + ADD_OPENS, e);
        }
    }

    /** Compresses so many blocks. */
    Object run(int blocks) {
        try {
            for (int i = 0; i < blocks; i++) {
                COMPRESS.invokeExact(engine, block, 0);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return engine;
    }
}
