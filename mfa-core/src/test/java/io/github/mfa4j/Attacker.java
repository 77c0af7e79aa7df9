package io.github.mfa4j;

import static io.github.mfa4j.Fixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Somebody with the password, unlimited sessions at many servers and all patience, but neither phone nor mailbox. Guesses
 * through every door whenever a guess would be looked at, and otherwise waits exactly as long as told. Only short of the lock
 * the attacker stops, until the owner has signed in and thereby cleared the run.
 */
final class Attacker {

    /** What a year came to; strong backup codes are counted by themselves. */
    record Count(
            int longestRun,
            int fullestPeriod,
            int year,
            int strong,
            long calls,
            int signIns,
            int recoveryLinks,
            int unlockLinks) {}

    private static final int SERVERS = 8;
    private static final long DAY = 86_400;

    private final Fixture host;
    private final List<TestPhone> phones = new ArrayList<>();
    private final List<String> backupCodes;
    private final List<Mfa> servers = new ArrayList<>();
    private final List<Instant> guesses = new ArrayList<>();
    private final String strongGuess;
    private final int stopAt;
    private final Instant start;

    private Instant nextSignIn;
    private boolean ownerSignsIn = true;
    private int linksToRedeem;
    private int run;
    private int longestRun;
    private int strong;
    private long calls;
    private int signIns;
    private int recoveryLinks;
    private int unlockLinks;
    private String wrong = "";
    private Instant wrongUntil = Instant.MIN;

    Attacker(int devices, boolean numeric) {
        host = new Fixture(choices -> configured(choices, numeric));
        Fixture.Owner owner = host.enable();
        phones.add(owner.phone());
        while (phones.size() < devices) {
            phones.add(host.addPhone("Phone " + phones.size(), owner.phone()));
        }
        backupCodes = owner.codes();
        strongGuess = numeric ? "" : "0000-0000-0000-0000";
        stopAt = Throttling.lockLimit(host.state().devices(), host.state().codes(), TotpWindow.DEFAULT) - 1;
        for (int i = 0; i < SERVERS; i++) {
            servers.add(host.another(choices -> configured(choices, numeric)));
        }
        start = host.clock.instant();
        nextSignIn = start.plusSeconds(DAY);
    }

    private static MfaBuilder configured(MfaBuilder choices, boolean numeric) {
        MfaBuilder with = choices.trustBrowsersFor(Duration.ofDays(30));
        return numeric ? with.backupCodes(BackupCodeFormat.insecureShortNumeric(10, 6)) : with;
    }

    void ownerStaysAway() {
        ownerSignsIn = false;
    }

    /** Whenever the budget of a period has locked, so many times. */
    void ownerRedeemsUnlockLinks(int links) {
        linksToRedeem = links;
    }

    /** Lets a period begin with one guess, and saves the others for its end. */
    void guessesOnceAndWaits(Duration patience) {
        guesses.add(now());
        assertThat(Fixture.reason(host.mfa.verify(USER, wrongCode()))).isEqualTo(RejectionReason.WRONG_CODE);
        run = 1;
        host.clock.move(patience);
        nextSignIn = now().plusSeconds(1);
    }

    Count untilLocked() {
        ownerStaysAway();
        return aYear();
    }

    Count aYear() {
        Instant end = now().plusSeconds(365 * DAY);
        while (now().isBefore(end)) {
            Instant next = end;
            if (run < stopAt || !ownerSignsIn) {
                everyDoorAtEveryServer();
                next = whenLookedAtAgain().orElse(end);
            }
            if (ownerSignsIn && !nextSignIn.isAfter(next)) {
                next = nextSignIn;
                nextSignIn = nextSignIn.plusSeconds(DAY);
                host.clock.set(next);
                ownerSignsIn();
            } else {
                host.clock.set(next);
            }
        }
        long told = host.events(MfaEvent.CodeRejected.class).stream()
                .filter(event -> event.reason() == RejectionReason.WRONG_CODE)
                .count();
        assertThat(told).as("each guess is told").isEqualTo(guesses.size() + strong);
        return new Count(
                longestRun, fullestPeriod(), fullestYear(), strong, calls, signIns, recoveryLinks, unlockLinks);
    }

    private Instant now() {
        return host.clock.instant();
    }

