package io.github.mfa4j.demo.host;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaListener;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** Keeps what happened to second factors. Events hold no code, secret or hash, so all of each can be kept. */
public final class AuditTrail implements MfaListener {

    private static final int SHOWN = 100;
    private static final int MAX_DETAILS = 1000;

    private final Sql sql;

    public AuditTrail(Sql sql) {
        this.sql = sql;
    }

    /** Something that happened. */
    public record Entry(Instant at, String email, String what, String details) {}

    /** The names of the events and of what they tell serve as words, so those that come with a later version do too. */
    @Override
    public void on(MfaEvent event) {
        String details = details(event);
        sql.update(
                "insert into demo_audit (account, at, what, details) values (?, ?, ?, ?)",
                event.userId(),
                event.at().toEpochMilli(),
                words(event.getClass().getSimpleName()),
                details.substring(0, Math.min(details.length(), MAX_DETAILS)));
    }

    private static String details(MfaEvent event) {
        StringJoiner details = new StringJoiner("; ");
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            if (!List.of("userId", "at").contains(component.getName())) {
                details.add(words(component.getName()).toLowerCase(Locale.ROOT) + ": " + value(component, event));
            }
        }
        return details.toString();
    }

    private static String value(RecordComponent component, MfaEvent event) {
        try {
            Object value = component.getAccessor().invoke(event);
            Object shown = value instanceof Optional<?> optional
                    ? optional.map(Object.class::cast).orElse("none")
                    : value;
            return shown instanceof Enum<?> name ? words(name.name().toLowerCase(Locale.ROOT)) : shown.toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an event does not tell " + component.getName(), e);
        }
    }

    private static String words(String name) {
        String spaced =
                name.replace('_', ' ').replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    /** The newest first. */
    public List<Entry> ofAccount(String account) {
        return read("a.id = ?", account);
    }

    public List<Entry> ofOrganization(String organization) {
        return read("a.organization = ?", organization);
    }

    private List<Entry> read(String condition, String value) {
        return sql.list(
                row -> new Entry(
                        Instant.ofEpochMilli(row.getLong(1)), row.getString(2), row.getString(3), row.getString(4)),
                "select e.at, a.email, e.what, e.details from demo_audit e join demo_account a on a.id = e.account where "
                        + condition + " order by e.id desc limit " + SHOWN,
                value);
    }
}
