package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.RejectionReason;
import io.github.mfa4j.spi.SecretCipher;
import io.github.mfa4j.spi.StoredState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A host with a clock that can be set, and doubles that count what is asked of them. */
final class Fixture {

    static final String USER = "user-1";

    /** The start of a time step, of a minute and of an hour. */
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    static final String ACCEPTED = "ACCEPTED";

    final MutableClock clock = new MutableClock(START);
    final CountingStore store = new CountingStore();
    final CountingCipher cipher = new CountingCipher();
    final CountingHasher hasher = new CountingHasher();
    final List<MfaEvent> events = Collections.synchronizedList(new ArrayList<>());
    final Mfa mfa;

    Fixture() {
        this(choices -> choices);
    }

    Fixture(UnaryOperator<MfaBuilder> choices) {
        mfa = another(choices);
        forgetCounts();
    }

    /** Another instance over the same store, as a restart or a second server has it. */
    Mfa another(UnaryOperator<MfaBuilder> choices) {
        return choices.apply(builder()).build();
    }

    MfaBuilder builder() {
        return Mfa.builder("Example Bank")
                .store(store)
                .secretCipher(cipher)
                .backupCodeHasher(hasher)
                .listener(events::add)
                .instantSource(clock);
    }

    /** A user with a phone and backup codes; the clock has moved on, so that the phone shows a fresh code. */
    Owner enable(String user) {
        return complete(user, offer(user));
    }

    /** Does with an offer what a person does. */
    Owner complete(String user, Enrollment.Offered offer) {
        TestPhone phone = TestPhone.scanning(offer.uri());
        Confirmation confirmed = mfa.confirm(user, offer.id(), phone.code(clock.instant()));
        List<String> codes = confirmed.fold(
                waiting -> {
                    assertThat(mfa.activate(user, waiting.setId())).isInstanceOf(Activation.Enabled.class);
                    return waiting.backupCodes().codes();
                },
                atOnce -> atOnce.backupCodes().codes(),
                added -> {
                    throw new AssertionError(added);
                },
                rejected -> {
                    throw new AssertionError(rejected);
                });
        clock.moveSeconds(120);
        forgetCounts();
        return new Owner(user, phone, codes);
    }

    Owner enable() {
        return enable(USER);
    }

    Enrollment.Offered offer(String user) {
        return (Enrollment.Offered) mfa.enroll(user, "alice@example.com");
    }

    /** Writes a record with devices that hold the given secrets, which no host can do. */
    void plant(String user, OtpSecret... secrets) {
        List<Device> devices = new ArrayList<>();
        Secrets sealed = Secrets.NONE;
        for (OtpSecret secret : secrets) {
            String id = Ids.encode(new byte[] {(byte) devices.size(), 0, 0, 0, 0, 0});
            devices.add(new Device(id, "Phone " + devices.size(), TotpParameters.DEFAULT, 1, 1, -1, 0));
            sealed = sealed.plus(Secrets.ofDevice(id, secret));
        }
        String body = new Vault(cipher).seal(user, sealed);
        write(
                user,
                StateCodec.encode(new MfaState(
                        1, 0, Failures.NONE, devices, null, null, null, List.of(), Tokens.NONE, Mails.NONE, body)));
        forgetCounts();
    }

    /** Writes a record whatever is there. */
    void write(String user, String text) {
        long version = store.find(user).map(StoredState::version).orElse(0L);
        assertThat(store.compareAndSet(user, version, new StoredState(version + 1, text)))
                .isTrue();
    }

    String record(String user) {
        return store.inner.find(user).map(StoredState::state).orElse("");
    }

    MfaState state() {
        return StateCodec.decode(record(USER));
    }

    /** What the record keeps sealed, decrypted. */
    Secrets secrets() {
        return new Vault(cipher).open(USER, Ids.decode(state().sealed()));
    }

    /** The record but for what is counted against guessing. */
    MfaState active() {
        return state().withFailures(Failures.NONE);
    }

    String deviceId(int index) {
        return mfa.status(USER).devices().get(index).id();
    }

