package io.github.mfa4j;

import static io.github.mfa4j.Rig.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.RejectionReason;
import io.github.mfa4j.spi.SecretCipher;
import io.github.mfa4j.spi.StoredState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** djangoOtp67, incident 32: nothing that is stored, told, logged, thrown or printed holds a secret, a code or a hash. */
class StoredSecretsTest {

    private final SecretForms secrets = new SecretForms();
    private final List<String> seen = new ArrayList<>();
    private final Rig rig = new Rig();
    private final BackupCodeHasher hasher = new BackupCodeHasher() {
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
    };

    // Eight digits: six are too likely to stand somewhere by chance.
    private final Mfa mfa = rig.builder
            .totp(TotpParameters.DEFAULT.withDigits(8))
            .backupCodeHasher(hasher)
            .trustBrowsersFor(Duration.ofDays(30))
            .listener(event -> {
                seen.add("event " + event);
                throw new IllegalStateException("cannot mail " + event);
            })
            .build();

    StoredSecretsTest() {
        rig.store.writes = (user, expected, next) -> {
            seen.add("record " + next.state());
            seen.add("record " + next);
            return rig.store.write(user, expected, next);
        };
        CapturedLogs.LINES.clear();
    }

    private String code(int step) {
        String code = rig.phone.code(rig.now.plusSeconds(30L * step));
        secrets.addText(code);
        return code;
    }

    private Enrollment.Offered offered() {
        return scanned(mfa.enroll(USER, "alice@example.com"));
    }

    private Enrollment.Offered scanned(Enrollment answer) {
        Enrollment.Offered offer = (Enrollment.Offered) answer;
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        rig.phone = io.github.mfa4j.otp.Totp.of(uri.secret(), uri.totpParameters());
        secrets.addBytes(uri.secret().toBytes());
        secrets.addText(offer.manualKey().replace(' ', '-'));
        seen.add("offer " + offer + offer.id() + offer.expiresAt() + offer.warnings() + rig.phone + uri + uri.secret());
        return offer;
    }

    private Confirmation.AwaitingActivation confirmed(Enrollment.Offered offer) {
        Confirmation.AwaitingActivation ok = (Confirmation.AwaitingActivation) mfa.confirm(USER, offer.id(), code(0));
        ok.backupCodes().codes().forEach(secrets::addText);
        seen.add("codes " + ok + ok.setId() + ok.expiresAt() + ok.backupCodes());
        return ok;
    }

    /** What the library logs besides listeners that throw. */
    private void leavesASetUpThatWasConfirmed() {
        confirmed(offered());
        rig.now = rig.now.plusSeconds(7_200);
        seen.add("left " + mfa.afterPassword(USER));
    }

    private String shown(Grant answer) {
        BearerToken token = ((Grant.Granted) answer).token();
        secrets.addText(token.value());
        seen.add("token " + answer + token);
        return token.value();
    }

    private String provedAddress() {
        String address = "alice@example.com";
        EmailCode.Issued mail = (EmailCode.Issued) mfa.createEmailCode(USER, address);
        secrets.addNumber(mail.code());
        String wrong = mail.code().equals("000000") ? "000001" : "000000";
        seen.add("mail " + mail + mfa.proveEmail(USER, address, wrong));
        return shown(mfa.proveEmail(USER, address, mail.code()));
    }

