package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.SecretCipher;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the builder refuses, so that it does not fail, or silently protect nothing, at the first sign-in. */
class BuilderTest {

    private final Fixture.CountingHasher hasher = new Fixture.CountingHasher();
    private final AesGcmSecretCipher aes = AesGcmSecretCipher.of("k1", Fixture.key(1));

    private MfaBuilder builder() {
        return Mfa.builder("Example Bank")
                .store(new InMemoryMfaStore())
                .secretCipher(aes)
                .backupCodeHasher(hasher);
    }

    @Test
    void twoLinesAreEnough() {
        Mfa mfa = Mfa.builder("Example Bank")
                .store(new InMemoryMfaStore())
                .secretCipher(aes)
                .build();
        assertThat(mfa.afterPassword("user-1")).isInstanceOf(SignIn.Allow.class);
    }

    @Test
    void aStoreAndACipherHaveNoDefault() {
        assertThatIllegalStateException()
                .isThrownBy(() -> buildAndDrop(Mfa.builder("Example Bank").secretCipher(aes)))
                .withMessageContaining("store(");
        assertThatIllegalStateException()
                .isThrownBy(() -> buildAndDrop(Mfa.builder("Example Bank").store(new InMemoryMfaStore())))
                .withMessageContaining("secretCipher(");
    }

    private static void buildAndDrop(MfaBuilder builder) {
        assertThat(builder.build()).isNotNull();
    }

    private void refused(SecretCipher cipher, String why) {
        assertThatIllegalStateException()
                .isThrownBy(() -> buildAndDrop(builder().secretCipher(cipher)))
                .withMessageContaining("SecretCipher")
                .withMessageContaining(why);
    }

    private void refused(BackupCodeHasher bad, String why) {
        assertThatIllegalStateException()
                .isThrownBy(() -> buildAndDrop(builder().backupCodeHasher(bad)))
                .withMessageContaining("BackupCodeHasher")
                .withMessageContaining(why);
    }

    @Test
    void allauthEncrypt_aCipherThatDoesNotEncryptIsRefused() {
        refused(new Sealing((plain, data) -> plain, (box, data) -> box), "does not encrypt");
        refused(
                new Sealing((plain, data) -> concat(data, plain), (box, data) -> {
                    check(Arrays.equals(Arrays.copyOf(box, data.length), data));
                    return Arrays.copyOfRange(box, data.length, box.length);
                }),
                "does not encrypt");
    }

    @Test
    void jahia_aCipherThatIgnoresTheAssociatedDataIsRefused() {
        refused(
                new Sealing((plain, data) -> aes.seal(plain, new byte[0]), (box, data) -> aes.open(box, new byte[0])),
                "associated data");
    }

    @Test
    void aCipherThatDoesNotOpenWhatItSealedIsRefused() {
        refused(new Sealing(aes::seal, (box, data) -> new byte[64]), "does not open");
        refused(new Sealing(aes::seal, (box, data) -> Arrays.copyOf(aes.open(box, data), 63)), "does not open");
    }

    @Test
    void aCipherThatDoesNotNoticeAChangedBitIsRefused() {
        // A stream cipher with the user in front of the plain text: the user is checked, the rest is not.
        byte[] stream = random(4_096);
        refused(
                new Sealing((plain, data) -> xor(concat(data, plain), stream), (box, data) -> {
                    byte[] both = xor(box, stream);
                    check(Arrays.equals(Arrays.copyOf(both, data.length), data));
                    return Arrays.copyOfRange(both, data.length, both.length);
                }),
                "does not notice that a bit");
    }

    @Test
    void aCipherWithAnErrorOfItsOwnSaysSoAtTheStart() {
        AesGcmSecretCipher another = AesGcmSecretCipher.of("k2", Fixture.key(2));
        assertThatIllegalStateException()
                .isThrownBy(() -> buildAndDrop(builder().secretCipher(new Sealing(aes::seal, another::open))))
                .withMessageContaining("k1");
    }

    private static byte[] withoutZeros(byte[] box) {
        if (!Arrays.equals(Arrays.copyOf(box, 1_500), new byte[1_500])) {
            throw new IllegalStateException("changed");
        }
        return Arrays.copyOfRange(box, 1_500, box.length);
    }

