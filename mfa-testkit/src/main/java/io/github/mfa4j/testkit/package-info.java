/**
 * For the tests of people who use mfa4j: {@link io.github.mfa4j.testkit.MfaStoreContract} checks a store,
 * {@link io.github.mfa4j.testkit.TestPhone} is the authenticator app of a test, and
 * {@link io.github.mfa4j.testkit.MutableClock} its clock. Nothing here needs a test framework.
 */
@NullMarked
package io.github.mfa4j.testkit;

import org.jspecify.annotations.NullMarked;
