package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Fifteen pairs that happen to people, each with 64 threads and two servers over one row of PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPairRaceTest {

    private static final int ROUNDS = 4;

    @SuppressWarnings("NullAway.Init")
    private HikariDataSource database;

    @SuppressWarnings("NullAway.Init")
    private PairRace race;

    @BeforeAll
    void open() {
        database = Databases.postgres();
        race = new PairRace(Race.THREADS, () -> {
            Databases.run(database, "delete from mfa_state");
            return JdbcMfaStore.of(database);
        });
    }

    @AfterAll
    void close() {
        race.close();
        database.close();
    }

    /** Races some rounds, every other one with all threads deciding on the same record. */
    private void race(Scenario scenario, Operation one, Operation other, Consumer<PairRace.Outcome> expected)
            throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            PairRace.Outcome outcome = race.run(scenario, one, other, round % 2 == 0);
            assertThat(outcome.violations()).isEmpty();
            expected.accept(outcome);
        }
    }

    @Test
    void verifyAgainstDisable() throws Exception {
        race(Scenario.ENABLED, Operation.VERIFY_APP_CODE, Operation.DISABLE, outcome -> {
            assertThat(outcome.successes(Operation.DISABLE)).isEqualTo(1);
            assertThat(outcome.successes(Operation.VERIFY_APP_CODE)).isBetween(0L, 2L);
        });
    }

    @Test
    void verifyAgainstRecovery() throws Exception {
        race(Scenario.ENABLED, Operation.VERIFY_BACKUP_CODE, Operation.REDEEM_RECOVERY_LINK, outcome -> {
            assertThat(outcome.successes(Operation.REDEEM_RECOVERY_LINK)).isEqualTo(1);
            assertThat(outcome.successes(Operation.VERIFY_BACKUP_CODE)).isBetween(0L, 2L);
        });
    }

    @Test
    void confirmAgainstConfirm() throws Exception {
        race(
                Scenario.NEW,
                Operation.CONFIRM,
                Operation.CONFIRM,
                outcome -> assertThat(outcome.successes(Operation.CONFIRM)).isEqualTo(1));
        race(
                Scenario.ADDING,
                Operation.CONFIRM,
                Operation.CONFIRM,
                outcome -> assertThat(outcome.successes(Operation.CONFIRM)).isEqualTo(1));
    }

    @Test
    void activateAgainstReset() throws Exception {
        race(
                Scenario.RESET,
                Operation.ACTIVATE,
                Operation.RESET,
                outcome -> assertThat(outcome.successes(Operation.RESET)).isEqualTo(32));
    }

    @Test
    void backupCodeAgainstReissueActivation() throws Exception {
        race(Scenario.ENABLED, Operation.VERIFY_BACKUP_CODE, Operation.ACTIVATE, outcome -> {
            assertThat(outcome.successes(Operation.ACTIVATE)).isEqualTo(32);
            assertThat(outcome.successes(Operation.VERIFY_BACKUP_CODE)).isBetween(0L, 2L);
        });
    }

    @Test
    void trustBrowserAgainstForgetAll() throws Exception {
        race(Scenario.ENABLED, Operation.VERIFY_AND_TRUST_BROWSER, Operation.FORGET_ALL_BROWSERS, outcome -> {
            assertThat(outcome.successes(Operation.VERIFY_AND_TRUST_BROWSER)).isEqualTo(3);
            assertThat(outcome.successes(Operation.FORGET_ALL_BROWSERS)).isEqualTo(32);
        });
    }

    @Test
    void redeemRecoveryAgainstRedeemRecovery() throws Exception {
        race(
                Scenario.ENABLED,
                Operation.REDEEM_RECOVERY_LINK,
                Operation.REDEEM_RECOVERY_LINK,
                outcome -> assertThat(outcome.successes(Operation.REDEEM_RECOVERY_LINK))
                        .isEqualTo(1));
    }

    @Test
    void unlockAgainstWrongCode() throws Exception {
        race(
                Scenario.LOCKED,
                Operation.REDEEM_UNLOCK_LINK,
                Operation.VERIFY_WRONG_CODE,
                outcome -> assertThat(outcome.successes(Operation.REDEEM_UNLOCK_LINK))
                        .isEqualTo(1));
        race(
                Scenario.LOCKED,
                Operation.UNLOCK,
                Operation.VERIFY_WRONG_CODE,
                outcome -> assertThat(outcome.successes(Operation.UNLOCK)).isEqualTo(32));
    }

    @Test
    void addDeviceAgainstRemoveDevice() throws Exception {
        race(Scenario.ENABLED, Operation.ADD_DEVICE, Operation.REMOVE_DEVICE, outcome -> {
            assertThat(outcome.successes(Operation.ADD_DEVICE)).isBetween(0L, 3L);
            assertThat(outcome.successes(Operation.REMOVE_DEVICE)).isBetween(0L, 1L);
            assertThat(outcome.successes(Operation.ADD_DEVICE) + outcome.successes(Operation.REMOVE_DEVICE))
                    .isBetween(1L, 3L);
        });
    }

    @Test
    void proveEmailAgainstCreateEmailCode() throws Exception {
        race(Scenario.NEW, Operation.PROVE_EMAIL, Operation.CREATE_EMAIL_CODE, outcome -> {
            assertThat(outcome.successes(Operation.CREATE_EMAIL_CODE)).isEqualTo(1);
            assertThat(outcome.successes(Operation.PROVE_EMAIL)).isBetween(0L, 1L);
        });
    }

    /** Whoever types the code that another one has used is wrong, and five who do so before the second code make that one wait. */
    @Test
    void replaceLostDevicesAgainstVerify() throws Exception {
        race(Scenario.ENABLED, Operation.REPLACE_LOST_DEVICES, Operation.VERIFY_BACKUP_CODE, outcome -> {
            long successes =
                    outcome.successes(Operation.REPLACE_LOST_DEVICES) + outcome.successes(Operation.VERIFY_BACKUP_CODE);
            boolean waits =
                    outcome.calls().stream().anyMatch(call -> call.seen().contains("THROTTLED"));
            assertThat(successes).isIn(waits ? List.of(1L, 2L) : List.of(2L));
        });
    }

    @Test
    void renameAgainstRename() throws Exception {
        race(
                Scenario.ENABLED,
                Operation.RENAME_DEVICE,
                Operation.RENAME_DEVICE,
                outcome ->
                        assertThat(outcome.successes(Operation.RENAME_DEVICE)).isEqualTo(64));
    }

    @Test
    void importAgainstEnrollActivate() throws Exception {
        race(
                Scenario.CONFIRMED,
                Operation.IMPORT_DEVICE,
                Operation.ENROLL,
                outcome ->
                        assertThat(outcome.successes(Operation.IMPORT_DEVICE)).isEqualTo(1));
        race(
                Scenario.CONFIRMED,
                Operation.IMPORT_DEVICE,
                Operation.ACTIVATE,
                outcome -> assertThat(outcome.successes(Operation.IMPORT_DEVICE) == 1)
                        .isEqualTo(outcome.successes(Operation.ACTIVATE) == 0));
    }

    @Test
    void resynchronizeAgainstVerify() throws Exception {
        race(Scenario.ENABLED, Operation.RESYNCHRONIZE_DEVICE, Operation.VERIFY_APP_CODE, outcome -> {
            assertThat(outcome.successes(Operation.RESYNCHRONIZE_DEVICE)).isBetween(0L, 1L);
            assertThat(outcome.successes(Operation.VERIFY_APP_CODE)).isBetween(0L, 2L);
        });
    }

    @Test
    void permitEnrollAgainstReset() throws Exception {
        race(
                Scenario.RESET,
                Operation.ENROLL_WITH_PERMIT,
                Operation.RESET,
                outcome -> assertThat(outcome.successes(Operation.RESET)).isEqualTo(32));
    }
}
