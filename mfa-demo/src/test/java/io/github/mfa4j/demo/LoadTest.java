package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.testservers.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link LoadMain}: everybody at the same moment, again and again, and only whether it was right. */
class LoadTest {

    private static final int PEOPLE = 30;
    private static final int VISITS = 6;

    /** Decides what people do. Always the same in a build; -Ddemo.seed=... tries another one. */
    private static final long SEED = Long.getLong("demo.seed", 20261122);

    @Test
    void everyVerdictIsRightWhenAllSignInAtOnceOnH2(@TempDir Path data) throws IOException {
        try (TestDemo demo = TestDemo.start(data);
                Database database = Database.inFile(DataDirectory.open(data))) {
            everybodySignsInAtOnce(demo, database, data);
        }
    }

    @Test
    void everyVerdictIsRightWhenAllSignInAtOnceOnPostgres(@TempDir Path data) throws IOException {
        try (PostgresServer server = PostgresServer.run();
                TestDemo demo = TestDemo.start(data, server.url());
                Database database = Database.postgres(server.url())) {
            everybodySignsInAtOnce(demo, database, data);
        }
    }

    private static void everybodySignsInAtOnce(TestDemo demo, Database database, Path data) throws IOException {
        byte[] key = DataDirectory.open(data).key(false);
        try (Load load = new Load(demo::address, demo.clock(), database, key, PEOPLE, SEED)) {
            load.setUp();
            for (int visit = 0; visit < VISITS; visit++) {
                demo.clock().nextCode();
                load.everybody(user -> user.visit(() -> {}));
            }
            assertThat(load.violations()).as("seed %d", SEED).isEmpty();
            assertThat(load.meter().errors()).as("seed %d", SEED).isZero();
            assertThat(load.users())
                    .as("seed %d", SEED)
                    .extracting(LoadUser::accepted)
                    .containsOnly(VISITS);
            assertThat(load.users()).as("seed %d", SEED).anyMatch(user -> user.wrong() > 0);
            assertThat(load.users()).as("seed %d", SEED).anyMatch(user -> user.replayed() > 0);
        }
    }

    @Test
    void aPercentileIsATimeThatWasMeasured() {
        long[] millis = {1_000_000, 2_000_000, 3_000_000, 4_000_000};
        assertThat(LoadMeter.percentile(millis, 50)).isEqualTo(2);
        assertThat(LoadMeter.percentile(millis, 51)).isEqualTo(3);
        assertThat(LoadMeter.percentile(millis, 99)).isEqualTo(4);
        assertThat(LoadMeter.percentile(new long[0], 99)).isZero();
    }
}
