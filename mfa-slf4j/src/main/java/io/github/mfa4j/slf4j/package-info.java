/** Writes what happens to second factors into the log: {@link io.github.mfa4j.slf4j.Slf4jMfaListener}. */
@NullMarked
package io.github.mfa4j.slf4j;

import org.jspecify.annotations.NullMarked;
