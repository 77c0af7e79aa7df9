package io.github.mfa4j.jdbc;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The store keeps the published contract on MySQL. */
@Tag("external")
class ContractOnMySqlTest extends ContractOnDatabases {

    static final String EXACT = "character set utf8mb4 collate utf8mb4_0900_bin";

    @TestFactory
    Stream<DynamicContainer> atEachIsolationLevel() {
        return atEach(level -> standardTable(Databases.mySql(level)));
    }

    @TestFactory
    Stream<DynamicContainer> usersAtEachIsolationLevel() {
        return atEach(level -> usersTable(Databases.emptyMySql("", level), EXACT));
    }
}
