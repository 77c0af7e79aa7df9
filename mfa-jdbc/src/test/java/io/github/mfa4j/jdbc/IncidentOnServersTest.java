package io.github.mfa4j.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The whole of {@link IncidentTest} once more, on MariaDB and MySQL as they come, and on Redis by the recipe of the documentation. */
@Tag("external")
class IncidentOnServersTest {

    @Nested
    class Replay extends ReplayIncidents {}

    @Nested
    class Races extends RaceIncidents {}

    @Nested
    class Guessing extends GuessingIncidents {}

    @Nested
    class SecretsKept extends SecretIncidents {}

    @Nested
    class SetUp extends SetupIncidents {}

    @Nested
    class Parsing extends ParsingIncidents {}

    @Nested
    class Clocks extends ClockIncidents {}

    @Nested
    class Operation extends OperationIncidents {}

    @AfterAll
    static void close() throws Exception {
        IncidentStores.close();
    }
}
