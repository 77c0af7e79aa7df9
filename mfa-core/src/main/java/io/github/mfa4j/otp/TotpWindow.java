package io.github.mfa4j.otp;

/**
 * The time steps around the present one whose codes are accepted as well (RFC 6238, section 5.2).
 *
 * <p>A guess hits with odds of {@code (stepsBack + stepsAhead + 1) / 10^digits}: every step makes guessing easier and
 * gives a stolen code one more period to live. A step back makes up for the time that reading and typing takes and for
 * a phone that is slow, a step ahead for a phone that is fast.
 *
 * <p>OWASP ASVS 5.0, requirement 6.5.5, limits the life of a time-based code to 30 seconds. Read strictly this asks for
 * {@link #STRICT} and a period of 30 seconds: with {@link #DEFAULT} a code of that period is accepted for 90.
 *
 * @param stepsBack how many steps before the present one, 0 to 60
 * @param stepsAhead how many steps after the present one, 0 to 60
 */
public record TotpWindow(int stepsBack, int stepsAhead) {
    private static final int MAX_STEPS = 60;

    /** One step back and one ahead: the one step of delay that RFC 6238 recommends at most, in both directions. */
    public static final TotpWindow DEFAULT = new TotpWindow(1, 1);

    /** The present step alone. A user who types slowly, or whose phone is a few seconds off, is refused at times. */
    public static final TotpWindow STRICT = new TotpWindow(0, 0);

    /**
     * Checks the components.
     *
     * @param stepsBack how many steps before the present one, 0 to 60
     * @param stepsAhead how many steps after the present one, 0 to 60
     * @throws IllegalArgumentException if one is out of range
     */
    public TotpWindow {
        check("back", stepsBack);
        check("ahead", stepsAhead);
    }

    private static void check(String direction, int steps) {
        if (steps < 0 || steps > MAX_STEPS) {
            throw new IllegalArgumentException("The window reaches " + steps + " steps " + direction + "; use 0 to "
                    + MAX_STEPS + ", 1 as a rule");
        }
    }

    /**
     * Returns how many steps the window has in all.
     *
     * @return the number of steps, 1 to 121
     */
    public int steps() {
        return stepsBack + 1 + stepsAhead;
    }
}
