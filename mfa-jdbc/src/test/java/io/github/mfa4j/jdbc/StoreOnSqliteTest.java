package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class StoreOnSqliteTest {

    @Nested
    class OneConnection extends StoreContract {
        @TempDir
        static Path folder;

        @Override
        HikariDataSource open() {
            return Databases.sqlite(folder, 1);
        }
    }

    /** As with several processes: they wait for each other in SQLite instead of in the pool. */
    @Nested
    class SeveralConnections extends StoreContract {
        @TempDir
        static Path folder;

        @Override
        HikariDataSource open() {
            return Databases.sqlite(folder, 4);
        }
    }
}
