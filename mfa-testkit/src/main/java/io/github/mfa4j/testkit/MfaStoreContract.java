package io.github.mfa4j.testkit;

import io.github.mfa4j.spi.MfaStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The contract of an {@link MfaStore}, as far as it can be seen from outside: rules for the MUSTs of its Javadoc, each with a
 * message that says what is wrong and how stores usually get there.
 *
 * <p>Without a test framework:
 *
 * <pre>{@code
 * MfaStoreContract.of(store).verify();
 * }</pre>
 *
 * <p>With JUnit, each rule as a test of its own:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> contract() {
 *     return MfaStoreContract.of(store).rules().stream().map(rule -> dynamicTest(rule.toString(), rule::check));
 * }
 * }</pre>
 *
 * <p>Some things cannot be seen from outside, so read them: {@code true} is durable and not part of somebody's transaction, a
 * call that cannot know whether it wrote throws, {@code find} does not read a replica that lags only sometimes, and the row is not
 * locked by the caller. Without {@link #withAnotherProcess} it is not seen either whether a lock of one process is all that
 * decides.
 *
 * <p>It writes some hundred records with ids that begin with {@code mfa4j-contract-} and leaves them there. It takes seconds, and
 * up to 16 threads. Instances can be used again, by one thread at a time.
 */
public final class MfaStoreContract {

    private final MfaStore store;
    private final MfaStore anotherProcess;
    private final UnaryOperator<String> users;

    private MfaStoreContract(MfaStore store, MfaStore anotherProcess, UnaryOperator<String> users) {
        this.store = store;
        this.anotherProcess = anotherProcess;
        this.users = users;
    }

    /**
     * Begins with a store that takes any user id.
     *
     * @param store the store
     * @return its contract
     */
    public static MfaStoreContract of(MfaStore store) {
        Objects.requireNonNull(store, "store");
        return new MfaStoreContract(store, store, id -> id);
    }

    /**
     * Says how to make a user, for a store that keeps the record in the row of a user who must exist.
     *
     * @param create is given an id that no user has, makes a user, and returns the id by which the store knows that user:
     *     the one that was given, or one that the database chose
     * @return a contract that makes users so
     */
    public MfaStoreContract withUsers(UnaryOperator<String> create) {
        return new MfaStoreContract(store, anotherProcess, Objects.requireNonNull(create, "create"));
    }

    /**
     * Opens the data once more, as a second server does.
     *
     * @param other another store over the same data, with connections, caches and locks of its own
     * @return a contract that also reads through that store, and in which the two race
     */
    public MfaStoreContract withAnotherProcess(MfaStore other) {
        return new MfaStoreContract(store, Objects.requireNonNull(other, "other"), users);
    }

    /**
     * The rules, each of which can be checked by itself.
     *
     * @return an immutable list
     */
    public List<Rule> rules() {
        Subject subject = new Subject(store, anotherProcess, users);
        List<Rule> rules = new ArrayList<>();
        RecordRules.addTo(rules, subject);
        UserRules.addTo(rules, subject);
        RaceRules.addTo(rules, subject);
        return List.copyOf(rules);
    }

    /**
     * Checks all rules.
     *
     * @throws AssertionError if one or more are broken; the message names each of them
     */
    public void verify() {
        List<String> broken = new ArrayList<>();
        List<Throwable> causes = new ArrayList<>();
        for (Rule rule : rules()) {
            try {
                rule.check();
            } catch (AssertionError e) {
                broken.add(String.valueOf(e.getMessage()));
                causes.add(e);
            }
        }
        if (!broken.isEmpty()) {
            AssertionError all = new AssertionError(String.join(System.lineSeparator(), broken));
            causes.forEach(all::addSuppressed);
            throw all;
        }
    }

    /** One rule. */
    public static final class Rule {

        private final String id;
        private final String text;
        private final String hint;
        private final Check check;

        Rule(String id, String text, String hint, Check check) {
            this.id = id;
            this.text = text;
            this.hint = hint;
            this.check = check;
        }

        /**
         * The number of the rule in the Javadoc of {@link MfaStore}, and a letter.
         *
         * @return for instance {@code 1a}
         */
        public String id() {
            return id;
        }

        /**
         * Checks the store.
         *
         * @throws AssertionError if the rule is broken, or the store threw an exception
         */
        public void check() {
            try {
                check.run();
            } catch (AssertionError e) {
                throw new AssertionError(broken(String.valueOf(e.getMessage())), e);
            } catch (Exception e) {
                throw new AssertionError(broken("the store threw " + e), e);
            }
        }

        private String broken(String what) {
            return "rule " + id + " is broken (" + text + "): " + what + ". " + hint;
        }

        /**
         * The id and what the rule says.
         *
         * @return one line
         */
        @Override
        public String toString() {
            return id + " " + text;
        }
    }

    /** What a rule does. */
    @FunctionalInterface
    interface Check {

        void run() throws Exception;
    }
}
