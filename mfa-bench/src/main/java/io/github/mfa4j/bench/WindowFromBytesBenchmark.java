package io.github.mfa4j.bench;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same window from the bytes of the secret, as they come out of a decryption. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = Compressions.ADD_OPENS)
public class WindowFromBytesBenchmark {

    private JavaOtp javaOtp;
    private Mac mac;
    private ProviderEngine engine;
    private Compressions compressions;

    @Setup
    public void prepare(User user) throws GeneralSecurityException {
        javaOtp = new JavaOtp(user.macName());
        mac = Mac.getInstance(user.macName());
        engine = new ProviderEngine(user.algorithm);
        compressions = new Compressions(user.algorithm);
        Agreement.of(user, mfa4j(user), javaOtp(user), macOfEachStep(user), macKept(user), providersEngine(user));
    }

    @Benchmark
    public boolean mfa4j(User user) {
        return Totp.of(OtpSecret.ofBytes(user.secret), user.parameters)
                .verify(user.typed, User.NOW)
                .isPresent();
    }

    @Benchmark
    public boolean javaOtp(User user) throws InvalidKeyException {
        return javaOtp.verify(new SecretKeySpec(user.secret, user.macName()), user.typedNumber, User.NOW);
    }

    @Benchmark
    public boolean macOfEachStep(User user) throws GeneralSecurityException {
        SecretKeySpec key = new SecretKeySpec(user.secret, user.macName());
        return JcaMac.freshEachStep(key, user.typedNumber, User.NOW.getEpochSecond());
    }

    @Benchmark
    public boolean macKept(User user) throws InvalidKeyException {
        mac.init(new SecretKeySpec(user.secret, user.macName()));
        return JcaMac.kept(mac, user.typedNumber, User.NOW.getEpochSecond());
    }

    /** The digests alone, by the engine that is behind them. */
    @Benchmark
    public boolean providersEngine(User user) {
        return engine.verify(user.secret, user.typedNumber, User.NOW.getEpochSecond() / 30);
    }

    /** Two blocks of key, and for each step an inner and an outer block. */
    @Benchmark
    public Object bareCompressions() {
        return compressions.run(8);
    }
}
