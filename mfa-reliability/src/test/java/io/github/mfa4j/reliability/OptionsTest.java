package io.github.mfa4j.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void whatIsNotGivenIsAsInTheLongForm() {
        assertThat(Options.read(List.of("seed=1"))).isEqualTo(Options.LONG_FORM);
    }

    @Test
    void everyOptionIsRead() {
        Options options = Options.read(
                List.of("rounds=11", "users=120", "workers=4", "kills=13", "cuts=14", "seed=15", "minutes=16"));
        assertThat(options)
                .isEqualTo(new Options(11, 120, 4, 4, 13, 14, 15, Duration.ofMinutes(16), Options.LONG_FORM.store()));
    }

    @Test
    void theLongFormAsksForWhatItIsFor() {
        Options options = Options.LONG_FORM;
        assertThat(options.workers() - 1).isGreaterThanOrEqualTo(4);
        assertThat(options.rounds() * (options.workers() - 1)).isGreaterThanOrEqualTo(100_000);
        assertThat(options.kills()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void whatIsUnknownOrOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Options.read(List.of("kill=3"))).hasMessageStartingWith("unknown: [kill=3]");
        assertThatThrownBy(() -> Options.read(List.of("workers=1"))).hasMessage("workers must be from 2 to 7");
        assertThatThrownBy(() -> Options.read(List.of("minutes=0"))).hasMessage("minutes must be from 1 to 10000");
    }
}
