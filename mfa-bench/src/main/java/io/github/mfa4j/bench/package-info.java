/**
 * Measurements beside other libraries, with JMH: one class per question, and in each the same work for everybody who is
 * given a wrong code. Of a matching one GoogleAuth and otp-java do less: they stop at the match, which is the second of three
 * steps. mfa4j computes all, so that the time says nothing. {@link io.github.mfa4j.bench.Main} runs the benchmarks and prints
 * the comparison.
 *
 * <p>Not null-marked: JMH sets the fields of benchmarks before it runs them, which no checker knows.
 */
package io.github.mfa4j.bench;
