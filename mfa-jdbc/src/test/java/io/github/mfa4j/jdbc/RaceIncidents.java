package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static io.github.mfa4j.jdbc.Person.count;
import static io.github.mfa4j.jdbc.Person.got;
import static io.github.mfa4j.jdbc.Person.said;
import static io.github.mfa4j.jdbc.Race.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Reissue;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What was accepted twice, or forgotten, because two requests came at once. Two servers, 64 threads. */
abstract class RaceIncidents {

    /** A race that was won well once can be lost the next time. */
    private static final int ROUNDS = 4;

    /** What a thread does with the server it is given. */
    private interface Call {
        Object by(Mfa server, int thread);
    }

    private static List<Object> race(Person person, Call call) throws Exception {
        List<Mfa> servers = List.of(person.mfa, person.server());
        try (Race race = new Race()) {
            return race.run(thread -> () -> call.by(servers.get(thread % 2), thread));
        }
    }

    /** Checked first and marked afterwards; and one way in did not mark at all. */
    @Incident("7")
    void cve_2026_20779_oneCodeAtAllDoorsAtOnceOpensOne(MfaStore store) throws Exception {
        Person alice = Person.on(store, builder -> builder.trustBrowsersFor(Duration.ofDays(30)))
                .enrolls();
        for (int round = 0; round < ROUNDS; round++) {
            String code = alice.later(30).code();
            assertThat(count(race(alice, (server, thread) -> server.verify(alice.id, code))))
                    .isEqualTo(Map.of(ACCEPTED, 1, "REPLAYED", THREADS - 1));
        }

        Door.Visit visit = Door.Visit.withATablet(alice.later(30));
        String next = alice.code();
        List<Object> answers = race(alice, (server, thread) -> doorOf(thread).through(server, visit, next));
        assertThat(answers).filteredOn(answer -> said(answer).equals(ACCEPTED)).hasSize(1);
        for (int thread = 0; thread < THREADS; thread++) {
            // The door that switches off leaves no second factor, and the one that removes leaves no tablet.
            assertThat(said(answers.get(thread)))
                    .as(doorOf(thread).name())
                    .isIn(ACCEPTED, doorOf(thread).toAUsedAppCode(), "NOT_ENABLED", "UNKNOWN_DEVICE", "THROTTLED");
        }
        // The door for two app codes counts one that is used.
        said(alice.mfa.admin().unlock(alice.id, "admin"));
        assertThat(alice.types(next)).isIn("REPLAYED", "NOT_ENABLED");
    }

    private static Door doorOf(int thread) {
        return Door.values()[thread % Door.values().length];
    }