    private void everyDoorAtEveryServer() {
        String code = wrongCode();
        String device = host.deviceId(0);
        List<Callable<Object>> sessions = new ArrayList<>();
        Door[] doors = Door.values();
        for (int i = 0; i < servers.size(); i++) {
            Mfa server = servers.get(i);
            for (int door = 0; door < doors.length; door++) {
                Door next = doors[(door + i) % doors.length];
                sessions.add(() -> next.open(server, device, code));
            }
        }
        int compared = wrongCodes(Crowd.all(sessions));
        for (int i = 0; i < compared; i++) {
            guesses.add(now());
        }
        run += compared;
        longestRun = Math.max(longestRun, run);
        if (!strongGuess.isEmpty()) {
            sessions.clear();
            servers.forEach(server -> sessions.add(() -> server.verify(USER, strongGuess)));
            strong += wrongCodes(Crowd.all(sessions));
        }
        askForMails();
    }

    private int wrongCodes(List<Object> answers) {
        calls += answers.size();
        int wrongCodes = 0;
        for (Object answer : answers) {
            assertThat(answer).as("no guess hits").isInstanceOf(Rejected.class);
            wrongCodes += ((Rejected) answer).reason() == RejectionReason.WRONG_CODE ? 1 : 0;
        }
        return wrongCodes;
    }

    /** One more of each than a day has; the mails go to the owner. */
    private void askForMails() {
        MfaRecovery recovery = servers.get(0).recovery();
        for (int i = 0; i < 6; i++) {
            recoveryLinks += recovery.createRecoveryLink(USER) instanceof Grant.Granted ? 1 : 0;
            unlockLinks += recovery.createUnlockLink(USER) instanceof Grant.Granted ? 1 : 0;
        }
        assertThat(servers.get(0).createEmailCode(USER, "mallory@example.com")).isInstanceOf(Rejected.class);
        calls += 13;
    }

    private Optional<Instant> whenLookedAtAgain() {
        Optional<Rejected> refusing = host.mfa.status(USER).refusing();
        if (refusing.isPresent() && refusing.get().reason() == RejectionReason.LOCKED && linksToRedeem > 0) {
            linksToRedeem--;
            redeemAnUnlockLink();
            return Optional.of(now());
        }
        return refusing.isPresent() ? refusing.get().retryAt() : Optional.of(now());
    }

    private void redeemAnUnlockLink() {
        Grant link = host.mfa.recovery().createUnlockLink(USER);
        while (link instanceof Rejected no) {
            host.clock.set(no.retryAt().orElseThrow());
            link = host.mfa.recovery().createUnlockLink(USER);
        }
        String token = ((Grant.Granted) link).token().value();
        assertThat(host.mfa.recovery().redeemUnlockLink(USER, token)).isInstanceOf(Change.Done.class);
        run = 0;
    }

    /** With a phone, in turn; waits if the attacker's guesses make it wait, and gives up for the day if they lock. */
    private void ownerSignsIn() {
        host.mfa
                .status(USER)
                .refusing()
                .filter(no -> no.reason() == RejectionReason.THROTTLED)
                .flatMap(Rejected::retryAt)
                .ifPresent(host.clock::set);
        TestPhone phone = phones.get(signIns % phones.size());
        if (host.verify(phone.code(now())).equals(Fixture.ACCEPTED)) {
            signIns++;
            run = 0;
        }
    }

    /** What no phone shows today, and no paper. */
    private String wrongCode() {
        if (!now().isBefore(wrongUntil)) {
            Set<String> right = new HashSet<>(backupCodes);
            for (TestPhone phone : phones) {
                for (long step = phone.step(now()) - 20; step < phone.step(now()) + 140; step++) {
                    right.add(phone.codeOfStep(step));
                }
            }
            int candidate = 1_000_000;
            while (right.contains(Integer.toString(candidate).substring(1))) {
                candidate++;
            }
            wrong = Integer.toString(candidate).substring(1);
            wrongUntil = now().plusSeconds(3_600);
        }
        return wrong;
    }

    /** A period begins with the first guess after the one before is over. */
    private int fullestPeriod() {
        int fullest = 0;
        int inPeriod = 0;
        Instant end = Instant.MIN;
        for (Instant guess : guesses) {
            if (!guess.isBefore(end)) {
                end = guess.plusSeconds(Failures.PERIOD_SECONDS);
                inPeriod = 0;
            }
            inPeriod++;
            fullest = Math.max(fullest, inPeriod);
        }
        return fullest;
    }

    /** The most guesses in any 365 days, whenever they begin. */
    private int fullestYear() {
        int fullest = 0;
        for (int first = 0; first < guesses.size(); first++) {
            Instant end = guesses.get(first).plusSeconds(365 * DAY);
            int last = first;
            while (last < guesses.size() && guesses.get(last).isBefore(end)) {
                last++;
            }
            fullest = Math.max(fullest, last - first);
        }
        return fullest;
    }
}
