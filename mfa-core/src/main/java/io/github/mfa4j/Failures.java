package io.github.mfa4j;

/**
 * What was counted against guessing. Times are seconds since the epoch; 0 means never.
 *
 * @param inRow wrong app codes and backup codes of less than 64 bits since the last success
 * @param lastAt the time of the last of them
 * @param strongInRow wrong strong backup codes since the last success
 * @param strongLastAt the time of the last of them
 * @param inPeriod wrong app codes and backup codes of less than 64 bits in the current period, which no success clears
 * @param periodStart when the current period began
 */
record Failures(int inRow, long lastAt, int strongInRow, long strongLastAt, int inPeriod, long periodStart) {

    /** 31 days and not 30, so that no 365 days touch more than thirteen periods, whenever they begin. */
    static final long PERIOD_SECONDS = 31L * 24 * 60 * 60;

    private static final long FAR_FUTURE_SECONDS = 24L * 60 * 60;

    static final Failures NONE = new Failures(0, 0, 0, 0, 0, 0);

    private static int oneMore(int count) {
        return Math.min(count + 1, StateReader.MAX_COUNT);
    }

    Failures oneMore(long now) {
        return inPeriod == 0 || periodOver(now)
                ? new Failures(oneMore(inRow), now, strongInRow, strongLastAt, 1, now)
                : new Failures(oneMore(inRow), now, strongInRow, strongLastAt, oneMore(inPeriod), periodStart);
    }

    Failures oneMoreStrong(long now) {
        return new Failures(inRow, lastAt, oneMore(strongInRow), now, inPeriod, periodStart);
    }

    /** Nothing in a row is left; the count of the period stays, or a thief could guess on after each success. */
    Failures afterSuccess() {
        return new Failures(0, 0, 0, 0, inPeriod, periodStart);
    }

    /** Nothing in a row, and of the period's budget of two runs at least one is left. */
    Failures withRoomFor(int run) {
        return new Failures(0, 0, 0, 0, Math.min(inPeriod, run), periodStart);
    }

    /**
     * These, with stamps that lie more than a day ahead replaced by the present. A clock that was wrong has made them, and
     * waiting for it could take years. The counts stay.
     */
    Failures withoutFarFuture(long now) {
        long latest = now + FAR_FUTURE_SECONDS;
        return new Failures(
                inRow,
                lastAt > latest ? now : lastAt,
                strongInRow,
                strongLastAt > latest ? now : strongLastAt,
                inPeriod,
                periodStart > latest ? now : periodStart);
    }

    boolean periodOver(long now) {
        return now - periodStart >= PERIOD_SECONDS;
    }
}
