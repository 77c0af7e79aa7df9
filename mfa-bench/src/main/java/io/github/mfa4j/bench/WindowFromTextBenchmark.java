package io.github.mfa4j.bench;

import com.bastiaanjansen.otp.HMACAlgorithm;
import com.bastiaanjansen.otp.TOTPGenerator;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import com.warrenstrange.googleauth.GoogleAuthenticatorConfig.GoogleAuthenticatorConfigBuilder;
import com.warrenstrange.googleauth.HmacHashFunction;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.code.DefaultCodeVerifier;
import dev.samstevens.totp.code.HashingAlgorithm;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A window of one step before and after, from the Base32 text that is in the database. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = Compressions.ADD_OPENS)
public class WindowFromTextBenchmark {

    private DefaultCodeVerifier javaTotp;
    private HMACAlgorithm otpJavaAlgorithm;
    private Clock clock;
    private JavaOtp javaOtp;
    private GoogleAuthenticator googleAuth;
    private Compressions compressions;

    @Setup
    public void prepare(User user) throws InvalidKeyException {
        javaTotp = new DefaultCodeVerifier(
                new DefaultCodeGenerator(HashingAlgorithm.valueOf(user.algorithm.name()), 6), User.NOW::getEpochSecond);
        javaTotp.setTimePeriod(30);
        javaTotp.setAllowedTimePeriodDiscrepancy(1);
        otpJavaAlgorithm = HMACAlgorithm.valueOf(user.algorithm.name());
        clock = Clock.fixed(User.NOW, ZoneOffset.UTC);
        javaOtp = new JavaOtp(user.macName());
        googleAuth = new GoogleAuthenticator(new GoogleAuthenticatorConfigBuilder()
                .setWindowSize(3)
                .setHmacHashFunction(HmacHashFunction.valueOf(user.macName()))
                .build());
        compressions = new Compressions(user.algorithm);
        Agreement.of(user, mfa4j(user), javaTotp(user), otpJava(user), javaOtpAndCommonsCodec(user), googleAuth(user));
    }

    @Benchmark
    public boolean mfa4j(User user) {
        return Totp.of(OtpSecret.ofBase32(user.base32), user.parameters)
                .verify(user.typed, User.NOW)
                .isPresent();
    }

    @Benchmark
    public boolean javaTotp(User user) {
        return javaTotp.isValidCode(user.base32, user.typed);
    }

    @Benchmark
    public boolean otpJava(User user) {
        return new TOTPGenerator.Builder(user.base32.getBytes(StandardCharsets.US_ASCII))
                .withHOTPGenerator(hotp -> hotp.withAlgorithm(otpJavaAlgorithm))
                .withClock(clock)
                .build()
                .verify(user.typed, 1);
    }

    @Benchmark
    public boolean javaOtpAndCommonsCodec(User user) throws InvalidKeyException {
        SecretKeySpec key = new SecretKeySpec(new Base32().decode(user.base32), user.macName());
        return javaOtp.verify(key, user.typedNumber, User.NOW);
    }

    @Benchmark
    public boolean googleAuth(User user) {
        return googleAuth.authorize(user.base32, user.typedNumber, User.NOW.toEpochMilli());
    }

    /** Two blocks of key, and for each step an inner and an outer block. */
    @Benchmark
    public Object bareCompressions() {
        return compressions.run(8);
    }
}
