package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** 64 threads and two instances over one store: every count is exact. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("once")
class InMemoryRaceTest {

    private static final int THREADS = 64;
    private static final int ROUNDS = 30;
    private static final Instant START = Instant.parse("2026-03-01T12:00:17.345Z");

    private final InMemoryMfaStore store = new InMemoryMfaStore();
    private final ConcurrentLinkedQueue<MfaEvent> told = new ConcurrentLinkedQueue<>();
    private volatile Instant now = START;
    private final List<Mfa> servers = List.of(server(), server());
    private int users;

    @SuppressWarnings("NullAway.Init")
    private ExecutorService threads;

    private record Person(String id, Totp phone, List<String> backupCodes) {}

    @BeforeAll
    void start() {
        threads = Executors.newFixedThreadPool(THREADS);
    }

    @AfterAll
    void stop() {
        threads.shutdownNow();
    }

    private Mfa server() {
        return Mfa.builder("Example")
                .store(store)
                .secretCipher(Rig.cipher())
                .backupCodes(Rig.QUICK)
                .listener(told::add)
                .instantSource(() -> now)
                .build();
    }

    private Person enabled() {
        String user = "u" + ++users;
        Enrollment.Offered offer = (Enrollment.Offered) servers.get(0).enroll(user, "alice@example.com");
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        Totp phone = Totp.of(uri.secret(), uri.totpParameters());
        Confirmation.AwaitingActivation ok =
                (Confirmation.AwaitingActivation) servers.get(1).confirm(user, offer.id(), phone.code(now));
        assertThat(servers.get(0).activate(user, ok.setId())).isInstanceOf(Activation.Enabled.class);
        now = now.plusSeconds(30);
        told.clear();
        return new Person(user, phone, ok.backupCodes().codes());
    }

