package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** Calls that change what is active, against each other and against sign-in: nobody is ever half removed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("once")
class LifeRaceTest {

    private static final int THREADS = 64;
    private static final int ROUNDS = 20;

    private final InMemoryMfaStore store = new InMemoryMfaStore();
    private final ConcurrentLinkedQueue<MfaEvent> told = new ConcurrentLinkedQueue<>();
    private volatile Instant now = Instant.parse("2026-03-01T12:00:17Z");
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

    private static Totp phone(Enrollment.Offered offer) {
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        return Totp.of(uri.secret(), uri.totpParameters());
    }

    private Person enabled() {
        String user = "u" + ++users;
        Enrollment.Offered offer = (Enrollment.Offered) servers.get(0).enroll(user, "alice@example.com");
        Totp phone = phone(offer);
        Confirmation.AwaitingActivation ok =
                (Confirmation.AwaitingActivation) servers.get(1).confirm(user, offer.id(), phone.code(now));
        assertThat(servers.get(0).activate(user, ok.setId())).isInstanceOf(Activation.Enabled.class);
        now = now.plusSeconds(60);
        told.clear();
        return new Person(user, phone, ok.backupCodes().codes());
    }

    /** Lets all go at once, every other one to the other server. */
    private List<Object> race(int count, Function<Integer, Function<Mfa, Object>> calls) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(count);
        List<Callable<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Function<Mfa, Object> call = calls.apply(i);
            Mfa mfa = servers.get(i % 2);
            tasks.add(() -> {
                barrier.await(20, TimeUnit.SECONDS);
                return call.apply(mfa);
            });
        }
        List<Object> results = new ArrayList<>();
        for (Future<Object> future : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
            results.add(future.get());
        }
        return results;
    }

    private static String kind(Object answer) {
        return answer instanceof Rejected no ? no.reason().name() : "OK";
    }

    private static long successes(List<Object> answers) {
        return answers.stream().filter(answer -> kind(answer).equals("OK")).count();
    }

    private String record(Person person) {
        return store.find(person.id()).orElseThrow().state();
    }

    private MfaState state(Person person) {
        return StateCodec.decode(record(person));
    }

    private String verify(Person person, String typed) {
        return kind(servers.get(0).verify(person.id(), typed));
    }

    private long told(Class<? extends MfaEvent> type) {
        return told.stream().filter(type::isInstance).count();
    }

    @RepeatedTest(ROUNDS)
    void oneCodeSignsInOrDisablesButNotBoth() throws Exception {
        Person person = enabled();
        String code = person.phone().code(now);
        List<Object> answers = race(
                8,
                i -> mfa -> i % 4 < 2
                        ? mfa.verify(person.id(), code)
                        : mfa.settings().disable(person.id(), code));
        assertThat(successes(answers)).isEqualTo(1);
        assertThat(told(MfaEvent.CodeAccepted.class)).isEqualTo(1);
        boolean disabled = told(MfaEvent.Disabled.class) == 1;
        if (disabled) {
            assertThat(record(person)).isEqualTo("mfa4j1");
        } else {
            assertThat(servers.get(0).status(person.id()).devices()).hasSize(1);
            assertThat(servers.get(0).status(person.id()).backupCodesLeft()).isEqualTo(4);
            assertThat(state(person).failures()).isEqualTo(Failures.NONE);
        }
        assertThat(answers.stream().map(LifeRaceTest::kind)).containsOnly("OK", disabled ? "NOT_ENABLED" : "REPLAYED");
    }

    @RepeatedTest(ROUNDS)
    void whoeverVerifiesWhileItIsDisabledIsAcceptedOrToldThatItIsOff() throws Exception {
        Person person = enabled();
        List<Object> answers = race(
                8,
                i -> mfa -> i == 0
                        ? mfa.settings().disable(person.id(), person.phone().code(now))
                        : mfa.verify(person.id(), person.backupCodes().get(i % 4)));
        assertThat(answers.get(0)).isEqualTo(new Change.Done());
        assertThat(record(person)).isEqualTo("mfa4j1");
        assertThat(answers.stream().map(LifeRaceTest::kind)).isSubsetOf("OK", "NOT_ENABLED", "WRONG_CODE");
        assertThat(told(MfaEvent.CodeAccepted.class)).isEqualTo(successes(answers));
    }

    @RepeatedTest(ROUNDS)
    void sixtyFourCallsDisableOnce() throws Exception {
        Person person = enabled();
        List<Object> answers = race(
                THREADS,
                i -> mfa -> mfa.settings()
                        .disable(
                                person.id(),
                                i % 2 == 0
                                        ? person.phone().code(now)
                                        : person.backupCodes().get(i % 4)));
        assertThat(successes(answers)).isEqualTo(1);
        assertThat(answers.stream().map(LifeRaceTest::kind)).containsOnly("OK", "NOT_ENABLED");
        assertThat(told(MfaEvent.Disabled.class)).isEqualTo(1);
        assertThat(record(person)).isEqualTo("mfa4j1");
    }

    @RepeatedTest(ROUNDS)
    void anOldBackupCodeIsGoodOnceOrNotAtAllWhileNewOnesAreAcknowledged() throws Exception {
        Person person = enabled();
        Reissue.Issued issued = (Reissue.Issued) servers.get(0)
                .settings()
                .reissueBackupCodes(person.id(), person.phone().code(now));
        told.clear();
        List<Object> answers = race(
                8,
                i -> mfa -> i % 4 == 0
                        ? mfa.activate(person.id(), issued.setId())
                        : mfa.verify(person.id(), person.backupCodes().get(0)));
        assertThat(List.of(answers.get(0), answers.get(4))).containsOnly(new Activation.Enabled(4));
        long accepted = successes(answers) - 2;
        assertThat(accepted).isBetween(0L, 1L);
        assertThat(told(MfaEvent.CodeAccepted.class)).isEqualTo(accepted);
        assertThat(told(MfaEvent.BackupCodesReplaced.class)).isEqualTo(1);
        MfaState state = state(person);
        assertThat(state.reissue()).isNull();
        assertThat(state.sealedIds()).hasSize(2).contains(issued.setId());
        assertThat(servers.get(1).status(person.id()).backupCodesLeft()).isEqualTo(4);
        for (String old : person.backupCodes()) {
            now = now.plusSeconds(3_600);
            assertThat(verify(person, old)).isEqualTo("WRONG_CODE");
        }
        now = now.plusSeconds(3_600);
        assertThat(verify(person, issued.backupCodes().codes().get(0))).isEqualTo("OK");
    }

    @RepeatedTest(ROUNDS)
    void aDeviceThatIsRemovedWhileItSignsInIsGoneWhole() throws Exception {
        Person person = enabled();
        Enrollment.Offered offer = (Enrollment.Offered) servers.get(0)
                .settings()
                .addDevice(person.id(), "a", "Tablet", person.phone().code(now));
        Totp tablet = phone(offer);
        assertThat(servers.get(1).confirm(person.id(), offer.id(), tablet.code(now)))
                .isEqualTo(new Confirmation.DeviceAdded(2));
        String tabletId = servers.get(0).status(person.id()).devices().get(1).id();
        now = now.plusSeconds(60);
        told.clear();
        List<Object> answers = race(
                8,
                i -> mfa -> i % 4 == 0
                        ? mfa.settings()
                                .removeDevice(
                                        person.id(), tabletId, person.phone().code(now))
                        : mfa.verify(person.id(), tablet.code(now)));
        assertThat(List.of(kind(answers.get(0)), kind(answers.get(4))))
                .containsOnlyOnce("OK")
                .isSubsetOf("OK", "REPLAYED", "UNKNOWN_DEVICE");
        long signedIn = successes(answers) - 1;
        assertThat(signedIn).isBetween(0L, 1L);
        assertThat(told(MfaEvent.CodeAccepted.class)).isEqualTo(signedIn + 1);
        assertThat(told(MfaEvent.DeviceRemoved.class)).isEqualTo(1);
        MfaState state = state(person);
        assertThat(state.devices()).hasSize(1);
        assertThat(new Vault(Rig.cipher())
                        .open(person.id(), Ids.decode(state.sealed()))
                        .devices())
                .containsOnlyKeys(state.devices().get(0).id());
        // Wrong, because the device is gone, is counted; nothing else is.
        long wrong = answers.stream().filter(a -> kind(a).equals("WRONG_CODE")).count();
        assertThat((long) state.failures().inRow()).isEqualTo(wrong);
    }

    @RepeatedTest(ROUNDS)
    void aDeviceThatIsConfirmedWhileItIsDisabledDoesNotSurvive() throws Exception {
        Person person = enabled();
        Enrollment.Offered offer = (Enrollment.Offered) servers.get(0)
                .settings()
                .addDevice(person.id(), "a", "Tablet", person.phone().code(now));
        Totp tablet = phone(offer);
        now = now.plusSeconds(60);
        told.clear();
        List<Object> answers = race(
                8,
                i -> mfa -> i % 4 == 0
                        ? mfa.settings()
                                .disable(person.id(), person.backupCodes().get(0))
                        : mfa.confirm(person.id(), offer.id(), tablet.code(now)));
        assertThat(List.of(kind(answers.get(0)), kind(answers.get(4)))).containsExactlyInAnyOrder("OK", "NOT_ENABLED");
        assertThat(successes(answers)).isBetween(1L, 2L);
        assertThat(told(MfaEvent.DeviceAdded.class)).isEqualTo(successes(answers) - 1);
        assertThat(record(person)).isEqualTo("mfa4j1");
        assertThat(verify(person, tablet.code(now))).isEqualTo("NOT_ENABLED");
    }

    @RepeatedTest(ROUNDS)
    void ofManyReissuesTheLastStands() throws Exception {
        Person person = enabled();
        List<Object> answers = race(
                8,
                i -> mfa -> i % 4 == 0
                        ? mfa.settings()
                                .reissueBackupCodes(person.id(), person.phone().code(now))
                        : mfa.settings().reissueBackupCodesAfterFullReauthentication(person.id()));
        List<Reissue.Issued> issued = answers.stream()
                .filter(Reissue.Issued.class::isInstance)
                .map(Reissue.Issued.class::cast)
                .toList();
        assertThat(issued).hasSize(7);
        assertThat(told(MfaEvent.CodeAccepted.class)).isEqualTo(1);
        List<Object> activations =
                race(7, i -> mfa -> mfa.activate(person.id(), issued.get(i).setId()));
        assertThat(successes(activations)).isEqualTo(1);
        assertThat(told(MfaEvent.BackupCodesReplaced.class)).isEqualTo(1);
        assertThat(state(person).sealedIds()).hasSize(2);
        Reissue.Issued good = issued.get(activations.indexOf(new Activation.Enabled(4)));
        assertThat(verify(person, good.backupCodes().codes().get(0))).isEqualTo("OK");
        assertThat(verify(person, person.backupCodes().get(0))).isEqualTo("WRONG_CODE");
    }
}