    @Test
    void aLifeOfAUserLeavesNoSecretAnywhere() {
        leavesASetUpThatWasConfirmed();
        String permit = provedAddress();
        Enrollment.Offered first = scanned(mfa.enrollWithPermit(USER, "alice@example.com", "Phone", permit));
        seen.add("wrong " + mfa.confirm(USER, first.id(), "00000000"));
        Enrollment.Offered offer = offered();
        confirmed(offer);
        rig.now = rig.now.plusSeconds(30);
        Confirmation.AwaitingActivation ok = confirmed(offer);
        seen.add("on " + mfa.activate(USER, ok.setId()));
        rig.now = rig.now.plusSeconds(60);
        for (int i = 0; i < 2; i++) {
            seen.add("app " + mfa.verify(USER, code(0)) + mfa.verify(USER, code(1)));
            seen.add("backup " + mfa.verify(USER, ok.backupCodes().codes().get(3)));
            seen.add("wrong " + mfa.verify(USER, "00000000") + mfa.verify(USER, "x") + mfa.verify("stranger", code(0)));
        }
        trustsABrowser();
        isLockedAndUnlocked();
        String link = shown(mfa.recovery().createRecoveryLink(USER));
        String afterwards = shown(mfa.recovery().redeemRecoveryLink(USER, link));
        scanned(mfa.enrollWithPermit(USER, "alice@example.com", "Phone", afterwards));
        isImportedAndReset();
        seen.add("rest " + mfa.status(USER) + mfa.afterPassword(USER) + Rig.cipher() + hasher);
        seen.add("state " + rig.state() + rig.stored());
        check();
    }

    private void trustsABrowser() {
        rig.now = rig.now.plusSeconds(90);
        Verification.Accepted in = (Verification.Accepted) mfa.verifyAndTrustBrowser(USER, code(0), "Firefox");
        String token = in.browserToken().orElseThrow().value();
        secrets.addText(token);
        seen.add("browser " + in + in.browserToken() + mfa.afterPassword(USER, token) + mfa.status(USER));
    }

    private void isLockedAndUnlocked() {
        Optional<Rejected> refusing = Optional.empty();
        while (refusing.isEmpty() || refusing.get().reason() != RejectionReason.LOCKED) {
            seen.add("wrong " + mfa.verify(USER, "00000000"));
            refusing = mfa.status(USER).refusing();
            refusing.flatMap(Rejected::retryAt).ifPresent(at -> rig.now = at);
        }
        String link = shown(mfa.recovery().createUnlockLink(USER));
        assertThat(mfa.recovery().redeemUnlockLink(USER, link)).isEqualTo(new Change.Done());
    }

    private void isImportedAndReset() {
        OtpSecret secret = OtpSecret.generate();
        secrets.addBytes(secret.toBytes());
        List<String> codes = List.of("tf8i-exmo-3lcb-slkm", "x4q2-7yhg-w9za-bcdp");
        codes.forEach(secrets::addText);
        Change imported =
                mfa.admin().importDevice(USER, secret, TotpParameters.DEFAULT, "Old phone", codes, "migration");
        assertThat(imported).isEqualTo(new Change.Done());
        seen.add("imported " + imported + rig.state());
        rig.now = rig.now.plusSeconds(60);
        seen.add("backup " + mfa.verify(USER, codes.get(0)));
        shown(mfa.admin().reset(USER, "admin"));
    }

    @Test
    void whatFailsShowsNoSecret() {
        leavesASetUpThatWasConfirmed();
        Confirmation.AwaitingActivation ok = confirmed(offered());
        assertThat(mfa.activate(USER, ok.setId())).isInstanceOf(Activation.Enabled.class);
        String backup = ok.backupCodes().codes().get(0);
        byte[] key = new byte[32];
        key[1] = 1;
        List<Mfa> wrongKeys = List.of(
                rig.builder.secretCipher(AesGcmSecretCipher.of("k1", key)).build(),
                rig.builder.secretCipher(AesGcmSecretCipher.of("k2", key)).build());
        for (Mfa wrong : wrongKeys) {
            fails(() -> wrong.verify(USER, code(1)));
            fails(() -> wrong.verify(USER, backup));
        }
        StoredState stored = rig.stored();
        for (int length = 7; length < stored.state().length(); length += 5) {
            StoredState cut = new StoredState(7, stored.state().substring(0, length));
            rig.store.real.put(USER, cut);
            seen.add("thrown "
                    + trace(catchThrowable(
                            () -> seen.add(mfa.verify(USER, code(1)).toString()))));
            seen.add("thrown "
                    + trace(catchThrowable(() -> seen.add(mfa.status(USER).toString()))));
        }
        rig.store.real.put("other", stored);
        fails(() -> mfa.verify("other", backup));
        fails(() -> mfa.enroll("bad user ", rig.phone.code(rig.now)));
        byte[] secret = OtpAuthUri.parse(offeredTo("third").uri()).secret().toBytes();
        secrets.addBytes(secret);
        String base32 = io.github.mfa4j.otp.Base32.encode(secret);
        fails(() -> io.github.mfa4j.otp.OtpSecret.ofBase32(base32 + "!"));
        fails(() -> io.github.mfa4j.otp.OtpSecret.ofBase32(base32 + "A"));
        fails(() -> OtpAuthUri.parse("otpauth://totp/a?secret=" + base32 + "&digits=99"));
        fails(() -> OtpAuthUri.parse("otpauth://totp/a?secret=" + base32 + "1"));
        fails(() -> new Pbkdf2BackupCodeHasher().hash(backup, new byte[16], "none"));
        check();
    }

