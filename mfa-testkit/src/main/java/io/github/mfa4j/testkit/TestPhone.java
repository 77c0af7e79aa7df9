package io.github.mfa4j.testkit;

import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import java.time.Duration;
import java.time.Instant;

/**
 * An authenticator app for tests: it scans what {@code Enrollment.Offered} shows and then computes codes. Immutable and
 * thread-safe.
 */
public final class TestPhone {

    private static final TotpWindow WIDEST = new TotpWindow(60, 60);

    private final Totp totp;
    private final TotpParameters parameters;
    private final Duration ahead;

    private TestPhone(Totp totp, TotpParameters parameters, Duration ahead) {
        this.totp = totp;
        this.parameters = parameters;
        this.ahead = ahead;
    }

    /**
     * Scans a QR code.
     *
     * @param uri the {@code otpauth} URI in it, from {@code Enrollment.Offered.uri()}
     * @return the phone
     * @throws IllegalArgumentException if it is not such a URI of a time-based code
     */
    public static TestPhone scan(String uri) {
        OtpAuthUri scanned = OtpAuthUri.parse(uri);
        if (scanned.type() != OtpAuthUri.Type.TOTP) {
            throw new IllegalArgumentException("a counter-based code: this phone shows time-based ones");
        }
        return new TestPhone(
                Totp.of(scanned.secret(), scanned.totpParameters()), scanned.totpParameters(), Duration.ZERO);
    }

    /**
     * Takes a key that was typed.
     *
     * @param manualKey Base32, from {@code Enrollment.Offered.manualKey()}; spaces are fine
     * @return the phone, with the parameters that every app takes for a typed key
     */
    public static TestPhone type(String manualKey) {
        return new TestPhone(Totp.of(OtpSecret.ofBase32(manualKey)), TotpParameters.DEFAULT, Duration.ZERO);
    }

    /**
     * Sets the clock of the phone wrong.
     *
     * @param by how far the phone is ahead; negative if it is late
     * @return a phone with the same key
     */
    public TestPhone drifting(Duration by) {
        return new TestPhone(totp, parameters, by);
    }

    /**
     * Computes the code that the phone shows.
     *
     * @param now the time, by a clock that is right
     * @return as many digits as the key says
     */
    public String code(Instant now) {
        return totp.code(now.plus(ahead));
    }

    /**
     * Computes the code that the phone shows after the present one.
     *
     * @param now the time, by a clock that is right
     * @return as many digits as the key says
     */
    public String nextCode(Instant now) {
        return code(now.plus(parameters.period()));
    }

    /**
     * Makes up a code that no window takes: the key has it in none of the sixty time steps before and after now, neither by the
     * right clock nor by that of the phone.
     *
     * @param now the time, by a clock that is right
     * @return as many digits as the key says
     */
    public String wrongCode(Instant now) {
        int digits = parameters.digits();
        for (int candidate = 0; ; candidate++) {
            String code = "0".repeat(digits - 1) + candidate;
            if (totp.verify(code, now, WIDEST).isEmpty()
                    && totp.verify(code, now.plus(ahead), WIDEST).isEmpty()) {
                return code;
            }
        }
    }

    /**
     * A description without the key.
     *
     * @return how far the phone is ahead
     */
    @Override
    public String toString() {
        return "TestPhone[ahead=" + ahead + "]";
    }
}
