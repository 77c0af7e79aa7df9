package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.testkit.MfaStoreContract;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recipe of docs/storing-state.md without any library, on MariaDB and MySQL. */
@Tag("external")
class StoringStateOnMariaDbTest {

    @TempDir
    private Path folder;

    private HikariDataSource pool;

    @AfterEach
    void close() {
        pool.close();
    }

    @TestFactory
    Stream<DynamicTest> plainJdbc() throws Exception {
        pool = Database.MARIADB.newPool();
        return MfaStoreContract.of(Recipe.PLAIN_JDBC.open(pool))
                .withUsers(id -> Database.addUser(pool, id))
                .rules()
                .stream()
                .map(rule -> dynamicTest(rule.toString(), rule::check));
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MARIADB_WITH_SNAPSHOT_ISOLATION", "MYSQL"})
    void theNewcomersCheckPasses(Database database) throws Exception {
        pool = database.newPool();
        NewcomerTest.check(StoringStateGuide.MAIN, folder, pool, id -> Database.addUser(pool, id));
    }

    @Test
    void theCheckPassesWhereTheKeyIsANumber() throws Exception {
        pool = Database.MARIADB.newPool("BIGINT AUTO_INCREMENT");
        NewcomerTest.check(StoringStateGuide.withNumbers(), folder, pool, id -> Database.addNumberedUser(pool));
    }

    @Test
    void theUsualCollationTakesDifferentUsersForOne() throws Exception {
        pool = Database.MARIADB.newPool("VARCHAR(200) CHARACTER SET utf8mb4");
        assertThat(BrokenRules.of(
                        MfaStoreContract.of(Recipe.PLAIN_JDBC.open(pool)).withUsers(id -> Database.addUser(pool, id))))
                .isEqualTo("5a");
    }
}
