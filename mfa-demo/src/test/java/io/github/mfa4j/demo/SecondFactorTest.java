package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SecondFactorTest {

    @Test
    void aListenerThatFailsHoldsNobodyUp() {
        Logger log = Logger.getLogger("io.github.mfa4j.demo");
        Level before = log.getLevel();
        log.setLevel(Level.OFF);
        try {
            List<MfaEvent> heard = new ArrayList<>();
            MfaEvent event = new MfaEvent.BackupCodesReissueExpired("alice", Instant.EPOCH);
            SecondFactor.tell(
                    failing -> {
                        throw new IllegalStateException("no mail today");
                    },
                    event);
            SecondFactor.tell(heard::add, event);
            assertThat(heard).containsExactly(event);
        } finally {
            log.setLevel(before);
        }
    }
}
