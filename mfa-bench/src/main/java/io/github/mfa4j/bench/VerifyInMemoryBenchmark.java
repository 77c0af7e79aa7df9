package io.github.mfa4j.bench;

import io.github.mfa4j.Rejected;
import io.github.mfa4j.Verification;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.RejectionReason;
import io.github.mfa4j.spi.StoredState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a verdict costs around the computing of codes: reading, opening, deciding, writing. Nothing is sealed, since an app code
 * changes no secret, whether it is right or wrong.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerifyInMemoryBenchmark {

    private static final int USERS = 4096;
    private static final int MANY_GUESSES = 10;

    private final Refilled store = new Refilled();
    private Crowd crowd;
    private String right;
    private String wrong;

    /** Before each pass over all users, not measured: in a pass everybody has the same past. */
    @Setup(Level.Invocation)
    public void refill() {
        store.refill();
    }

    @Setup
    public void prepare() {
        crowd = new Crowd(store, Crowd.users(USERS));
        Crowd.make(crowd.users(), store::keep);
        right = crowd.rightCode();
        wrong = crowd.wrongCode();
    }

    @Benchmark
    @OperationsPerInvocation(USERS)
    public int accepted() {
        int accepted = 0;
        for (String user : crowd.users()) {
            if (crowd.mfa().verify(user, right) instanceof Verification.Accepted) {
                accepted++;
            }
        }
        return all(accepted);
    }

    @Benchmark
    @OperationsPerInvocation(USERS)
    public int rejected() {
        return rejected(wrong, RejectionReason.WRONG_CODE);
    }

    @Benchmark
    @OperationsPerInvocation(USERS)
    public int malformed() {
        return rejected("12345", RejectionReason.MALFORMED);
    }

    @Benchmark
    @OperationsPerInvocation(USERS)
    public int throttled(Throttled others) {
        return others.pass();
    }

    /** What is left of {@code rejected} without a second factor's memory. */
    @Benchmark
    @OperationsPerInvocation(USERS)
    public int bareWindow() {
        int rejected = 0;
        for (int i = 0; i < USERS; i++) {
            if (Totp.of(OtpSecret.ofBytes(Crowd.SECRET), TotpParameters.DEFAULT)
                    .verify(wrong, crowd.now())
                    .isEmpty()) {
                rejected++;
            }
        }
        return all(rejected);
    }

    private int rejected(String code, RejectionReason reason) {
        return all(pass(crowd, code, reason));
    }

    private static int pass(Crowd crowd, String code, RejectionReason reason) {
        int rejected = 0;
        for (String user : crowd.users()) {
            if (crowd.mfa().verify(user, code) instanceof Rejected no && no.reason() == reason) {
                rejected++;
            }
        }
        return rejected;
    }

    private static int all(int count) {
        if (count != USERS) {
            throw new IllegalStateException(count + " of " + USERS);
        }
        return count;
    }

    /** Users who guessed too often a moment ago. */
    @State(Scope.Thread)
    public static class Throttled {

        private final InMemoryMfaStore store = new InMemoryMfaStore();
        private Crowd crowd;
        private String right;

        @Setup
        public void prepare() {
            crowd = new Crowd(store, Crowd.users(USERS));
            Crowd.make(crowd.users(), (user, record) -> store.compareAndSet(user, 0, record));
            for (int i = 0;
                    VerifyInMemoryBenchmark.pass(crowd, crowd.wrongCode(), RejectionReason.THROTTLED) < USERS;
                    i++) {
                if (i == MANY_GUESSES) {
                    throw new IllegalStateException("nobody is throttled");
                }
            }
            right = crowd.rightCode();
        }

        int pass() {
            return all(VerifyInMemoryBenchmark.pass(crowd, right, RejectionReason.THROTTLED));
        }
    }

    /** A store in memory that can be put back to what it was. */
    private static final class Refilled implements MfaStore {

        private final InMemoryMfaStore original = new InMemoryMfaStore();
        private final List<String> users = new ArrayList<>();
        private InMemoryMfaStore present = new InMemoryMfaStore();

        void keep(String user, StoredState record) {
            original.compareAndSet(user, 0, record);
            users.add(user);
        }

        void refill() {
            present = new InMemoryMfaStore();
            for (String user : users) {
                present.compareAndSet(user, 0, original.find(user).orElseThrow());
            }
        }

        @Override
        public Optional<StoredState> find(String userId) {
            return present.find(userId);
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            return present.compareAndSet(userId, expectedVersion, next);
        }
    }
}
