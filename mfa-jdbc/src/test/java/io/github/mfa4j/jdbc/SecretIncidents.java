package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static io.github.mfa4j.jdbc.Person.got;
import static io.github.mfa4j.jdbc.Person.said;
import static io.github.mfa4j.jdbc.Person.tokenOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mfa4j.Confirmation;
import io.github.mfa4j.EmailCode;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.Reissue;
import io.github.mfa4j.SignIn;
import io.github.mfa4j.Verification;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.SecretCipher;
import io.github.mfa4j.spi.StoredState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Secrets that were weak, readable, or shown. */
abstract class SecretIncidents {

    private static List<byte[]> secretsOf(Person alice, int count) {
        List<byte[]> secrets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Enrollment.Offered offer = got(Enrollment.Offered.class, alice.mfa.enroll(alice.id, Person.ADDRESS));
            secrets.add(OtpAuthUri.parse(offer.uri()).secret().toBytes());
        }
        return secrets;
    }

    /** A random source that had filled half of the bytes was taken for one that had filled all. */
    @Incident("27")
    void pquerna100_everyByteOfASecretAndEverySymbolOfACodeIsRandom(MfaStore store) {
        Person alice = Person.on(store);
        List<byte[]> secrets = secretsOf(alice, 32);
        for (int position = 0; position < 20; position++) {
            Set<Byte> seen = new HashSet<>();
            for (byte[] secret : secrets) {
                seen.add(secret[position]);
            }
            assertThat(seen).as("byte " + position).hasSizeGreaterThan(12);
        }
        List<String> codes = alice.enrolls().backupCodes;
        for (int position = 0; position < 19; position++) {
            Set<Character> seen = new HashSet<>();
            for (String code : codes) {
                seen.add(code.charAt(position));
            }
            assertThat(seen.size() > 1).as("symbol " + position).isEqualTo(position % 5 != 4);
        }
    }

    /** Secrets of 80 or 120 bits, where RFC 4226 asks for 128, and symbols that were not equally likely. */
    @Incident("28")
    void cve_2024_8796_secretsHave160EvenBitsAndWeakOnesAreNotMadeAndNotOverlooked(MfaStore store) {
        int[] nibbles = new int[16];
        for (byte[] secret : secretsOf(Person.on(store), 64)) {
            assertThat(secret).hasSize(20);
            for (byte octet : secret) {
                nibbles[octet & 15]++;
                nibbles[(octet >> 4) & 15]++;
            }
        }
        double expected = 64 * 20 * 2 / 16.0;
        double chiSquare = 0;
        for (int count : nibbles) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        // 15 degrees of freedom: once in 1e12 by chance.
        assertThat(chiSquare).isLessThan(90);
        assertThatIllegalArgumentException().isThrownBy(() -> OtpSecret.generate(15));
        assertThat(OtpSecret.ofBytes(new byte[15]).strength()).isEqualTo(OtpSecret.Strength.BELOW_RFC_4226);
        assertThat(OtpSecret.ofBytes(new byte[16]).strength()).isEqualTo(OtpSecret.Strength.ACCEPTABLE);
        assertThat(OtpSecret.generate().strength()).isEqualTo(OtpSecret.Strength.RECOMMENDED);
    }

    /** Whoever could read the database could sign in. */
    @Incident("29")
    void djangoOtp67_nothingThatIsStoredHoldsASecretACodeATokenOrAHash(MfaStore store) {
        InterposedStore records = new InterposedStore(store);
        Traces secrets = new Traces();
        Person alice = Person.on(records, builder -> settings(builder, secrets));
        live(alice, secrets, new ArrayList<>());
        assertThat(records.written).hasSizeGreaterThan(10);
        secrets.assertAbsentFrom(records.written);
    }

    /** Secrets stood in logs, in exceptions and in what toString made of an object. */
    @Incident("32")
    void nothingThatIsPrintedHoldsASecretACodeATokenOrAHash(MfaStore store) {
        Traces secrets = new Traces();
        List<Object> seen = new ArrayList<>();
        int linesOfOthers = CapturedLog.lines().size();
        InterposedStore records = new InterposedStore(store);
        try (CoreLog log = CoreLog.open()) {
            Person alice = Person.on(
                    records, builder -> settings(builder.listener(SecretIncidents::failsWithTheEvent), secrets));
            expire(alice, live(alice, secrets, seen), records, secrets, seen);
            seen.addAll(alice.events);
            seen.addAll(List.of(alice.mfa, alice.phone, alice.stored(), AesGcmSecretCipher.of("k1", Person.key())));
            // Each event is lost to the listener that fails, and the log says so, with what that one said of the event.
            assertThat(log.lines().stream().filter(line -> line.contains("the mail server is gone")))
                    .hasSameSizeAs(alice.events);
            assertThat(log.lines()).anyMatch(line -> line.startsWith("WARNING A set-up"));
            seen.addAll(log.lines());
        }
        List<String> ofTheStore =
                CapturedLog.lines().stream().skip(linesOfOthers).toList();
        assertThat(ofTheStore.stream().anyMatch(line -> line.contains("Another writer came first")))
                .isEqualTo(IncidentStores.isJdbc(store));
        seen.addAll(ofTheStore);
        assertThat(seen).hasSizeGreaterThan(60);
        secrets.assertAbsentFrom(seen.stream().map(Object::toString).toList());
    }

    private static void failsWithTheEvent(MfaEvent event) {
        throw new IllegalStateException("the mail server is gone: " + event);
    }

    /** The set-up is confirmed although another server writes between read and write, and nobody activates it in time. */
    private static void expire(
            Person alice, Enrollment.Offered offer, InterposedStore records, Traces secrets, List<Object> seen) {
        records.beforeTheNextWrite(() -> seen.add(alice.server().confirm(alice.id, offer.id(), alice.wrongCode())));
        Confirmation.AwaitingActivation shown = got(
                Confirmation.AwaitingActivation.class, alice.mfa.confirm(alice.id, offer.id(), code(alice, secrets)));
        shown.backupCodes().codes().forEach(secrets::addText);
        assertThat(said(alice.later(3_600).mfa.activate(alice.id, shown.setId())))
                .isEqualTo("EXPIRED");
        seen.addAll(List.of(shown, shown.backupCodes()));
    }

    private static void settings(MfaBuilder builder, Traces secrets) {
        builder.trustBrowsersFor(Duration.ofDays(30)).backupCodeHasher(new BackupCodeHasher() {
            private final BackupCodeHasher real = new Pbkdf2BackupCodeHasher();

            @Override
            public String parametersFor(int entropyBits) {
                return real.parametersFor(entropyBits);
            }

            @Override
            public byte[] hash(String code, byte[] salt, String parameters) {
                byte[] hash = real.hash(code, salt, parameters);
                secrets.addBytes(hash);
                return hash;
            }
        });
    }

    /** A life with everything that is secret, from the first mail to the reset and the offer that follows it. */
    private static Enrollment.Offered live(Person alice, Traces secrets, List<Object> seen) {
        Mfa mfa = alice.mfa;
        EmailCode.Issued mailed = got(EmailCode.Issued.class, mfa.createEmailCode(alice.id, Person.ADDRESS));
        secrets.addText(mailed.code());
        var permit = tokenOf(mfa.proveEmail(alice.id, Person.ADDRESS, mailed.code()));
        secrets.addText(permit.value());
        Enrollment.Offered offer =
                got(Enrollment.Offered.class, mfa.enrollWithPermit(alice.id, Person.ADDRESS, "Phone", permit.value()));
        scan(alice, offer, secrets, seen);
        Confirmation.AwaitingActivation shown =
                got(Confirmation.AwaitingActivation.class, mfa.confirm(alice.id, offer.id(), code(alice, secrets)));
        shown.backupCodes().codes().forEach(secrets::addText);
        seen.addAll(List.of(mailed, permit, shown, shown.backupCodes(), mfa.activate(alice.id, shown.setId())));

        alice.later(30);
        Verification.Accepted in =
                got(Verification.Accepted.class, mfa.verifyAndTrustBrowser(alice.id, code(alice, secrets), "Firefox"));
        secrets.addText(in.browserToken().orElseThrow().value());
        seen.addAll(List.of(in, in.browserToken(), mfa.verify(alice.id, code(alice, secrets))));
        seen.add(mfa.verify(alice.id, alice.wrongCode()));
        Reissue.Issued again = got(
                Reissue.Issued.class,
                mfa.settings()
                        .reissueBackupCodes(
                                alice.id, shown.backupCodes().codes().get(0)));
        again.backupCodes().codes().forEach(secrets::addText);
        seen.addAll(List.of(again, again.backupCodes(), mfa.activate(alice.id, again.setId()), alice.status()));
        wrongKeys(alice, again.backupCodes().codes().get(1), secrets, seen);

        var link = tokenOf(mfa.recovery().createRecoveryLink(alice.id));
        var second = tokenOf(mfa.recovery().redeemRecoveryLink(alice.id, link.value()));
        var third = tokenOf(mfa.admin().reset(alice.id, "admin"));
        List.of(link, second, third).forEach(token -> secrets.addText(token.value()));
        seen.addAll(List.of(link, second, third, alice.status(), mfa.afterPassword(alice.id)));
        Enrollment.Offered last =
                got(Enrollment.Offered.class, mfa.enrollWithPermit(alice.id, Person.ADDRESS, "Phone", third.value()));
        scan(alice, last, secrets, seen);
        return last;
    }

    private static void scan(Person alice, Enrollment.Offered offer, Traces secrets, List<Object> seen) {
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        alice.phone = Person.phoneOf(offer);
        secrets.addBytes(uri.secret().toBytes());
        secrets.addText(offer.manualKey().replace(' ', '-'));
        seen.addAll(List.of(offer, offer.id(), uri, uri.secret(), alice.phone));
    }

    private static String code(Person alice, Traces secrets) {
        secrets.addText(alice.code());
        return alice.code();
    }

    private static void wrongKeys(Person alice, String paper, Traces secrets, List<Object> seen) {
        byte[] other = Person.key();
        other[0] = 99;
        for (String keyId : List.of("k1", "k2")) {
            Mfa wrong = Mfa.builder("Example Bank")
                    .store(alice.store)
                    .secretCipher(AesGcmSecretCipher.of(keyId, other))
                    .instantSource(() -> alice.now)
                    .build();
            seen.add(trace(() -> said(wrong.verify(alice.id, code(alice.later(30), secrets)))));
            seen.add(trace(() -> said(wrong.verify(alice.id, paper))));
        }
        seen.add(trace(() -> OtpSecret.ofBase32(alice.code() + "!")));
        seen.add(trace(() -> said(alice.mfa.enroll(alice.code() + "\n", Person.ADDRESS))));
    }

    private static String trace(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(RuntimeException.class);
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** "Encrypted" meant a method that one could override, and that returned its argument. */
    @Incident("30")
    void allauth_aCipherThatDoesNotEncryptIsRefusedAndThereIsNoDefault(MfaStore store) {
        SecretCipher identity = new SecretCipher() {
            @Override
            public byte[] seal(byte[] plaintext, byte[] associatedData) {
                return plaintext.clone();
            }

            @Override
            public byte[] open(byte[] sealed, byte[] associatedData) {
                return sealed.clone();
            }
        };
        MfaBuilder builder = Mfa.builder("Example Bank").store(store);
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("secretCipher");
        assertThatIllegalStateException()
                .isThrownBy(builder.secretCipher(identity)::build)
                .withMessageContaining("does not encrypt");
        assertThatIllegalArgumentException().isThrownBy(() -> AesGcmSecretCipher.of("k1", new byte[32]));
    }

    /** Whoever could write the database could give a victim a secret of his own. */
    @Incident("31")
    void jahia_aRecordThatWasCopiedToAnotherUserDoesNotOpen(MfaStore store) {
        Person mallory = Person.on(store).enrolls();
        Person victim = Person.on(store).enrolls();
        StoredState own = victim.stored();
        StoredState copied = new StoredState(own.version() + 1, mallory.stored().state());
        assertThat(store.compareAndSet(victim.id, own.version(), copied)).isTrue();
        for (String typed : List.of(mallory.code(), mallory.backupCodes.get(0), victim.code())) {
            assertThatIllegalStateException().isThrownBy(() -> said(victim.mfa.verify(victim.id, typed)));
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> said(victim.mfa.settings().disable(victim.id, mallory.code())));
        assertThat(victim.mfa.afterPassword(victim.id)).isEqualTo(new SignIn.Challenge());
        assertThat(victim.stored()).isEqualTo(copied);
        assertThat(mallory.types(mallory.code())).isEqualTo(ACCEPTED);
    }
}