    /** One more phone for the owner; the clock has moved on, so that every phone shows a fresh code. */
    TestPhone addPhone(String name, TestPhone first) {
        Enrollment.Offered offer = (Enrollment.Offered)
                mfa.settings().addDevice(USER, "alice@example.com", name, first.code(clock.instant()));
        TestPhone phone = TestPhone.scanning(offer.uri());
        assertThat(mfa.confirm(USER, offer.id(), phone.code(clock.instant())))
                .isInstanceOf(Confirmation.DeviceAdded.class);
        clock.moveSeconds(120);
        forgetCounts();
        return phone;
    }

    String verify(String typed) {
        return outcome(mfa.verify(USER, typed));
    }

    static String outcome(Verification answer) {
        return answer.fold(accepted -> ACCEPTED, rejected -> rejected.reason().name());
    }

    static RejectionReason reason(Object answer) {
        assertThat(answer).isInstanceOf(Rejected.class);
        return ((Rejected) answer).reason();
    }

    static BearerToken token(Grant answer) {
        return ((Grant.Granted) answer).token();
    }

    <E extends MfaEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Guesses wrong, and waits after each guess until the next will be looked at, but not for the end of a lock. */
    void failTimes(int times, TestPhone phone) {
        for (int i = 0; i < times; i++) {
            Rejected answer = (Rejected) mfa.verify(USER, phone.wrongCode(clock.instant()));
            assertThat(answer.reason()).isEqualTo(RejectionReason.WRONG_CODE);
            answer.retryAt()
                    .filter(at -> at.isBefore(clock.instant().plusSeconds(7200)))
                    .ifPresent(clock::set);
        }
    }

    void forgetCounts() {
        store.reads.set(0);
        store.writes.set(0);
        cipher.opened.set(0);
        cipher.sealed.set(0);
        hasher.hashed.set(0);
        events.clear();
    }

    /** What a call cost since {@link #forgetCounts}. */
    String cost() {
        return store.writes + " written, " + cipher.opened + " opened, " + cipher.sealed + " sealed, " + hasher.hashed
                + " hashed";
    }

    /** A person with a phone and a sheet of paper. */
    record Owner(String user, TestPhone phone, List<String> codes) {}

    static final class CountingStore implements MfaStore {
        final InMemoryMfaStore inner = new InMemoryMfaStore();
        final AtomicInteger reads = new AtomicInteger();
        final AtomicInteger writes = new AtomicInteger();

        @Override
        public Optional<StoredState> find(String userId) {
            reads.incrementAndGet();
            return inner.find(userId);
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            writes.incrementAndGet();
            return inner.compareAndSet(userId, expectedVersion, next);
        }
    }

    static final class CountingCipher implements SecretCipher {
        final AtomicInteger sealed = new AtomicInteger();
        final AtomicInteger opened = new AtomicInteger();
        private final SecretCipher inner = AesGcmSecretCipher.of("k1", key(1));

        @Override
        public byte[] seal(byte[] plaintext, byte[] associatedData) {
            sealed.incrementAndGet();
            return inner.seal(plaintext, associatedData);
        }

        @Override
        public byte[] open(byte[] bytes, byte[] associatedData) {
            opened.incrementAndGet();
            return inner.open(bytes, associatedData);
        }
    }

    static byte[] key(int seed) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (i * 7 + seed);
        }
        return key;
    }

    /** Fast, and good enough for codes that protect nothing. */
    static final class CountingHasher implements BackupCodeHasher {
        final AtomicInteger hashed = new AtomicInteger();

        @Override
        public String parametersFor(int entropyBits) {
            return "test.1";
        }

        @Override
        public byte[] hash(String code, byte[] salt, String parameters) {
            hashed.incrementAndGet();
            if (!parameters.equals("test.1")) {
                throw new IllegalArgumentException("unknown parameters " + parameters);
            }
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(salt);
                return Arrays.copyOf(digest.digest(code.getBytes(StandardCharsets.UTF_8)), 16);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }
}
