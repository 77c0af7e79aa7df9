package io.github.mfa4j.bench;

import io.github.mfa4j.otp.OtpAlgorithm;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a digest of the JDK takes beside its compression function: why a window takes more than its compressions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = Compressions.ADD_OPENS)
public class DigestBenchmark {

    private static final int HASH = 20;

    private final byte[] counter = new byte[8];
    private final byte[] block = new byte[64];
    private final byte[] hash = new byte[HASH];
    private Compressions compressions;
    private MessageDigest kept;
    private MessageDigest absorbed;

    @Setup
    public void prepare() throws NoSuchAlgorithmException {
        compressions = new Compressions(OtpAlgorithm.SHA1);
        kept = MessageDigest.getInstance("SHA-1");
        absorbed = MessageDigest.getInstance("SHA-1");
        absorbed.update(block);
    }

    @Benchmark
    public Object bareCompression() {
        return compressions.run(1);
    }

    /** One compression, and the padding, the length, the copying out and the reset. */
    @Benchmark
    public byte[] digest() throws DigestException {
        kept.update(counter);
        kept.digest(hash, 0, HASH);
        return hash;
    }

    @Benchmark
    public byte[] cloneAndDigest() throws CloneNotSupportedException, DigestException {
        MessageDigest clone = (MessageDigest) absorbed.clone();
        clone.update(counter);
        clone.digest(hash, 0, HASH);
        return hash;
    }

    @Benchmark
    public Object cloneAlone() throws CloneNotSupportedException {
        return absorbed.clone();
    }

    @Benchmark
    public MessageDigest getInstance() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-1");
    }
}
