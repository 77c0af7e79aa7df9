/**
 * For the tests of people who use mfa4j: the contract of a store, a phone, and a clock that can be set. Start at
 * {@link io.github.mfa4j.testkit.MfaStoreContract}.
 */
module io.github.mfa4j.testkit {
    requires transitive io.github.mfa4j;
    requires static org.jspecify;

    exports io.github.mfa4j.testkit;
}
