package io.github.mfa4j;

import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.SecretCipher;
import io.github.mfa4j.spi.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** One user with a phone, over a store whose reads and writes a test can bend. */
final class Rig {

    static final String USER = "u-4711";

    /** 120 bits, so that hashing is one iteration. */
    static final BackupCodeFormat QUICK = BackupCodeFormat.crockford(4, 6, 4);

    final BentStore store = new BentStore();
    final List<MfaEvent> told = new CopyOnWriteArrayList<>();
    volatile Instant now = Instant.parse("2026-03-01T12:00:17.345Z");
    final MfaBuilder builder;
    final Mfa mfa;

    Totp phone = Totp.of(OtpSecret.generate());
    List<String> backupCodes = List.of();
    String setId = "";

    Rig() {
        this(cipher());
    }

    Rig(SecretCipher cipher) {
        builder = Mfa.builder("Example")
                .store(store)
                .secretCipher(cipher)
                .backupCodes(QUICK)
                .listener(told::add)
                .instantSource(() -> now);
        mfa = builder.build();
    }

    static AesGcmSecretCipher cipher() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return AesGcmSecretCipher.of("k1", key);
    }

    Enrollment.Offered offered() {
        Enrollment.Offered offer = (Enrollment.Offered) mfa.enroll(USER, "alice@example.com");
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        phone = Totp.of(uri.secret(), uri.totpParameters());
        return offer;
    }

    Rig confirmed() {
        Enrollment.Offered offer = offered();
        Confirmation.AwaitingActivation ok =
                (Confirmation.AwaitingActivation) mfa.confirm(USER, offer.id(), freshCode());
        backupCodes = ok.backupCodes().codes();
        setId = ok.setId();
        return this;
    }

    Rig enabled() {
        confirmed();
        if (!(mfa.activate(USER, setId) instanceof Activation.Enabled)) {
            throw new AssertionError("not enabled");
        }
        told.clear();
        return this;
    }

    /** The next code of the phone, after the time it takes to be shown. */
    String freshCode() {
        now = now.plusSeconds(30);
        return phone.code(now);
    }

    /** A code that is wrong in every window that a test can reach. */
    String wrongCode() {
        long step = phone.parameters().stepAt(now);
        for (int guess = 0; ; guess++) {
            String code = Integer.toString(1_000_000 + guess).substring(1);
            boolean free = true;
            for (long near = step - 5; near <= step + 5; near++) {
                free &= !phone.codeOfStep(near).equals(code);
            }
            if (free) {
                return code;
            }
        }
    }

    MfaState state() {
        return StateCodec.decode(stored().state());
    }

    StoredState stored() {
        return stored(USER);
    }

    StoredState stored(String user) {
        return java.util.Objects.requireNonNull(store.real.get(user));
    }

    static String kind(Verification answer) {
        return answer.fold(ok -> "ACCEPTED", no -> no.reason().name());
    }

    /** A right store until a test sets another way to read or to write. */
    static final class BentStore implements MfaStore {

        interface Reads {
            Optional<StoredState> find(String user);
        }

        interface Writes {
            boolean compareAndSet(String user, long expected, StoredState next);
        }

        final ConcurrentHashMap<String, StoredState> real = new ConcurrentHashMap<>();
        volatile Reads reads = this::read;
        volatile Writes writes = this::write;

        Optional<StoredState> read(String user) {
            return Optional.ofNullable(real.get(user));
        }

        boolean write(String user, long expected, StoredState next) {
            StoredState now = real.get(user);
            return now == null
                    ? expected == 0 && real.putIfAbsent(user, next) == null
                    : now.version() == expected && real.replace(user, now, next);
        }

        void heal() {
            reads = this::read;
            writes = this::write;
        }

        @Override
        public Optional<StoredState> find(String user) {
            return reads.find(user);
        }

        @Override
        public boolean compareAndSet(String user, long expected, StoredState next) {
            return writes.compareAndSet(user, expected, next);
        }
    }

    /** The defaults, but for these. */
    static Configuration configuration(TotpParameters totp, BackupCodeFormat format) {
        return new Configuration(
                "x",
                totp,
                TotpWindow.DEFAULT,
                format,
                Duration.ofHours(1),
                false,
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                EmailProof.WHEN_OVERDUE);
    }
}
