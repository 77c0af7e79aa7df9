package io.github.mfa4j.demo.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Rejected;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static Notice explain(RejectionReason reason, Optional<Instant> retryAt) {
        return Refusals.explain(new Rejected(reason, retryAt));
    }

    @Test
    void everyReasonHasWordsOfItsOwn() {
        Set<String> seen = new HashSet<>();
        for (RejectionReason reason : RejectionReason.values()) {
            Notice notice = explain(reason, Optional.empty());
            assertThat(notice.good()).isFalse();
            assertThat(notice.text())
                    .matches("[A-Z].*\\.")
                    .doesNotContain("Try again")
                    .doesNotContain(reason.name());
            assertThat(seen.add(notice.text())).as(notice.text()).isTrue();
        }
    }

    @Test
    void whoHasToWaitIsToldUntilWhen() {
        Instant at = Instant.parse("2026-03-01T09:00:45Z");
        Notice notice = explain(RejectionReason.THROTTLED, Optional.of(at));
        assertThat(notice.retryAt()).contains(at);
    }
}
