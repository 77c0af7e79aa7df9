package io.github.mfa4j.demo.host;

import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.EnforcementSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The organizations, and what each demands of its people: the library asks at every sign-in. */
public final class Organizations implements EnforcementSource {

    private static final String COLUMNS =
            "select o.id, o.name, o.required_from, o.grace_days from demo_organization o ";

    private final Sql sql;

    public Organizations(Sql sql) {
        this.sql = sql;
    }

    /** One indexed query. If the database cannot tell, this throws, and nobody is signed in by mistake. */
    @Override
    public Enforcement enforcementFor(String userId) {
        return sql.find(
                        Organizations::read,
                        COLUMNS + "join demo_account a on a.organization = o.id where a.id = ?",
                        userId)
                .flatMap(organization -> organization
                        .requiredFrom()
                        .map(from -> Enforcement.requiredFrom(from, Duration.ofDays(organization.graceDays()))))
                .orElse(Enforcement.optional());
    }

    /** Makes an organization, unless there is one with this name. */
    public boolean create(String name) {
        return sql.insertIfNew(
                "insert into demo_organization (id, name, name_key, grace_days) values (?, ?, ?, 0)",
                RandomIds.next(),
                name,
                key(name));
    }

    public Optional<Organization> byName(String name) {
        return sql.find(Organizations::read, COLUMNS + "where o.name_key = ?", key(name));
    }

    public Optional<Organization> byId(String id) {
        return sql.find(Organizations::read, COLUMNS + "where o.id = ?", id);
    }

    public void require(String id, Instant from, int graceDays) {
        write(id, from.toEpochMilli(), graceDays);
    }

    public void leaveToEverybody(String id) {
        write(id, null, 0);
    }

    private void write(String id, @Nullable Long from, int graceDays) {
        sql.update("update demo_organization set required_from = ?, grace_days = ? where id = ?", from, graceDays, id);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Organization read(ResultSet row) throws SQLException {
        long from = row.getLong(3);
        Optional<Instant> requiredFrom = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(from));
        return new Organization(row.getString(1), row.getString(2), requiredFrom, row.getInt(4));
    }
}
