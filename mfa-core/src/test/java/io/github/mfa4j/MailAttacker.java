package io.github.mfa4j;

import static io.github.mfa4j.Fixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Somebody with the password of a user who has to enroll, and without the mailbox that the numbers are mailed to. */
final class MailAttacker {

    record Count(int fullestDay, int year, int mails) {}

    private static final String ADDRESS = "alice@example.com";
    private static final int SERVERS = 8;
    private static final long DAY = 86_400;

    private final Fixture host = new Fixture(MailAttacker::required);
    private final List<Mfa> servers = new ArrayList<>();
    private final Map<Long, Integer> guesses = new TreeMap<>();
    private final Instant start = host.clock.instant();
    private int mails;

    MailAttacker() {
        for (int i = 0; i < SERVERS; i++) {
            servers.add(host.another(MailAttacker::required));
        }
    }

    private static MfaBuilder required(MfaBuilder choices) {
        return choices.enforcement(user -> Enforcement.requiredFrom(Instant.EPOCH));
    }

    Count aYear() {
        Instant end = start.plusSeconds(365 * DAY);
        while (host.clock.instant().isBefore(end)) {
            host.clock.set(askAndGuess());
        }
        int fullest =
                guesses.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int year = guesses.values().stream().mapToInt(Integer::intValue).sum();
        return new Count(fullest, year, mails);
    }

    /** When the next mail can be asked for. */
    private Instant askAndGuess() {
        List<Callable<Object>> sessions = new ArrayList<>();
        servers.forEach(server -> sessions.add(() -> server.createEmailCode(USER, ADDRESS)));
        Instant retry = Instant.MAX;
        String wrong = "000000";
        for (Object answer : Crowd.all(sessions)) {
            if (answer instanceof EmailCode.Issued issued) {
                mails++;
                wrong = issued.code().equals(wrong) ? "000001" : wrong;
            } else {
                retry = ((Rejected) answer).retryAt().orElseThrow();
            }
        }
        guess(wrong);
        return host.mfa.createEmailCode(USER, ADDRESS) instanceof Rejected no
                ? no.retryAt().orElseThrow()
                : retry;
    }

    private void guess(String wrong) {
        List<Callable<Object>> sessions = new ArrayList<>();
        for (int i = 0; i < 4 * SERVERS; i++) {
            Mfa server = servers.get(i % SERVERS);
            sessions.add(() -> server.proveEmail(USER, ADDRESS, wrong));
        }
        for (Object answer : Crowd.all(sessions)) {
            RejectionReason reason = ((Rejected) answer).reason();
            assertThat(reason)
                    .isIn(RejectionReason.WRONG_CODE, RejectionReason.TOO_MANY_ATTEMPTS, RejectionReason.SUPERSEDED);
            // The fifth wrong number is compared, and answered as the last.
            if (reason != RejectionReason.SUPERSEDED) {
                long day = (host.clock.instant().getEpochSecond() - start.getEpochSecond()) / DAY;
                guesses.merge(day, 1, Integer::sum);
            }
        }
    }
}
