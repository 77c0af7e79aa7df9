package io.github.mfa4j.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void waitingTimesAreRoundedUp() {
        Instant now = Instant.parse("2026-03-01T09:00:00.500Z");
        assertThat(Times.in(now, now.plusMillis(1))).isEqualTo("in 1 second");
        assertThat(Times.in(now, now.minusSeconds(5))).isEqualTo("in 1 second");
        assertThat(Times.in(now, now.plusMillis(29_500))).isEqualTo("in 30 seconds");
        assertThat(Times.in(now, now.plusSeconds(121))).isEqualTo("in 3 minutes");
        assertThat(Times.in(now, now.plus(Duration.ofHours(3)))).isEqualTo("in 3 hours");
        assertThat(Times.in(now, now.plus(Duration.ofDays(30)))).isEqualTo("in 30 days");
    }
}
