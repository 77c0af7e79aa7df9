package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import org.junit.jupiter.api.Tag;

@Tag("external")
class ErrorsOnMySqlTest extends ErrorsOnMySqlLikes {

    @Override
    HikariDataSource open() {
        return Databases.mySql(IsolationLevel.DATABASE_DEFAULT);
    }

    @Override
    HikariDataSource openWithoutTable(String settings) {
        return Databases.emptyMySql(settings, IsolationLevel.DATABASE_DEFAULT);
    }

    /** The one of a deadlock, which would be a lost write. */
    @Override
    String lockTimeOut() {
        return "40001";
    }
}
