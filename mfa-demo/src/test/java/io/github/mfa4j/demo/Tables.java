package io.github.mfa4j.demo;

import io.github.mfa4j.demo.host.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All tables of the demo: what is in them, and the way back to how they were. Only while nobody else writes. */
final class Tables {

    /** Each comes after those to which its rows refer. */
    private static final List<String> NAMES = List.of(
            "demo_organization",
            "demo_account",
            "demo_session",
            "demo_session_value",
            "demo_mail",
            "demo_audit",
            "mfa_state");

    private final Sql sql;

    private Tables(Sql sql) {
        this.sql = sql;
    }

    /** Keeps what is in them now. */
    static Tables keep(Sql sql) {
        for (String name : NAMES) {
            sql.update("create table kept_" + name + " as select * from " + name);
        }
        return new Tables(sql);
    }

    /** The rows of all, each after the name of its table. */
    Set<String> read() {
        Set<String> all = new LinkedHashSet<>();
        for (String name : NAMES) {
            all.addAll(sql.list(row -> name + " " + values(row), "select * from " + name));
        }
        return all;
    }

    private static List<String> values(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(row.getString(i));
        }
        return values;
    }

    /** What is gone, after a minus, and what is new, after a plus. */
    static List<String> changes(Set<String> before, Set<String> after) {
        List<String> changes = new ArrayList<>();
        before.stream().filter(row -> !after.contains(row)).forEach(row -> changes.add("-" + row));
        after.stream().filter(row -> !before.contains(row)).forEach(row -> changes.add("+" + row));
        return changes;
    }

    void restore() {
        for (int i = NAMES.size() - 1; i >= 0; i--) {
            sql.update("delete from " + NAMES.get(i));
        }
        for (String name : NAMES) {
            sql.update("insert into " + name + " select * from kept_" + name);
        }
    }
}
