package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class StoreOnH2Test {

    @Nested
    class InMemory extends StoreContract {
        @Override
        HikariDataSource open() {
            return Databases.h2Memory();
        }
    }

    @Nested
    class Serializable extends StoreContract {
        @Override
        HikariDataSource open() {
            return Databases.h2Memory(IsolationLevel.SERIALIZABLE);
        }
    }

    @Nested
    class InAFile extends StoreContract {
        @TempDir
        static Path folder;

        @Override
        HikariDataSource open() {
            return Databases.h2File(folder);
        }
    }
}
