package io.github.mfa4j.bench;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same window with whatever a library can keep for a user. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = Compressions.ADD_OPENS)
public class WindowPreparedBenchmark {

    private JavaOtp javaOtp;
    private SecretKey key;
    private Mac mac;
    private Compressions compressions;

    @Setup
    public void prepare(User user) throws GeneralSecurityException {
        javaOtp = new JavaOtp(user.macName());
        key = new SecretKeySpec(user.secret, user.macName());
        compressions = new Compressions(user.algorithm);
        mac = Mac.getInstance(user.macName());
        mac.init(key);
        Agreement.of(user, mfa4j(user), javaOtp(user), macKeptAndKeyed(user));
    }

    @Benchmark
    public boolean mfa4j(User user) {
        return user.prepared.verify(user.typed, User.NOW).isPresent();
    }

    @Benchmark
    public boolean javaOtp(User user) throws InvalidKeyException {
        return javaOtp.verify(key, user.typedNumber, User.NOW);
    }

    @Benchmark
    public boolean macKeptAndKeyed(User user) {
        return JcaMac.kept(mac, user.typedNumber, User.NOW.getEpochSecond());
    }

    /** For each step an inner and an outer block. */
    @Benchmark
    public Object bareCompressions() {
        return compressions.run(6);
    }
}