    /** Lets all threads go at once, every other one to the other server. */
    private <R> List<R> race(int count, Function<Integer, Function<Mfa, R>> calls) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(count);
        List<Callable<R>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Function<Mfa, R> call = calls.apply(i);
            Mfa mfa = servers.get(i % 2);
            tasks.add(() -> {
                barrier.await(20, TimeUnit.SECONDS);
                return call.apply(mfa);
            });
        }
        List<R> results = new ArrayList<>();
        for (Future<R> future : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
            results.add(future.get());
        }
        return results;
    }

    private Map<String, Long> raceToVerify(Person person, Function<Integer, String> typed) throws Exception {
        return race(THREADS, i -> mfa -> Rig.kind(mfa.verify(person.id(), typed.apply(i)))).stream()
                .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));
    }

    private MfaState state(Person person) {
        return StateCodec.decode(store.find(person.id()).orElseThrow().state());
    }

    @RepeatedTest(ROUNDS)
    void gitea_oneAppCodeIsAcceptedOnce() throws Exception {
        Person person = enabled();
        String code = person.phone().code(now);
        assertThat(raceToVerify(person, i -> code)).isEqualTo(Map.of("ACCEPTED", 1L, "REPLAYED", 63L));
        assertThat(state(person).failures()).isEqualTo(Failures.NONE);
        assertThat(told.stream().filter(MfaEvent.CodeAccepted.class::isInstance))
                .hasSize(1);
        assertThat(told).hasSize(THREADS);
    }

    @RepeatedTest(ROUNDS)
    void filament_oneBackupCodeIsAcceptedOnce() throws Exception {
        Person person = enabled();
        String code = person.backupCodes().get(2);
        Map<String, Long> kinds = raceToVerify(person, i -> code);
        // The one that is accepted clears what was counted before; nothing comes before it here but reads.
        assertThat(kinds).isEqualTo(Map.of("ACCEPTED", 1L, "WRONG_CODE", 5L, "THROTTLED", 58L));
        assertThat(state(person).failures().strongInRow()).isEqualTo(5);
        assertThat(state(person).failures().inRow()).isZero();
        assertThat(servers.get(0).status(person.id()).backupCodesLeft()).isEqualTo(3);
    }

    @RepeatedTest(ROUNDS)
    void authQuake_ofManyDifferentGuessesAtOnceFiveAreCompared() throws Exception {
        Person person = enabled();
        Set<String> good = new HashSet<>();
        for (int step = -1; step <= 1; step++) {
            good.add(person.phone().code(now.plusSeconds(30L * step)));
        }
        List<String> guesses = new ArrayList<>();
        for (int guess = 0; guesses.size() < THREADS; guess++) {
            String code = Integer.toString(1_000_000 + guess * 7).substring(1);
            if (!good.contains(code)) {
                guesses.add(code);
            }
        }
        assertThat(raceToVerify(person, guesses::get)).isEqualTo(Map.of("WRONG_CODE", 5L, "THROTTLED", 59L));
        assertThat(state(person).failures().inRow()).isEqualTo(5);
        assertThat(state(person).failures().inPeriod()).isEqualTo(5);
        assertThat(told.stream()
                        .map(event -> ((MfaEvent.CodeRejected) event).reason().name() + " "
                                + ((MfaEvent.CodeRejected) event).failures())
                        .filter(text -> text.startsWith("WRONG_CODE")))
                .containsExactlyInAnyOrder(
                        "WRONG_CODE 1", "WRONG_CODE 2", "WRONG_CODE 3", "WRONG_CODE 4", "WRONG_CODE 5");
    }

    @RepeatedTest(ROUNDS)
    void keycloak26106_twoBackupCodesAtOnceAreBothGone() throws Exception {
        Person person = enabled();
        List<String> kinds = race(
                2,
                i -> mfa ->
                        Rig.kind(mfa.verify(person.id(), person.backupCodes().get(i))));
        assertThat(kinds).containsExactly("ACCEPTED", "ACCEPTED");
        assertThat(servers.get(0).status(person.id()).backupCodesLeft()).isEqualTo(2);
        assertThat(Rig.kind(
                        servers.get(0).verify(person.id(), person.backupCodes().get(0))))
                .isEqualTo("WRONG_CODE");
        assertThat(Rig.kind(
                        servers.get(1).verify(person.id(), person.backupCodes().get(1))))
                .isEqualTo("WRONG_CODE");
    }

    @RepeatedTest(ROUNDS)
    void offersConfirmationsAndActivationsAtOnceLeaveOneOfEach() throws Exception {
        String user = "u" + ++users;
        List<Enrollment.Offered> offers =
                race(THREADS, i -> mfa -> (Enrollment.Offered) mfa.enroll(user, "alice@example.com"));
        Map<String, Totp> phones = offers.stream().collect(Collectors.toMap(Enrollment.Offered::id, offer -> {
            OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
            return Totp.of(uri.secret(), uri.totpParameters());
        }));
        assertThat(phones).hasSize(THREADS);

        // Each confirms its own offer; only the last offer stands.
        List<Confirmation> confirmations = race(THREADS, i -> mfa -> {
            String id = offers.get(i).id();
            return mfa.confirm(
                    user, id, java.util.Objects.requireNonNull(phones.get(id)).code(now));
        });
        List<Confirmation.AwaitingActivation> sets = confirmations.stream()
                .filter(Confirmation.AwaitingActivation.class::isInstance)
                .map(Confirmation.AwaitingActivation.class::cast)
                .toList();
        assertThat(sets).hasSize(1);

        told.clear();
        String setId = sets.get(0).setId();
        List<Activation> activations = race(THREADS, i -> mfa -> mfa.activate(user, i % 2 == 0 ? setId : "stale"));
        assertThat(activations).filteredOn(new Activation.Enabled(4)::equals).hasSize(THREADS / 2);
        assertThat(told.stream().filter(MfaEvent.Enabled.class::isInstance)).hasSize(1);
        assertThat(servers.get(0).status(user).devices()).hasSize(1);
        assertThat(Rig.kind(servers.get(1)
                        .verify(user, sets.get(0).backupCodes().codes().get(0))))
                .isEqualTo("ACCEPTED");
    }

    @RepeatedTest(ROUNDS)
    void confirmationsOfOneOfferWithOneCodeIssueOneSet() throws Exception {
        String user = "u" + ++users;
        Enrollment.Offered offer = (Enrollment.Offered) servers.get(0).enroll(user, "alice@example.com");
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        String code = Totp.of(uri.secret(), uri.totpParameters()).code(now);
        List<Confirmation> answers = race(16, i -> mfa -> mfa.confirm(user, offer.id(), code));
        assertThat(answers)
                .filteredOn(Confirmation.AwaitingActivation.class::isInstance)
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(Rejected.class::isInstance)
                        .map(no -> ((Rejected) no).reason().name()))
                .hasSize(15)
                .containsOnly("REPLAYED");
    }

    @Test
    void enablingAndEnrollingAtOnceNeverLosesWhatWasEnabled() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String user = "u" + ++users;
            Enrollment.Offered offer = (Enrollment.Offered) servers.get(0).enroll(user, "alice@example.com");
            OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
            Totp phone = Totp.of(uri.secret(), uri.totpParameters());
            String setId = ((Confirmation.AwaitingActivation) servers.get(0).confirm(user, offer.id(), phone.code(now)))
                    .setId();
            List<Object> answers =
                    race(8, i -> mfa -> i == 0 ? mfa.activate(user, setId) : mfa.enroll(user, "alice@example.com"));
            boolean enabled = answers.get(0) instanceof Activation.Enabled;
            assertThat(servers.get(1).status(user).enabled()).isEqualTo(enabled);
            now = now.plusSeconds(30);
            assertThat(Rig.kind(servers.get(1).verify(user, phone.code(now))))
                    .isEqualTo(enabled ? "ACCEPTED" : "NOT_ENABLED");
        }
    }
}
