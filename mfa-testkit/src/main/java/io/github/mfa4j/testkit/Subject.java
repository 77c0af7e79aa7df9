package io.github.mfa4j.testkit;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** The store that is checked, with what the rules need to say about it. */
final class Subject {

    /** Where the library begins: random, and far beyond 32 bits. */
    static final long FIRST = (1L << 40) + 12_345;

    private static final int MAX_ID = 200;

    private final String run = "mfa4j-contract-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final AtomicInteger count = new AtomicInteger();
    private final MfaStore store;
    private final MfaStore anotherProcess;
    private final UnaryOperator<String> users;

    Subject(MfaStore store, MfaStore anotherProcess, UnaryOperator<String> users) {
        this.store = store;
        this.anotherProcess = anotherProcess;
        this.users = users;
    }

    /** A user without a record. */
    String newUser() {
        return user(run + "user" + count.incrementAndGet());
    }

    /** A user with an id that ends like this, and that nobody has in another run. */
    String userLike(String text) {
        return user(run + text);
    }

    /** A user with one of the longest ids: this over and over, and then that. */
    String longUser(String filling, String end) {
        int times = (MAX_ID - run.length() - end.length()) / filling.length();
        return user(run + filling.repeat(times) + end);
    }

    private String user(String wanted) {
        return users.apply(wanted);
    }

    MfaStore store() {
        return store;
    }

    MfaStore anotherProcess() {
        return anotherProcess;
    }

    /** The store of one of several who race: every other one is in another process. */
    MfaStore storeOf(int racer) {
        return racer % 2 == 0 ? store : anotherProcess;
    }

    /** A user with a record. */
    String created(String text) {
        String user = newUser();
        expect(store.compareAndSet(user, 0, state(FIRST, text)), "a first record was refused");
        return user;
    }

    void holds(String user, StoredState expected) {
        Optional<StoredState> found = store.find(user);
        expect(found.isPresent(), "find returned nothing, expected " + expected);
        StoredState actual = found.orElseThrow();
        expect(
                actual.version() == expected.version(),
                "find returned version " + actual.version() + ", expected " + expected.version());
        expect(
                actual.state().equals(expected.state()),
                "find returned another text: " + difference(expected.state(), actual.state()));
    }

    private static String difference(String expected, String actual) {
        int at = 0;
        while (at < Math.min(expected.length(), actual.length()) && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        return actual.length() + " characters instead of " + expected.length() + ", different from index " + at + " on";
    }

    void holdsNothing(String user) {
        expect(store.find(user).isEmpty(), "find returned a record that nobody wrote");
    }

    static StoredState state(long version, String text) {
        return new StoredState(version, text);
    }

    static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
