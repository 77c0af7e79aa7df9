package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import org.junit.jupiter.api.Tag;

@Tag("external")
class OutagesOnMySqlTest extends OutagesOnMySqlLikes {

    OutagesOnMySqlTest() {
        super(Databases.mySqlServer());
    }

    @Override
    HikariDataSource open() {
        return Databases.mySql(IsolationLevel.DATABASE_DEFAULT);
    }
}
