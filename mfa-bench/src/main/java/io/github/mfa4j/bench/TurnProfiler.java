package io.github.mfa4j.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/** The other end of {@link Turns}, in a JVM of JMH: each iteration waits for its turn and tells its end. */
public final class TurnProfiler implements InternalProfiler {

    static final String PORT = "turns.port";

    private @Nullable Socket turns;

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        try {
            if (turns().getInputStream().read() < 0) {
                throw new IllegalStateException("no more turns");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        try {
            turns().getOutputStream().write(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of();
    }

    @Override
    public String getDescription() {
        return "lets iterations of several JVMs alternate";
    }

    /** Connected when it is needed first: JMH makes a profiler in the JVM that only looks on, too. */
    private Socket turns() throws IOException {
        if (turns == null) {
            turns = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT));
            turns.setTcpNoDelay(true);
        }
        return turns;
    }
}
