/**
 * Measurements beside other libraries, with JMH: one class per question, and in each the same work for everybody. {@link
 * io.github.mfa4j.bench.Main} runs them and prints the comparison.
 *
 * <p>Not null-marked: JMH sets the fields of benchmarks before it runs them, which no checker knows.
 */
package io.github.mfa4j.bench;
