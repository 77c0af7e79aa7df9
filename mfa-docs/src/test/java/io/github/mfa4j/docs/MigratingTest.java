package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.HMACAlgorithm;
import com.bastiaanjansen.otp.SecretGenerator;
import com.bastiaanjansen.otp.TOTPGenerator;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import com.warrenstrange.googleauth.GoogleAuthenticatorKey;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.recovery.RecoveryCodeGenerator;
import dev.samstevens.totp.secret.DefaultSecretGenerator;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.Verification;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.spi.Enforcement;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users of other libraries are moved with the code of the guide, and sign in with what those libraries gave them. */
class MigratingTest {

    private static final String USER = "user-1";
    private static final String SHARED = "reception";

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final Mfa mfa = Mfa.builder("Example Bank")
            .store(new InMemoryMfaStore())
            .secretCipher(AesGcmSecretCipher.of("k1", key()))
            .instantSource(() -> now)
            .enforcement(user -> user.equals(SHARED) ? Enforcement.mayNotEnroll() : Enforcement.optional())
            .build();

    @Test
    void fromJavaTotp() throws Exception {
        String secret = new DefaultSecretGenerator().generate();
        List<String> codes = Arrays.asList(new RecoveryCodeGenerator().generateCodes(16));
        Object guide = guide("java-totp", "FromJavaTotp");
        assertThat(move(guide, USER, secret, codes)).isTrue();
        // A sweep that is started again.
        assertThat(move(guide, USER, secret, codes)).isTrue();

        accepted(new DefaultCodeGenerator().generate(secret, nextStep()));
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            accepted(i % 2 == 0 ? code : code.toUpperCase(Locale.ROOT).replace("-", " "));
            assertThat(mfa.status(USER).backupCodesLeft()).isEqualTo(15 - i);
        }
    }

    @Test
    void fromOtpJava() throws Exception {
        byte[] base32 = SecretGenerator.generate();
        TOTPGenerator app = new TOTPGenerator.Builder(base32)
                .withHOTPGenerator(
                        hotp -> hotp.withAlgorithm(HMACAlgorithm.SHA256).withPasswordLength(8))
                .withPeriod(Duration.ofSeconds(60))
                .build();
        Object guide = guide("otp-java", "FromOtpJava");
        assertThat(move(guide, USER, base32, app.getAlgorithm().name(), app.getPasswordLength(), app.getPeriod()))
                .isTrue();

        now = now.plusSeconds(180);
        accepted(app.at(now));
        assertThat(mfa.status(USER).backupCodesLeft()).isZero();
    }

    @Test
    void fromGoogleAuth() throws Exception {
        GoogleAuthenticatorKey key = new GoogleAuthenticator().createCredentials();
        Object guide = guide("googleauth", "FromGoogleAuth");
        assertThat(move(guide, USER, key.getKey(), key.getScratchCodes())).isTrue();

        assertThat(move(guide, SHARED, key.getKey(), key.getScratchCodes())).isFalse();

        nextStep();
        int code = new GoogleAuthenticator().getTotpPassword(key.getKey(), now.toEpochMilli());
        String sixDigits = String.valueOf(1_000_000 + code).substring(1);
        accepted(sixDigits);
        for (int scratchCode : key.getScratchCodes()) {
            accepted(String.valueOf(scratchCode));
        }
        assertThat(mfa.status(USER).backupCodesLeft()).isZero();
    }

    /** Two steps on, since codes of the window of the import are taken for used ones. */
    private long nextStep() {
        now = now.plusSeconds(60);
        return now.getEpochSecond() / 30;
    }

    private void accepted(String code) {
        assertThat(mfa.verify(USER, code)).isInstanceOf(Verification.Accepted.class);
    }

    private Object guide(String page, String typeName) throws Exception {
        JavaBlocks blocks = JavaBlocks.of("docs/migrating/" + page + ".md");
        assertThat(blocks.typeNames()).containsExactly(typeName);
        return blocks.compiled(typeName, folder).getConstructor(Mfa.class).newInstance(mfa);
    }

    private static boolean move(Object guide, Object... arguments) throws Exception {
        return (boolean) Arrays.stream(guide.getClass().getMethods())
                .filter(method -> method.getName().equals("move"))
                .findFirst()
                .orElseThrow()
                .invoke(guide, arguments);
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
