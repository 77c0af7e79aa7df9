package io.github.mfa4j.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticeTest {

    private static final Instant AT = Instant.parse("2026-03-01T09:00:45Z");

    private static Notice waiting() {
        return new Notice(false, "Wait.", Optional.of(AT), Optional.empty());
    }

    @Test
    void aTimeToWaitIsSaidUntilItIsOver() {
        assertThat(waiting().asOf(AT.minusSeconds(1)).retryAt()).contains(AT);
        assertThat(waiting().asOf(AT).retryAt()).isEmpty();
    }

    @Test
    void itIsKeptInTheSessionAsItIs() {
        for (Notice notice : List.of(Notice.good("a:b"), Notice.bad(""), Notice.bad("code", "a:b"), waiting())) {
            assertThat(Notice.restore(notice.store())).isEqualTo(notice);
        }
    }
}
