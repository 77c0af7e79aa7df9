package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("external")
class TablesOnServersTest extends TablesOnDatabases {

    static Stream<JdbcSchema> databases() {
        return Stream.of(JdbcSchema.MARIADB, JdbcSchema.MYSQL);
    }

    /** These count what Java counts twice as one character: an id of 200 has 800 bytes, and an index must take them all. */
    @ParameterizedTest
    @MethodSource("databases")
    void twoHundredCharactersOfFourBytesAreComparedToTheLast(JdbcSchema database) {
        MfaStore store = openWithTable(database);
        String key = "\ud83d\udd11".repeat(199);
        for (String last : new String[] {"\ud83d\udd11", "\ud83d\udd12", "", " "}) {
            assertThat(store.find(key + last)).isEmpty();
            assertThat(store.compareAndSet(
                            key + last, 0, new StoredState(7, "x" + last.codePointCount(0, last.length()))))
                    .isTrue();
        }
        assertThat(store.find(key)).contains(new StoredState(7, "x0"));
        assertThat(store.find(key + " ")).contains(new StoredState(7, "x1"));
    }
}
