package io.github.mfa4j.bench;

import io.github.mfa4j.Rejected;
import io.github.mfa4j.Verification;
import io.github.mfa4j.jdbc.JdbcMfaStore;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A verdict over a database, beside the two statements that no verdict can do without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VerifyInDatabaseBenchmark {

    private static final int USERS = 2000;

    @Param({"H2", "POSTGRESQL"})
    public Database.Kind database;

    private Database open;
    private Crowd crowd;
    private String right;
    private String wrong;

    @Setup
    public void prepare() {
        open = Database.open(database, 4);
        crowd = new Crowd(JdbcMfaStore.of(open.pool()), Crowd.users(USERS));
        open.fill(crowd.users());
        right = crowd.rightCode();
        wrong = crowd.wrongCode();
    }

    /** Not measured: in a pass over all users everybody has the same past. */
    @Setup(Level.Invocation)
    public void refill() {
        open.refill();
    }

    @TearDown
    public void close() {
        open.close();
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
        int rejected = 0;
        for (String user : crowd.users()) {
            if (crowd.mfa().verify(user, wrong) instanceof Rejected) {
                rejected++;
            }
        }
        return all(rejected);
    }

    /** A SELECT and a conditional UPDATE of a record of the same size, each with a connection of the pool, as the store has it. */
    @Benchmark
    @OperationsPerInvocation(USERS)
    public int bareSelectAndUpdate() throws SQLException {
        int written = 0;
        for (String user : crowd.users()) {
            written += open.selectAndUpdate(user);
        }
        return all(written);
    }

    private static int all(int count) {
        if (count != USERS) {
            throw new IllegalStateException(count + " of " + USERS);
        }
        return count;
    }
}
