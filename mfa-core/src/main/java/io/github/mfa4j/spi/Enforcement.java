package io.github.mfa4j.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What one {@link EnforcementSource} demands of one user. Immutable. */
public sealed interface Enforcement {

    /**
     * A second factor is the user's own choice.
     *
     * @return the demand
     */
    static Enforcement optional() {
        return new Voluntary();
    }

    /**
     * A second factor is required, without grace.
     *
     * @param from from when on; a user without one hears of it before, as a deadline
     * @return the demand
     */
    static Enforcement requiredFrom(Instant from) {
        return new Required(from, Duration.ZERO);
    }

    /**
     * A second factor is required, with grace.
     *
     * @param from from when on it cannot be switched off any more
     * @param grace how long after that a user without one can still sign in, zero to ten years
     * @return the demand
     * @throws IllegalArgumentException if the grace is out of range
     */
    static Enforcement requiredFrom(Instant from, Duration grace) {
        return new Required(from, grace);
    }

    /**
     * This account may not have a second factor, for instance because several people share it. If another source requires
     * one, the account cannot be used.
     *
     * @return the demand
     */
    static Enforcement mayNotEnroll() {
        return new MayNotEnroll();
    }

    /** A second factor is the user's own choice. */
    record Voluntary() implements Enforcement {}

    /**
     * A second factor is required.
     *
     * @param from from when on it cannot be switched off any more
     * @param grace how long after that a user without one can still sign in
     */
    record Required(Instant from, Duration grace) implements Enforcement {

        private static final Duration LONGEST_GRACE = Duration.ofDays(3_653);

        /**
         * Checks the grace.
         *
         * @param from from when on it cannot be switched off any more
         * @param grace how long after that a user without one can still sign in
         * @throws IllegalArgumentException if the grace is negative or longer than ten years
         */
        public Required {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(grace, "grace");
            if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
                throw new IllegalArgumentException("grace must be from zero to ten years, not " + grace);
            }
        }

        /**
         * From when on a user without a second factor has to enroll before anything else.
         *
         * @return the end of the grace, at most {@link Instant#MAX}
         */
        public Instant deadline() {
            return from.isAfter(Instant.MAX.minus(grace)) ? Instant.MAX : from.plus(grace);
        }
    }

    /** This account may not have a second factor. */
    record MayNotEnroll() implements Enforcement {}
}
