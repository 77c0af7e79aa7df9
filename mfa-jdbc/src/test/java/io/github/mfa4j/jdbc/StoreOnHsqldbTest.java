package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import org.junit.jupiter.api.Nested;

class StoreOnHsqldbTest {

    @Nested
    class Usual extends StoreContract {
        @Override
        HikariDataSource open() {
            return Databases.hsqldbMemory();
        }
    }

    @Nested
    class MvccReadCommitted extends StoreContract {
        @Override
        HikariDataSource open() {
            return Databases.hsqldbMvcc(IsolationLevel.READ_COMMITTED);
        }
    }

    @Nested
    class MvccSerializable extends StoreContract {
        @Override
        HikariDataSource open() {
            return Databases.hsqldbMvcc(IsolationLevel.SERIALIZABLE);
        }
    }
}
