package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import org.junit.jupiter.api.Nested;

class StoreOnPostgresTest {

    @Nested
    class ReadCommitted extends StoreContract {
        @Override
        HikariDataSource open() {
            return Databases.postgres(IsolationLevel.READ_COMMITTED);
        }
    }

    @Nested
    class RepeatableRead extends StoreContract {
        @Override
        HikariDataSource open() {
            return Databases.postgres(IsolationLevel.REPEATABLE_READ);
        }
    }

    @Nested
    class Serializable extends StoreContract {
        @Override
        HikariDataSource open() {
            return Databases.postgres(IsolationLevel.SERIALIZABLE);
        }
    }
}
