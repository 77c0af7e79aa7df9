package io.github.mfa4j.reliability;

/**
 * Spreads faults evenly over the rounds, and holds the rounds back while the faults lag behind: so a run has as many of them
 * as it was asked for, on a slow machine as well. Thread-safe.
 */
final class Pace {

    private final long rounds;
    private final long faults;
    private long round;
    private long done;
    private boolean over;

    Pace(long rounds, long faults) {
        this.rounds = rounds;
        this.faults = faults;
    }

    private long due() {
        return round * (faults + 1) / rounds;
    }

    /** For a lane: one more round; waits while two faults are due. */
    synchronized void next() throws InterruptedException {
        round++;
        notifyAll();
        while (!over && done < faults && due() > done + 1) {
            wait();
        }
    }

    /** For whoever makes the faults: waits for the next one, and tells whether there is one. */
    synchronized boolean awaitDue() throws InterruptedException {
        while (!over && done < faults && due() <= done) {
            wait();
        }
        return !over && done < faults;
    }

    synchronized void done() {
        done++;
        notifyAll();
    }

    synchronized void over() {
        over = true;
        notifyAll();
    }

    synchronized long count() {
        return done;
    }
}
