package io.github.mfa4j.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaStore;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form on both databases; and on stores that are broken, or nobody would know whether it notices anything. */
@Tag("external")
class ShortFormTest {

    /** The plan of a failed run can be repeated: -Dreliability.seed=... */
    private static final Options OPTIONS = Options.SHORT_FORM.withSeed(Long.getLong("reliability.seed", 1));

    private static Database postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        postgres = Database.start("postgresql");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void everyPromiseIsKeptOnPostgres() throws Exception {
        keepsEveryPromise(Harness.run(OPTIONS, postgres, folder));
    }

    @Test
    void everyPromiseIsKeptOnMariaDb() throws Exception {
        try (Database mariaDb = Database.start("mariadb")) {
            keepsEveryPromise(Harness.run(OPTIONS, mariaDb, folder));
        }
    }

    private static void keepsEveryPromise(Report report) {
        System.out.print(report);
        assertThat(report.violations()).as(report.toString()).isEmpty();
        assertThat(report.late()).isFalse();
        assertThat(report.kills()).isEqualTo(OPTIONS.kills());
        assertThat(report.cuts()).isEqualTo(OPTIONS.cuts());
        assertThat(report.figures().races).isGreaterThan(OPTIONS.rounds() / 3);
        assertThat(report.figures().attempts).isGreaterThan(OPTIONS.rounds() * 3L);
        assertThat(report.figures().lostWrites).isPositive();
    }

    @Test
    void aStoreThatChecksFirstAndThenPutsIsReported() throws Exception {
        assertThat(broken(BrokenStores.ChecksThenPuts.class))
                .anyMatch(ShortFormTest::twice)
                .anyMatch(ShortFormTest::notWrittenOnce);
    }

    @Test
    void aStoreThatAnswersBeforeTheWriteIsReported() throws Exception {
        assertThat(broken(BrokenStores.AnswersBeforeTheWrite.class))
                .anyMatch(ShortFormTest::twice)
                .anyMatch(ShortFormTest::notWrittenOnce);
    }

    @Test
    void aStoreThatForgetsToWriteIsReported() throws Exception {
        assertThat(broken(BrokenStores.ForgetsToWrite.class)).anyMatch(ShortFormTest::notWrittenOnce);
    }

    @Test
    void aStoreThatDeniesWhatItWroteIsReported() throws Exception {
        assertThat(broken(BrokenStores.DeniesWhatItWrote.class)).anyMatch(ShortFormTest::notWrittenOnce);
    }

    @Test
    void anExceptionThatIsNotDocumentedIsReported() throws Exception {
        assertThat(broken(BrokenStores.ThrowsSomethingElse.class))
                .anyMatch(what -> what.startsWith("an undocumented exception: ")
                        && what.contains("UnsupportedOperationException: now and then"));
    }

    @Test
    void aWorkerThatEndsByItselfIsReported() throws Exception {
        assertThat(broken(BrokenStores.EndsTheWorker.class))
                .anyMatch(what -> what.matches("w[0-9]\\.[0-9]+ ended by itself"));
    }

    @Test
    void aRecordThatIsGoneAtTheEndIsReported() throws Exception {
        assertThat(meddledWith("delete from mfa_state where user_id = 'user-7'"))
                .containsExactly("the record of user-7 is gone");
    }

    @Test
    void aFailureOfTheLookAtTheEndIsReported() throws Exception {
        assertThat(meddledWith("drop table mfa_state"))
                .hasSize(OPTIONS.lanes())
                .allSatisfy(what ->
                        assertThat(what).startsWith("the harness itself failed: java.lang.IllegalStateException: "));
    }

    private List<String> meddledWith(String statement) throws Exception {
        return Harness.run(OPTIONS.smaller(), new MeddlingDatabase(postgres, statement), folder)
                .violations();
    }

    private List<String> broken(Class<? extends Function<DataSource, MfaStore>> store) throws Exception {
        return Harness.run(OPTIONS.smaller().withStore(store), postgres, folder).violations();
    }

    private static boolean twice(String violation) {
        return violation.startsWith("accepted more than once: ");
    }

    private static boolean notWrittenOnce(String violation) {
        return violation.matches("not \\d to \\d writes: .*");
    }
}
