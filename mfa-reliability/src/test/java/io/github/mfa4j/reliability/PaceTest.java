package io.github.mfa4j.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void faultsAreSpreadOverTheRounds() throws InterruptedException {
        Pace pace = new Pace(30, 2);
        for (int fault = 0; fault < 2; fault++) {
            for (int round = 0; round < 10; round++) {
                pace.next();
            }
            assertThat(pace.awaitDue()).isTrue();
            pace.done();
        }
        assertThat(pace.awaitDue()).isFalse();
        assertThat(pace.count()).isEqualTo(2);
    }

    @Test
    void roundsWaitForFaultsThatLagBehind() throws InterruptedException {
        Pace pace = new Pace(30, 2);
        for (int round = 0; round < 19; round++) {
            pace.next();
        }
        Thread late = new Thread(() -> {
            try {
                pace.next();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        late.start();
        while (late.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        pace.done();
        late.join();
        assertThat(pace.count()).isEqualTo(1);
    }

    @Test
    void afterTheEndNobodyWaits() throws InterruptedException {
        Pace pace = new Pace(1, 5);
        pace.over();
        pace.next();
        pace.next();
        assertThat(pace.awaitDue()).isFalse();
    }
}
