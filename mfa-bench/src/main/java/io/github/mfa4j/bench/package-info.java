/**
 * Measurements beside other libraries, with JMH: one class per question, and in each the same work for everybody. {@link
 * io.github.mfa4j.bench.Main} runs them and prints the comparison.
 */
@NullMarked
package io.github.mfa4j.bench;

import org.jspecify.annotations.NullMarked;
