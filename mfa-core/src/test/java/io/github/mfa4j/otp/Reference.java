package io.github.mfa4j.otp;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The formulas of RFC 4226, section 5.3, written for reading: an oracle that shares no code with what it checks. */
final class Reference {
    private Reference() {}

    static String code(byte[] secret, OtpAlgorithm algorithm, int digits, long counter) {
        BigInteger value = BigInteger.valueOf(truncated(secret, algorithm, counter));
        String text = value.mod(BigInteger.TEN.pow(digits)).toString();
        return "0".repeat(digits - text.length()) + text;
    }

    static int truncated(byte[] secret, OtpAlgorithm algorithm, long counter) {
        String name = "Hmac" + algorithm.name();
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            byte[] hmac = mac.doFinal(ByteBuffer.allocate(8).putLong(counter).array());
            int offset = hmac[hmac.length - 1] & 15;
            byte[] four = Arrays.copyOfRange(hmac, offset, offset + 4);
            return ByteBuffer.wrap(four).getInt() & Integer.MAX_VALUE;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The bytes 0, 1, 2 and so on. */
    static OtpSecret secret(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return OtpSecret.ofBytes(bytes);
    }
}
