package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.BearerToken;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Grant;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A person with a phone and a paper with backup codes, and an application that the person signs in to. */
final class Person {

    /** What {@link #said} makes of every answer that is no {@link Rejected}. */
    static final String ACCEPTED = "ACCEPTED";

    static final Instant START = Instant.parse("2026-11-21T12:00:10Z");
    static final String ADDRESS = "alice@example.com";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final String id = "person-" + NUMBERS.incrementAndGet();
    final MfaStore store;
    final List<MfaEvent> events = new CopyOnWriteArrayList<>();
    final Mfa mfa;
    private final Consumer<MfaBuilder> settings;
    volatile Instant now = START;
    Totp phone = Totp.of(OtpSecret.generate());
    List<String> backupCodes = List.of();

    private Person(MfaStore store, Consumer<MfaBuilder> settings) {
        this.store = store;
        this.settings = settings;
        this.mfa = server();
    }

    /** A person without a second factor, and an application with default settings, but for hashes that cost no time. */
    static Person on(MfaStore store) {
        return on(store, builder -> {});
    }

    static Person on(MfaStore store, Consumer<MfaBuilder> settings) {
        return new Person(store, settings);
    }

    /** One more server of the same application, or the same one after a restart. */
    Mfa server() {
        return serverOver(store);
    }

    /** The same, with its records elsewhere. */
    Mfa serverOver(MfaStore other) {
        MfaBuilder builder = Mfa.builder("Example Bank")
                .store(other)
                .secretCipher(AesGcmSecretCipher.of("k1", key()))
                .backupCodeHasher(new QuickHasher())
                .instantSource(() -> now)
                .listener(events::add);
        settings.accept(builder);
        return builder.build();
    }

    static byte[] key() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return key;
    }

    /** Switches the second factor on; 30 seconds later the phone shows a code that was never used. */
    Person enrolls() {
        Enrollment.Offered offer = scans();
        Confirmation.AwaitingActivation shown =
                got(Confirmation.AwaitingActivation.class, mfa.confirm(id, offer.id(), code()));
        backupCodes = shown.backupCodes().codes();
        assertThat(said(mfa.activate(id, shown.setId()))).isEqualTo(ACCEPTED);
        return later(30);
    }

    /** Begins to set up, with a phone whose codes all differ for the next hour, so that no test fails by chance. */
    Enrollment.Offered scans() {
        Enrollment.Offered offer;
        do {
            offer = got(Enrollment.Offered.class, mfa.enroll(id, ADDRESS));
            phone = phoneOf(offer);
        } while (repeatsItself());
        return offer;
    }

    static Totp phoneOf(Enrollment.Offered offer) {
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        return Totp.of(uri.secret(), uri.totpParameters());
    }

    private boolean repeatsItself() {
        Set<String> codes = new HashSet<>();
        for (int step = -20; step <= 120; step++) {
            if (!codes.add(code(step))) {
                return true;
            }
        }
        return false;
    }

    /** Has a phone with that secret from another system. */
    Person brings(OtpSecret secret, TotpParameters parameters) {
        phone = Totp.of(secret, parameters);
        assertThat(said(mfa.admin().importDevice(id, secret, parameters, "Phone", "admin")))
                .isEqualTo(ACCEPTED);
        return this;
    }

    Person later(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    /** What the phone shows. */
    String code() {
        return phone.code(now);
    }

    /** What the phone shows so many steps later, or earlier if negative. */
    String code(int steps) {
        return phone.codeOfStep(phone.parameters().stepAt(now) + steps);
    }

    /** Different codes that the phone does not show within ten minutes. */
    List<String> wrongCodes(int count) {
        List<String> guesses = new ArrayList<>();
        for (int n = 0; guesses.size() < count; n++) {
            String guess = Integer.toString(1_000_000 + n).substring(1);
            if (phone.verify(guess, now, new TotpWindow(20, 20)).isEmpty()) {
                guesses.add(guess);
            }
        }
        return guesses;
    }

    String wrongCode() {
        return wrongCodes(1).get(0);
    }

    /** What the application answers to a code at sign-in. */
    String types(String typed) {
        return said(mfa.verify(id, typed));
    }

    /** Guesses until codes are no longer looked at, however long that takes; answers how many were wrong. */
    int guessesUntilLocked() {
        for (int wrong = 0; ; ) {
            Rejected no = got(Rejected.class, mfa.verify(id, wrongCode()));
            switch (no.reason()) {
                case WRONG_CODE -> wrong++;
                case THROTTLED -> now = no.retryAt().orElseThrow();
                default -> {
                    assertThat(no.reason().name()).isEqualTo("LOCKED");
                    return wrong;
                }
            }
        }
    }

    MfaStatus status() {
        return mfa.status(id);
    }

    String deviceId() {
        return status().devices().get(0).id();
    }

    StoredState stored() {
        return store.find(id).orElseThrow();
    }

    static BearerToken tokenOf(Grant grant) {
        return got(Grant.Granted.class, grant).token();
    }

    static String said(Object answer) {
        return answer instanceof Rejected no ? no.reason().name() : ACCEPTED;
    }

    static <T> T got(Class<T> type, Object answer) {
        assertThat(answer).isInstanceOf(type);
        return type.cast(answer);
    }

    static Map<String, Integer> count(List<?> answers) {
        Map<String, Integer> counts = new TreeMap<>();
        answers.forEach(answer -> counts.merge(said(answer), 1, Integer::sum));
        return counts;
    }
}