    @Test
    void aCipherThatAddsTooMuchIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buildAndDrop(builder()
                        .secretCipher(new Sealing(
                                (plain, data) -> concat(new byte[1_500], aes.seal(plain, data)),
                                (box, data) -> aes.open(withoutZeros(box), data)))))
                .withMessageContaining("characters");
    }

    @Test
    void aCipherThatAddsAHundredBytesIsTaken() {
        Sealing wide = new Sealing(
                (plain, data) -> concat(new byte[69], aes.seal(plain, data)),
                (box, data) -> aes.open(Arrays.copyOfRange(box, 69, box.length), data));
        assertThatCode(() -> buildAndDrop(builder().secretCipher(wide))).doesNotThrowAnyException();
    }

    @Test
    void aHasherThatIsNoneIsRefused() {
        refused(new Hashing("test.1", (code, salt) -> new byte[16]), "the same hash");
        refused(new Hashing("test.1", (code, salt) -> hasher.hash(code, new byte[16], "test.1")), "the same hash");
        refused(new Hashing("test.1", (code, salt) -> hasher.hash("", salt, "test.1")), "the same hash");
        refused(new Hashing("test.1", (code, salt) -> random(16)), "different hashes");
        refused(new Hashing("test.1", (code, salt) -> Arrays.copyOf(hasher.hash(code, salt, "test.1"), 15)), "not 15");
        refused(new Hashing("test.1", (code, salt) -> Arrays.copyOf(hasher.hash(code, salt, "test.1"), 33)), "not 33");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "a;b", "a=b", "\u00E9", "1234567890123456789012345"})
    void parametersThatTheRecordCannotKeepAreRefused(String parameters) {
        refused(new Hashing(parameters, (code, salt) -> hasher.hash(code, salt, "test.1")), "parameters");
    }

    @ParameterizedTest
    @CsvSource({
        "6, 10,  9, 0, 0, true", "6, 10, 10, 0, 0, false", "7, 60, 60, 0, 0, true", "6, 1, 2, 16, 6, true",
        "6,  2,  2, 16, 6, false", "6, 1, 1, 10, 6, true", "8, 60, 60, 16, 8, true", "8, 2, 2, 16, 6, true",
        "7,  1,  1, 16, 6, true", "8, 10, 10, 16, 6, true"
    })
    void aWindowTooWideForTheDigitsIsRefused(
            int digits, int back, int ahead, int codes, int codeDigits, boolean accepted) {
        MfaBuilder builder =
                builder().totp(TotpParameters.DEFAULT.withDigits(digits)).window(new TotpWindow(back, ahead));
        if (codes > 0) {
            builder.backupCodes(BackupCodeFormat.insecureShortNumeric(codes, codeDigits));
        }
        if (accepted) {
            assertThatCode(() -> buildAndDrop(builder)).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> buildAndDrop(builder))
                    .withMessageContaining("window")
                    .withMessageContaining("digits");
        }
    }

    @Test
    void aT0ThatNoUriCanSayIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> buildAndDrop(builder().totp(TotpParameters.DEFAULT.withT0(Instant.ofEpochSecond(30)))))
                .withMessageContaining("t0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT59.999999999S", "PT24H0.000000001S", "-PT10M", "PT1000000H"})
    void aSetupLifetimeOutOfRangeIsRefused(Duration lifetime) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().setupLifetime(lifetime))
                .withMessageContaining("1 minute to 24 hours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " Bank", "Bank\u00A0", "Ba:nk", "Ba\nnk", "Ba\u202Enk", "\uD83D"})
    void anIssuerThatAppsCannotShowIsRefused(String issuer) {
        assertThatIllegalArgumentException().isThrownBy(() -> Mfa.builder(issuer));
        assertThatIllegalArgumentException().isThrownBy(() -> Mfa.builder("x".repeat(101)));
        assertThatIllegalArgumentException().isThrownBy(() -> Mfa.builder("\u00E9".repeat(51)));
    }

    @Test
    void theLargestConfigurationFitsTheRecord() {
        Configuration largest = Rig.configuration(
                TotpParameters.of(OtpAlgorithm.SHA512, 8, Duration.ofSeconds(86_400)),
                BackupCodeFormat.crockford(16, 8, 4));
        int longest = StateCodec.encode(LongestRecord.of(largest, aes, 16)).length();
        assertThat(longest).isLessThanOrEqualTo(4_000 - ConfigurationCheck.RESERVED_CHARACTERS);
    }

    @Test
    void theUsualRecordHasAtMostNineHundredCharacters() {
        Fixture usual = new Fixture();
        Fixture.Owner owner = usual.enable("0a1b2c3d-0a1b-4c3d-8e5f-0a1b2c3d4e5f");
        assertThat(usual.record(owner.user()).length()).isLessThanOrEqualTo(900);
    }

    @Test
    void twoInstancesOfOneBuilderAreIndependent() {
        Fixture host = new Fixture();
        Fixture.Owner owner = host.enable();
        MfaBuilder builder = host.builder();
        Mfa first = builder.build();
        Mfa strict = builder.window(TotpWindow.STRICT).build();
        String old = owner.phone().code(host.clock.instant().minusSeconds(30));
        assertThat(outcome(strict.verify(owner.user(), old))).isEqualTo("WRONG_CODE");
        assertThat(outcome(first.verify(owner.user(), old))).isEqualTo(ACCEPTED);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] xor(byte[] bytes, byte[] stream) {
        byte[] mixed = bytes.clone();
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] ^= stream[i];
        }
        return mixed;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static void check(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("does not open");
        }
    }

    private interface Bytes {
        byte[] apply(byte[] bytes, byte[] data);
    }

    private record Sealing(Bytes sealer, Bytes opener) implements SecretCipher {
        @Override
        public byte[] seal(byte[] plaintext, byte[] associatedData) {
            return sealer.apply(plaintext, associatedData);
        }

        @Override
        public byte[] open(byte[] sealed, byte[] associatedData) {
            return opener.apply(sealed, associatedData);
        }
    }

    private interface Hash {
        byte[] of(String code, byte[] salt);
    }

    private record Hashing(String parameters, Hash hash) implements BackupCodeHasher {
        @Override
        public String parametersFor(int entropyBits) {
            return parameters;
        }

        @Override
        public byte[] hash(String code, byte[] salt, String ignored) {
            return hash.of(code, salt);
        }
    }
}
