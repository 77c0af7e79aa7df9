package io.github.mfa4j.jdbc;

import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.REPLAYED;
import static io.github.mfa4j.spi.RejectionReason.THROTTLED;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.MfaStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 64 threads, two servers, one user: what the whole library promises under a race, with exact counts. Who extends this says in a
 * static method on which stores.
 */
abstract class FacadeRaces {

    private static final int THREADS = 64;
    private static final int ROUNDS = 8;
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:10Z");
    private static final List<HikariDataSource> OPEN = new ArrayList<>();
    private static final ExecutorService THREAD_POOL = Executors.newCachedThreadPool();

    private final AesGcmSecretCipher cipher = AesGcmSecretCipher.of("k1", key());

    static MfaStore store(HikariDataSource dataSource) {
        OPEN.add(dataSource);
        return JdbcMfaStore.of(dataSource);
    }

    @AfterAll
    static void close() {
        OPEN.forEach(HikariDataSource::close);
        OPEN.clear();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void oneAppCodeSignsInOnce(MfaStore store) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Enrolled user = enroll(store, "app-code-" + round);
            String code = user.phone().code(NOW.plusSeconds(30));
            assertThat(race(store, user.id(), thread -> code))
                    .isEqualTo(Map.of("accepted", 1, REPLAYED.name(), THREADS - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void oneBackupCodeSignsInOnce(MfaStore store) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Enrolled user = enroll(store, "backup-code-" + round);
            String code = user.backupCodes().get(round);
            assertThat(race(store, user.id(), thread -> code))
                    .isEqualTo(Map.of("accepted", 1, WRONG_CODE.name(), 5, THROTTLED.name(), THREADS - 6));
            assertThat(mfa(store).status(user.id()).backupCodesLeft()).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void fiveWrongGuessesAreComparedAndNoMore(MfaStore store) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Enrolled user = enroll(store, "guesses-" + round);
            List<String> guesses = wrongGuesses(user.phone());
            assertThat(race(store, user.id(), guesses::get))
                    .isEqualTo(Map.of(WRONG_CODE.name(), 5, THROTTLED.name(), THREADS - 5));
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void allBackupCodesAtOnceAreAllUsed(MfaStore store) throws Exception {
        Enrolled user = enroll(store, "all-codes");
        List<String> codes = user.backupCodes();
        assertThat(race(store, user.id(), codes.size(), codes::get)).isEqualTo(Map.of("accepted", codes.size()));
        assertThat(mfa(store).status(user.id()).backupCodesLeft()).isZero();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void oneCodeSwitchesOffOnceAndLeavesNothing(MfaStore store) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Enrolled user = enroll(store, "disable-" + round);
            String code = user.phone().code(NOW.plusSeconds(30));
            assertThat(race(THREADS, (server, thread) -> server.settings().disable(user.id(), code), store))
                    .isEqualTo(Map.of("accepted", 1, NOT_ENABLED.name(), THREADS - 1));
            MfaStatus status = mfa(store).status(user.id());
            assertThat(status.enabled()).isFalse();
            assertThat(status.devices()).isEmpty();
            assertThat(status.backupCodesLeft()).isZero();
        }
    }

    private Map<String, Integer> race(MfaStore store, String user, Typist typist) throws Exception {
        return race(store, user, THREADS, typist);
    }

    private Map<String, Integer> race(MfaStore store, String user, int threads, Typist typist) throws Exception {
        return race(threads, (server, thread) -> server.verify(user, typist.type(thread)), store);
    }

    private Map<String, Integer> race(int threads, Call call, MfaStore store) throws Exception {
        List<Mfa> servers = List.of(mfa(store), mfa(store));
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Object>> verdicts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            verdicts.add(THREAD_POOL.submit(() -> {
                start.await();
                return call.by(servers.get(thread % 2), thread);
            }));
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (Future<Object> verdict : verdicts) {
            String name = verdict.get() instanceof Rejected no ? no.reason().name() : "accepted";
            counts.merge(name, 1, Integer::sum);
        }
        return counts;
    }

    private Mfa mfa(MfaStore store) {
        return Mfa.builder("Example Bank")
                .store(store)
                .secretCipher(cipher)
                .backupCodeHasher(new QuickHasher())
                .instantSource(() -> NOW.plusSeconds(30))
                .build();
    }

    private Enrolled enroll(MfaStore store, String user) {
        Mfa mfa = Mfa.builder("Example Bank")
                .store(store)
                .secretCipher(cipher)
                .backupCodeHasher(new QuickHasher())
                .instantSource(() -> NOW)
                .build();
        Enrollment.Offered offer = (Enrollment.Offered) mfa.enroll(user, "alice@example.com");
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        Totp phone = Totp.of(uri.secret(), uri.totpParameters());
        Confirmation.AwaitingActivation codes =
                (Confirmation.AwaitingActivation) mfa.confirm(user, offer.id(), phone.code(NOW));
        assertThat(mfa.activate(user, codes.setId())).isNotInstanceOf(Rejected.class);
        return new Enrolled(user, phone, codes.backupCodes().codes());
    }

    private static List<String> wrongGuesses(Totp phone) {
        List<String> guesses = new ArrayList<>();
        for (int n = 0; guesses.size() < THREADS; n++) {
            String guess = Integer.toString(1_000_000 + n).substring(1);
            if (phone.verify(guess, NOW.plusSeconds(30), new TotpWindow(2, 2)).isEmpty()) {
                guesses.add(guess);
            }
        }
        return guesses;
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return key;
    }

    private record Enrolled(String id, Totp phone, List<String> backupCodes) {}

    /** What each thread does. */
    private interface Call {
        Object by(Mfa server, int thread);
    }

    /** What each thread types. */
    private interface Typist {
        String type(int thread);
    }
}