    /** The same where the first one leaves no second factor for the others, and nothing may come back with a late write. */
    @Incident("7")
    void cve_2026_20779_oneCodeSwitchesOffOnceAndLeavesNothing(MfaStore store) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Person alice = Person.on(store).enrolls();
            String code = alice.code();
            assertThat(count(race(alice, (server, thread) -> server.settings().disable(alice.id, code))))
                    .isEqualTo(Map.of(ACCEPTED, 1, "NOT_ENABLED", THREADS - 1));
            MfaStatus status = alice.status();
            assertThat(status.enabled()).isFalse();
            assertThat(status.devices()).isEmpty();
            assertThat(status.backupCodesLeft()).isZero();
        }
    }

    /** The fix made a recovery code single-use, but not for two requests at once. */
    @Incident("13")
    void cve_2026_48505_oneBackupCodeAtOnceSignsInOnce(MfaStore store) throws Exception {
        Person alice = Person.on(store).enrolls();
        for (int round = 0; round < ROUNDS; round++) {
            String paper = alice.later(3_600).backupCodes.get(round);
            assertThat(count(race(alice, (server, thread) -> server.verify(alice.id, paper))))
                    .isEqualTo(Map.of(ACCEPTED, 1, "WRONG_CODE", 5, "THROTTLED", THREADS - 6));
            assertThat(alice.status().backupCodesLeft()).isEqualTo(9 - round);
        }
    }

    /** Each request wrote back the list that it had read, without its own code only. */
    @Incident("14")
    void keycloak26106_backupCodesUsedAtOnceAreAllGone(MfaStore store) throws Exception {
        Person alice = Person.on(store).enrolls();
        List<Object> answers = race(
                alice,
                (server, thread) -> thread < 10
                        ? server.verify(alice.id, alice.backupCodes.get(thread))
                        : server.verify(alice.id, alice.wrongCode()));
        assertThat(answers.subList(0, 10)).allMatch(answer -> said(answer).equals(ACCEPTED));
        assertThat(alice.status().backupCodesLeft()).isZero();
        for (String code : alice.backupCodes) {
            assertThat(alice.later(3_600).types(code)).isEqualTo("WRONG_CODE");
        }
    }

    /** The token was accepted although the statement that used it up had found no row. */
    @Incident("15")
    void springSecurity_aWriteThatFoundNoRowAcceptsNothing(MfaStore store) {
        InterposedStore gap = new InterposedStore(store);
        Person alice = Person.on(gap).enrolls();
        String code = alice.code();
        List<Object> other = new ArrayList<>();
        gap.beforeTheNextWrite(() -> other.add(alice.server().verify(alice.id, code)));
        assertThat(alice.types(code)).isEqualTo("REPLAYED");
        String paper = alice.backupCodes.get(0);
        gap.beforeTheNextWrite(() -> other.add(alice.server().verify(alice.id, paper)));
        assertThat(alice.types(paper)).isEqualTo("WRONG_CODE");
        assertThat(other).extracting(Person::said).containsExactly(ACCEPTED, ACCEPTED);
        assertThat(alice.status().backupCodesLeft()).isEqualTo(9);
    }

    @Incident("16")
    void cve_2026_31875_aBackupCodeIsUsedUp(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        String paper = alice.backupCodes.get(9);
        assertThat(alice.types(paper)).isEqualTo(ACCEPTED);
        assertThat(alice.types(paper)).isEqualTo("WRONG_CODE");
        assertThat(alice.types(paper.replace("-", "").toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo("WRONG_CODE");
        assertThat(alice.status().backupCodesLeft()).isEqualTo(9);
    }

    /** A code of the old set was accepted after the new set was acknowledged. */
    @Incident("17")
    void anOldBackupCodeThatMeetsTheNewSetIsRefused(MfaStore store) {
        InterposedStore gap = new InterposedStore(store);
        Person alice = Person.on(gap).enrolls();
        Reissue.Issued issued = reissued(alice);
        List<Object> other = new ArrayList<>();
        gap.beforeTheNextWrite(() -> other.add(alice.server().activate(alice.id, issued.setId())));
        assertThat(alice.types(alice.backupCodes.get(0))).isEqualTo("WRONG_CODE");
        assertThat(other).extracting(Person::said).containsExactly(ACCEPTED);
        assertThat(alice.status().backupCodesLeft()).isEqualTo(10);
    }

    @Incident("17")
    void oldBackupCodesInARaceWithTheNewSetTakeNothingFromIt(MfaStore store) throws Exception {
        Person alice = Person.on(store).enrolls();
        Reissue.Issued issued = reissued(alice);
        List<Object> answers = race(
                alice,
                (server, thread) -> thread == 40
                        ? server.activate(alice.id, issued.setId())
                        : server.verify(alice.id, alice.backupCodes.get(thread % 10)));
        assertThat(said(answers.get(40))).isEqualTo(ACCEPTED);
        assertThat(alice.status().backupCodesLeft()).isEqualTo(10);
        alice.later(3_600);
        for (String code : issued.backupCodes().codes()) {
            assertThat(alice.types(code)).isEqualTo(ACCEPTED);
        }
        for (String code : alice.backupCodes.subList(0, 5)) {
            assertThat(alice.types(code)).isEqualTo("WRONG_CODE");
        }
    }

    private static Reissue.Issued reissued(Person alice) {
        Reissue.Issued issued =
                got(Reissue.Issued.class, alice.mfa.settings().reissueBackupCodes(alice.id, alice.code()));
        alice.later(30);
        return issued;
    }

    /** Ten guesses a session, and as many sessions as one likes; and the owner heard nothing of it. */
    @Incident("18")
    void authQuake_parallelSessionsShareOneCountAndTheGuessesAreToldOf(MfaStore store) throws Exception {
        Person alice = Person.on(store).enrolls();
        List<String> guesses = alice.wrongCodes(THREADS);
        alice.events.clear();
        assertThat(count(race(alice, (server, thread) -> {
                    assertThat(said(server.afterPassword(alice.id))).isEqualTo(ACCEPTED);
                    return server.verify(alice.id, guesses.get(thread));
                })))
                .isEqualTo(Map.of("WRONG_CODE", 5, "THROTTLED", THREADS - 5));
        assertThat(wrongCodes(alice)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(alice.guessesUntilLocked()).isEqualTo(25);
        assertThat(alice.events)
                .filteredOn(MfaEvent.Locked.class::isInstance)
                .containsExactly(new MfaEvent.Locked(alice.id, alice.now, 30, Optional.empty()));
    }

    private static List<Integer> wrongCodes(Person alice) {
        return alice.events.stream()
                .filter(MfaEvent.CodeRejected.class::isInstance)
                .map(MfaEvent.CodeRejected.class::cast)
                .filter(event -> event.reason() == RejectionReason.WRONG_CODE)
                .map(MfaEvent.CodeRejected::failures)
                .toList();
    }

    /** Two tabs confirm two secrets, and the phone that works is not the one that the person has. */
    @Incident("40")
    void ofTwoSetUpsInTwoTabsOnlyTheLaterOneIsConfirmed(MfaStore store) {
        Person alice = Person.on(store);
        Enrollment.Offered first = alice.scans();
        Totp phoneOfTheFirst = alice.phone;
        Enrollment.Offered second = alice.scans();
        assertThat(said(alice.mfa.confirm(alice.id, first.id(), phoneOfTheFirst.code(alice.now))))
                .isEqualTo("SUPERSEDED");
        assertThat(said(alice.mfa.confirm(alice.id, second.id(), phoneOfTheFirst.code(alice.now))))
                .isEqualTo("WRONG_CODE");
        Confirmation.AwaitingActivation shown =
                got(Confirmation.AwaitingActivation.class, alice.mfa.confirm(alice.id, second.id(), alice.code()));
        assertThat(said(alice.mfa.activate(alice.id, shown.setId()))).isEqualTo(ACCEPTED);
        assertThat(said(alice.mfa.confirm(alice.id, first.id(), phoneOfTheFirst.code(alice.now))))
                .isEqualTo("SUPERSEDED");
        assertThat(alice.later(30).types(alice.code())).isEqualTo(ACCEPTED);
    }

    @Incident("40")
    void ofManySetUpsAtOnceOneIsActivatedAndItsPhoneSignsIn(MfaStore store) throws Exception {
        Person alice = Person.on(store);
        Totp[] phones = new Totp[THREADS];
        List<Object> answers = race(alice, (server, thread) -> {
            if (server.enroll(alice.id, Person.ADDRESS) instanceof Enrollment.Offered offer) {
                phones[thread] = Person.phoneOf(offer);
                Confirmation confirmed = server.confirm(alice.id, offer.id(), phones[thread].code(alice.now));
                return confirmed instanceof Confirmation.AwaitingActivation shown
                        ? server.activate(alice.id, shown.setId())
                        : confirmed;
            }
            return new Rejected(RejectionReason.ALREADY_ENABLED, Optional.empty());
        });
        List<Integer> winners = IntStream.range(0, THREADS)
                .filter(thread -> said(answers.get(thread)).equals(ACCEPTED))
                .boxed()
                .toList();
        assertThat(winners).hasSize(1);
        assertThat(alice.status().devices()).hasSize(1);
        alice.phone = phones[winners.get(0)];
        assertThat(alice.later(30).types(alice.code())).isEqualTo(ACCEPTED);
    }
}