    private Enrollment.Offered offeredTo(String user) {
        return (Enrollment.Offered) mfa.enroll(user, "alice@example.com");
    }

    @Test
    void theScanFindsWhatItLooksFor() {
        secrets.addBytes("0123456789abcdefghij".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        secrets.addText("Y3N9-5FSZ-4A6K-CKTG");
        for (String before : List.of("", "x", "xy", "xyz")) {
            byte[] longer = (before + "0123456789abcdefghij" + "?".repeat(before.length()))
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            assertThat(secrets.in(Base64.getUrlEncoder().encodeToString(longer)))
                    .isTrue();
            assertThat(secrets.in(Base64.getEncoder().encodeToString(longer))).isTrue();
        }
        assertThat(secrets.in("code y3n95fsz4a6kcktg.")).isTrue();
        secrets.addNumber("123456");
        assertThat(secrets.in("code 123456.")).isTrue();
        assertThat(secrets.in("at 1234567 and 0123456")).isFalse();
        assertThat(secrets.in("nothing")).isFalse();
    }

    /** The cipher here keeps hold of the arrays, which are the library's own before they are sealed and once they are opened. */
    @Test
    void plainTextIsWipedOnceItIsSealedOrRead() {
        List<byte[]> plain = new ArrayList<>();
        SecretCipher real = Rig.cipher();
        Rig watched = new Rig(new SecretCipher() {
            @Override
            public byte[] seal(byte[] plaintext, byte[] associatedData) {
                plain.add(plaintext);
                return real.seal(plaintext, associatedData);
            }

            @Override
            public byte[] open(byte[] sealed, byte[] associatedData) {
                byte[] opened = real.open(sealed, associatedData);
                plain.add(opened);
                return opened;
            }
        });
        // What the builder tried it with was no secret.
        plain.clear();
        watched.enabled();
        assertThat(plain).isNotEmpty().allSatisfy(bytes -> assertThat(bytes).containsOnly(0));
        plain.clear();
        assertThat(Rig.kind(watched.mfa.verify(USER, watched.freshCode()))).isEqualTo("ACCEPTED");
        assertThat(plain).hasSize(1).allSatisfy(bytes -> assertThat(bytes).containsOnly(0));
    }

    private void fails(Callable<?> call) {
        Throwable thrown = catchThrowable(call::call);
        assertThat(thrown).isInstanceOf(RuntimeException.class);
        seen.add("thrown " + trace(thrown));
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    private void check() {
        assertThat(CapturedLogs.LINES)
                .as("both things that are logged")
                .anyMatch(line -> line.contains("An MfaListener failed") && line.contains("cannot mail SetupStarted"))
                .anyMatch(line -> line.contains("never activated"));
        seen.addAll(CapturedLogs.LINES);
        assertThat(seen).hasSizeGreaterThan(20);
        seen.forEach(secrets::assertAbsentFrom);
    }
}
