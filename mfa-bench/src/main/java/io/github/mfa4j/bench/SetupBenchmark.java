package io.github.mfa4j.bench;

import io.github.mfa4j.Activation;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.Verification;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is dominated by hashing on purpose: a set-up with ten backup codes, and a sign-in with one of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SetupBenchmark {

    private InMemoryMfaStore store;
    private Mfa mfa;
    private int users;

    @Setup
    public void prepare() {
        store = new InMemoryMfaStore();
        mfa = mfa(store);
    }

    private static Mfa mfa(MfaStore store) {
        return Crowd.builder(store).instantSource(() -> Crowd.START).build();
    }

    @Benchmark
    public List<String> enrollment() {
        String user = "user-" + ++users;
        Enrollment.Offered offer = (Enrollment.Offered) mfa.enroll(user, "alice@example.com");
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        String code = Totp.of(uri.secret(), uri.totpParameters()).code(Crowd.START);
        Confirmation.AwaitingActivation codes = (Confirmation.AwaitingActivation) mfa.confirm(user, offer.id(), code);
        if (!(mfa.activate(user, codes.setId()) instanceof Activation.Enabled)) {
            throw new IllegalStateException("not activated");
        }
        return codes.backupCodes().codes();
    }

    @Benchmark
    public Verification backupCode(Enrolled enrolled) {
        return enrolled.mfa.verify(enrolled.user, enrolled.backupCode);
    }

    @Benchmark
    public Verification wrongBackupCode(Enrolled enrolled) {
        return enrolled.mfa.verify(enrolled.user, "0000-0000-0000-0000");
    }

    /** A user whose store forgets every write, so that each sign-in finds ten codes and no failure. */
    @State(Scope.Thread)
    public static class Enrolled {

        private String user;
        private String backupCode;
        private Mfa mfa;

        @Setup
        public void prepare() {
            SetupBenchmark setup = new SetupBenchmark();
            setup.prepare();
            backupCode = setup.enrollment().get(7);
            user = "user-" + setup.users;
            StoredState record = setup.store.find(user).orElseThrow();
            mfa = mfa(new Forgetting(record));
        }
    }

    private record Forgetting(StoredState record) implements MfaStore {

        @Override
        public Optional<StoredState> find(String userId) {
            return Optional.of(record);
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            return true;
        }
    }
}
