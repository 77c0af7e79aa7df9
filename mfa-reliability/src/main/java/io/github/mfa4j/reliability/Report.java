package io.github.mfa4j.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a run did, and what went wrong. Not thread-safe. */
final class Report {

    private static final int MOST_SHOWN = 20;

    private final Options options;
    private final String database;
    private final Figures figures;
    private final long kills;
    private final long cuts;
    private final int connections;
    private final int started;
    private final boolean late;
    private final List<String> violations;
    private Duration took = Duration.ZERO;

    Report(
            Options options,
            String database,
            Figures figures,
            Faults faults,
            Fleet fleet,
            boolean late,
            List<String> violations) {
        this.options = options;
        this.database = database;
        this.figures = figures;
        this.kills = faults.kills();
        this.cuts = faults.cuts();
        this.connections = faults.connections();
        this.started = fleet.names().size();
        this.late = late;
        this.violations = new ArrayList<>(violations);
    }

    Figures figures() {
        return figures;
    }

    long kills() {
        return kills;
    }

    long cuts() {
        return cuts;
    }

    boolean late() {
        return late;
    }

    List<String> violations() {
        return violations;
    }

    void violated(String what) {
        violations.add(what);
    }

    /** What went wrong besides; the cause of the rest, as a rule, so it is shown first. */
    void failed(List<String> troubles) {
        violations.addAll(0, troubles);
    }

    void took(Duration time) {
        took = time;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        row(text, "database", database);
        row(text, "seed", options.seed());
        row(text, "time", took.toSeconds() + " s" + (late ? ", ended by its limit" : ""));
        row(text, "users", options.users());
        row(text, "JVMs at a time", options.workers());
        row(text, "JVMs in all", started);
        row(text, "rounds", figures.rounds);
        row(text, "races for one code", figures.races);
        row(text, "- of four JVMs or more", figures.racesOfFour);
        row(text, "attempts", figures.attempts);
        row(text, "- answered with a verdict", figures.verdicts);
        row(text, "- answered with an exception", figures.errorCount());
        row(text, "- not answered", figures.unanswered);
        row(text, "without a verdict, but took effect", figures.tookEffectUnanswered);
        row(text, "writes that lost a race", figures.lostWrites);
        row(text, "JVMs killed", kills);
        row(text, "connections cut", connections + " in " + cuts + " cuts");
        figures.errors.forEach((kind, times) -> row(text, "exceptions: " + kind, times));
        row(text, "codes accepted", figures.codesAccepted());
        row(text, "calls that succeeded", figures.successCount());
        figures.succeeded.forEach((operation, times) -> row(text, "- " + operation, times));
        row(text, "violations", violations.size());
        violations.stream().limit(MOST_SHOWN).forEach(what -> text.append(what).append('\n'));
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Object value) {
        text.append("%-38s %s%n".formatted(name, value));
    }
}
