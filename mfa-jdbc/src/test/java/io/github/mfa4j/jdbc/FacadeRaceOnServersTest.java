package io.github.mfa4j.jdbc;

import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import io.github.mfa4j.spi.MfaStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;

@Tag("external")
class FacadeRaceOnServersTest extends FacadeRaces {

    static Stream<Named<MfaStore>> stores() {
        return Stream.of(
                Named.of("MariaDB", store(Databases.mariaDb(IsolationLevel.DATABASE_DEFAULT))),
                Named.of("MariaDB, serializable", store(Databases.mariaDb(IsolationLevel.SERIALIZABLE))),
                Named.of("MySQL", store(Databases.mySql(IsolationLevel.DATABASE_DEFAULT))));
    }
}
