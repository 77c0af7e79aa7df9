package io.github.mfa4j.bench;

import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import java.time.Instant;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same user for every library: a secret of 20 bytes, a moment, a code of that moment and one that is not of the window. */
@State(Scope.Benchmark)
public class User {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:10Z");

    @Param({"SHA1", "SHA256", "SHA512"})
    public OtpAlgorithm algorithm;

    /** The present code, or one of none of the three steps. */
    @Param({"wrong", "matching"})
    public String code;

    byte[] secret;
    String base32;
    String typed;
    int typedNumber;
    TotpParameters parameters;

    /** One for all threads. */
    Totp prepared;

    @Setup
    public void prepare() {
        secret = new byte[20];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) (i * 37 + 11);
        }
        OtpSecret otpSecret = OtpSecret.ofBytes(secret);
        base32 = otpSecret.toBase32();
        parameters = TotpParameters.DEFAULT.withAlgorithm(algorithm);
        prepared = Totp.of(otpSecret, parameters);
        typed = code.equals("matching") ? prepared.code(NOW) : wrong(prepared);
        typedNumber = Integer.parseInt(typed);
    }

    /** Whether a check has to say yes; what says something else is not measured. */
    boolean expected() {
        return code.equals("matching");
    }

    String macName() {
        return "Hmac" + algorithm;
    }

    private static String wrong(Totp totp) {
        for (int number = 123_456; ; number++) {
            String candidate = Integer.toString(number);
            if (totp.verify(candidate, NOW).isEmpty()) {
                return candidate;
            }
        }
    }
}
