package io.github.mfa4j.jdbc;

import java.util.stream.Stream;

/** On the databases that a build can start by itself. */
class TablesTest extends TablesOnDatabases {

    static Stream<JdbcSchema> databases() {
        return Stream.of(JdbcSchema.H2, JdbcSchema.HSQLDB, JdbcSchema.POSTGRESQL, JdbcSchema.SQLITE);
    }
}
