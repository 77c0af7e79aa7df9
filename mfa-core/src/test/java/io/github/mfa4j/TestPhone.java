package io.github.mfa4j;

import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator app as RFC 6238 describes one, over the JDK's own Mac: it shares no line with what it tests. Its
 * clock may be off. Used by one thread.
 */
final class TestPhone {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;
    private final String hmac;
    private final int digits;
    private final long period;
    private final Duration ahead;

    private String wrongCode = "";
    private long wrongCodeAt;

    private TestPhone(byte[] secret, String hmac, int digits, long period, Duration ahead) {
        this.secret = secret;
        this.hmac = hmac;
        this.digits = digits;
        this.period = period;
        this.ahead = ahead;
    }

    /** A phone that scanned the QR code. */
    static TestPhone scanning(String uri) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : URI.create(uri).getRawQuery().split("&", -1)) {
            parameters.put(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
        }
        return new TestPhone(
                base32(parameters.get("secret")),
                "Hmac" + parameters.getOrDefault("algorithm", "SHA1"),
                Integer.parseInt(parameters.getOrDefault("digits", "6")),
                Long.parseLong(parameters.getOrDefault("period", "30")),
                Duration.ZERO);
    }

    /** A phone into which somebody typed the key; everything else is the default of every app. */
    static TestPhone typing(String manualKey) {
        return new TestPhone(base32(manualKey.replace(" ", "")), "HmacSHA1", 6, 30, Duration.ZERO);
    }

    static TestPhone holding(byte[] secret) {
        return new TestPhone(secret.clone(), "HmacSHA1", 6, 30, Duration.ZERO);
    }

    private static byte[] base32(String text) {
        BigInteger bits = BigInteger.ONE;
        for (int i = 0; i < text.length(); i++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(text.charAt(i))));
        }
        byte[] bytes = bits.shiftRight(text.length() * 5 % 8).toByteArray();
        byte[] secret = new byte[text.length() * 5 / 8];
        System.arraycopy(bytes, bytes.length - secret.length, secret, 0, secret.length);
        return secret;
    }

    /** The same phone with its clock ahead, or behind if negative. */
    TestPhone withClockAhead(Duration duration) {
        return new TestPhone(secret, hmac, digits, period, duration);
    }

    long step(Instant trueTime) {
        return Math.floorDiv(trueTime.plus(ahead).getEpochSecond(), period);
    }

    /** What the phone shows at a moment that its owner's wrist watch, not the phone, tells. */
    String code(Instant trueTime) {
        return codeOfStep(step(trueTime));
    }

    String codeOfStep(long step) {
        try {
            Mac mac = Mac.getInstance(hmac);
            mac.init(new SecretKeySpec(secret, hmac));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & Integer.MAX_VALUE;
            String shown = Long.toString(number % BigInteger.TEN.pow(digits).longValueExact());
            return "0".repeat(digits - shown.length()) + shown;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A code that the phone does not show within 20 steps of that moment. */
    String wrongCode(Instant trueTime) {
        if (wrongCode.isEmpty() || Math.abs(step(trueTime) - wrongCodeAt) > 30) {
            wrongCodeAt = step(trueTime);
            Set<String> shown = new HashSet<>();
            for (long step = wrongCodeAt - 50; step <= wrongCodeAt + 50; step++) {
                shown.add(codeOfStep(step));
            }
            int candidate = 0;
            do {
                wrongCode = "0".repeat(digits - Integer.toString(candidate).length()) + candidate;
                candidate++;
            } while (shown.contains(wrongCode));
        }
        return wrongCode;
    }
}
