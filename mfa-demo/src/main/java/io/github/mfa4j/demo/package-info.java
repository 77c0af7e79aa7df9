/**
 * A web application with accounts, sessions and a second factor, made to be read and copied from.
 *
 * <p>{@link io.github.mfa4j.demo.DemoServer} puts it together. The calls of the library are in {@code SecondFactor}
 * (building it), {@code SignInPage} and {@code ChallengePage} (signing in), {@code SetupPage} and {@code CodesPage}
 * (switching it on) and {@code SecurityPage} (its state). Everything else is what any web application has.
 */
@NullMarked
package io.github.mfa4j.demo;

import org.jspecify.annotations.NullMarked;
