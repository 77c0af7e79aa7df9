package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Rejected;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private static String words(RejectionReason reason, Optional<Instant> retryAt) {
        StringBuilder page = new StringBuilder();
        Refusals.explain(new Rejected(reason, retryAt), NOW).message().appendTo(page);
        return page.toString();
    }

    @Test
    void everyReasonHasWordsOfItsOwn() {
        Set<String> seen = new HashSet<>();
        for (RejectionReason reason : RejectionReason.values()) {
            String words = words(reason, Optional.empty());
            assertThat(words)
                    .matches("<p>[A-Z].*\\.</p>")
                    .doesNotContain("Try again")
                    .doesNotContain(reason.name());
            assertThat(seen.add(words)).as(words).isTrue();
        }
    }

    @Test
    void whoHasToWaitIsToldUntilWhen() {
        assertThat(words(RejectionReason.THROTTLED, Optional.of(NOW.plusSeconds(45))))
                .contains("Try again in 45 seconds, at <time datetime=\"2026-03-01T09:00:45Z\">");
        assertThat(words(RejectionReason.LOCKED, Optional.empty())).contains("A backup code still works");
    }
}
