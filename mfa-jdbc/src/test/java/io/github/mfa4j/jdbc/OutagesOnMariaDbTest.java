package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import org.junit.jupiter.api.Tag;

@Tag("external")
class OutagesOnMariaDbTest extends OutagesOnMySqlLikes {

    OutagesOnMariaDbTest() {
        super(Databases.mariaDbServer());
    }

    @Override
    HikariDataSource open() {
        return Databases.mariaDb(IsolationLevel.DATABASE_DEFAULT);
    }
}
