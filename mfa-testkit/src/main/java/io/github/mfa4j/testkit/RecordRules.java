package io.github.mfa4j.testkit;

import static io.github.mfa4j.testkit.Subject.FIRST;
import static io.github.mfa4j.testkit.Subject.expect;
import static io.github.mfa4j.testkit.Subject.state;

import io.github.mfa4j.spi.StoredState;
import io.github.mfa4j.testkit.MfaStoreContract.Rule;
import java.util.List;

/** What one caller alone sees: when a write wins, and that what was written is what is read. */
final class RecordRules {

    private final Subject subject;

    private RecordRules(Subject subject) {
        this.subject = subject;
    }

    static void addTo(List<Rule> rules, Subject subject) {
        RecordRules checks = new RecordRules(subject);
        rules.add(new Rule(
                "2a",
                "true means that this call wrote the record",
                "Look at the number of rows that the statement changed, and return true only if it is 1.",
                checks::trueMeansWritten));
        rules.add(new Rule(
                "2b",
                "with another version than the stored one nothing is written, and false is returned",
                "Compare with =, never with < or >, and return what the comparison said.",
                checks::anotherVersionWritesNothing));
        rules.add(new Rule(
                "4a",
                "find returns the latest record as soon as it is written, through every instance",
                "A cache, a replica or a read transaction that stays open returns older ones.",
                checks::readersSeeWhatWasWritten));
        rules.add(new Rule(
                "6a",
                "the version is kept exactly as given",
                "Keep it in a 64-bit integer column, and do not count versions in the store.",
                checks::versionsAreKept));
        rules.add(new Rule(
                "6b",
                "the text is kept exactly as given, up to " + StoredState.MAX_LENGTH + " characters",
                "Give the column " + StoredState.MAX_LENGTH + " characters, and bind the text as a parameter.",
                checks::textsAreKept));
        rules.add(new Rule(
                "7a",
                "an expected version of 0 creates the record, and only if there is none",
                "Use an insert that fails or changes nothing if the row is there, not an upsert; where the row of the user"
                        + " exists before, version 0 in it means that there is no record.",
                checks::zeroCreatesOnce));
        rules.add(new Rule(
                "7b",
                "any other expected version creates nothing",
                "An upsert creates where it should refuse: use an update with the version in its condition.",
                checks::onlyZeroCreates));
    }

    private void trueMeansWritten() {
        String user = subject.newUser();
        subject.holdsNothing(user);
        for (int i = 0; i < 5; i++) {
            StoredState next = state(FIRST + i, "text" + i);
            expect(
                    subject.store().compareAndSet(user, i == 0 ? 0 : FIRST + i - 1, next),
                    "write " + (i + 1) + " with the right version was refused");
            subject.holds(user, next);
        }
    }

    private void anotherVersionWritesNothing() {
        String user = subject.created("present");
        for (long other : new long[] {1, FIRST - 1, FIRST + 1, FIRST * 2, StoredState.MAX_VERSION - 1}) {
            boolean won = subject.store().compareAndSet(user, other, state(FIRST + 7, "later"));
            subject.holds(user, state(FIRST, "present"));
            expect(!won, "version " + other + " was expected, " + FIRST + " is stored, and the answer was true");
        }
    }

    private void readersSeeWhatWasWritten() {
        String user = subject.newUser();
        for (int i = 0; i < 20; i++) {
            StoredState next = state(FIRST + i, "text" + i);
            subject.anotherProcess().find(user);
            expect(
                    subject.store().compareAndSet(user, i == 0 ? 0 : FIRST + i - 1, next),
                    "write " + (i + 1) + " with the right version was refused");
            subject.holds(user, next);
            expect(
                    subject.anotherProcess().find(user).filter(next::equals).isPresent(),
                    "another instance over the same data does not see write " + (i + 1));
        }
    }

    private void versionsAreKept() {
        long max = StoredState.MAX_VERSION;
        for (long version : new long[] {1, (1L << 31) - 1, 1L << 31, 1L << 32, (1L << 32) + 1, 1L << 52, max - 1}) {
            String user = subject.newUser();
            expect(subject.store().compareAndSet(user, 0, state(version, "x")), "version " + version + " was refused");
            subject.holds(user, state(version, "x"));
            expect(
                    subject.store().compareAndSet(user, version, state(version + 1, "y")),
                    "version " + version + " was stored, and is not found again");
            subject.holds(user, state(version + 1, "y"));
        }
    }

    private void textsAreKept() {
        String user = subject.created("first");
        List<String> texts = List.of(
                "!", "~", longest(0), longest(47), "''\"\"--;/*{?}$1:x%_&<>", "0", "1e5", "null", "true", "{}[]");
        for (int i = 0; i < texts.size(); i++) {
            StoredState next = state(FIRST + i + 1, texts.get(i));
            expect(
                    subject.store().compareAndSet(user, FIRST + i, next),
                    "a text of " + texts.get(i).length() + " characters was refused");
            subject.holds(user, next);
        }
    }

    /** Every printable ASCII character, over and over. */
    private static String longest(int offset) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < StoredState.MAX_LENGTH; i++) {
            text.append((char) ('!' + (i + offset) % ('~' - '!' + 1)));
        }
        return text.toString();
    }

    private void zeroCreatesOnce() {
        String user = subject.newUser();
        expect(subject.store().compareAndSet(user, 0, state(FIRST, "first")), "a first record was refused");
        for (long version : new long[] {1, FIRST, FIRST + 1}) {
            boolean won = subject.store().compareAndSet(user, 0, state(version, "again"));
            subject.holds(user, state(FIRST, "first"));
            expect(!won, "there is a record, and creating it once more was answered with true");
        }
    }

    private void onlyZeroCreates() {
        for (long expected : new long[] {1, FIRST, StoredState.MAX_VERSION - 1}) {
            String user = subject.newUser();
            boolean won = subject.store().compareAndSet(user, expected, state(expected + 1, "x"));
            subject.holdsNothing(user);
            expect(!won, "there is no record, and replacing version " + expected + " was answered with true");
        }
    }
}
