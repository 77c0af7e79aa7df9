package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.key;
import static io.github.mfa4j.Fixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher;
import io.github.mfa4j.spi.StoredState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ready implementations of the SPI. */
class DefaultsTest {

    private static final byte[] PLAIN = "a secret of a device".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "user-1".getBytes(StandardCharsets.US_ASCII);

    private final AesGcmSecretCipher cipher = AesGcmSecretCipher.of("k1", key(1));
    private final Pbkdf2BackupCodeHasher hasher = new Pbkdf2BackupCodeHasher();

    @Test
    void whatIsSealedOpensAndNeverLooksAlike() {
        Set<String> seen = new HashSet<>();
        for (int length = 0; length < 200; length++) {
            byte[] plain = new byte[length];
            byte[] sealed = cipher.seal(plain, DATA);
            assertThat(cipher.open(sealed, DATA)).isEqualTo(plain);
            assertThat(sealed.length - length).isLessThanOrEqualTo(100).isEqualTo(1 + 2 + 12 + 16);
            assertThat(seen.add(HexFormat.of().formatHex(sealed, 3, 15)))
                    .as("a nonce of its own")
                    .isTrue();
        }
    }

    @Test
    void everyBitOfWhatIsSealedAndOfTheAssociatedDataMatters() {
        byte[] sealed = cipher.seal(PLAIN, DATA);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = flipped(sealed, bit);
            assertThatIllegalStateException().isThrownBy(() -> cipher.open(changed, DATA));
        }
        for (int bit = 0; bit < DATA.length * 8; bit++) {
            byte[] changed = flipped(DATA, bit);
            assertThatIllegalStateException().isThrownBy(() -> cipher.open(sealed, changed));
        }
        assertThatIllegalStateException().isThrownBy(() -> cipher.open(sealed, new byte[0]));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    /** What opens is kept for the next record, and must not carry anything over: not a key, not a nonce, not an error. */
    @Test
    void whatOpenedBeforeDoesNotMatter() throws Exception {
        AesGcmSecretCipher ring = AesGcmSecretCipher.of("k2", key(2)).alsoOpening("k1", key(1));
        List<byte[]> sealed = List.of(cipher.seal(PLAIN, DATA), ring.seal(PLAIN, DATA), cipher.seal(DATA, PLAIN));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> tasks = Collections.nCopies(4, () -> {
                for (int i = 0; i < 500; i++) {
                    assertThat(ring.open(sealed.get(0), DATA)).isEqualTo(PLAIN);
                    assertThat(ring.open(sealed.get(1), DATA)).isEqualTo(PLAIN);
                    byte[] changed = flipped(sealed.get(i % 2), 8 * 20 + i % 64);
                    assertThatIllegalStateException().isThrownBy(() -> ring.open(changed, DATA));
                    assertThat(ring.open(sealed.get(2), PLAIN)).isEqualTo(DATA);
                }
                return null;
            });
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsCutOffOrLongerDoesNotOpen() {
        byte[] sealed = cipher.seal(PLAIN, DATA);
        for (int length = 0; length <= sealed.length + 3; length++) {
            byte[] changed = Arrays.copyOf(sealed, length);
            if (length != sealed.length) {
                assertThatIllegalStateException().isThrownBy(() -> cipher.open(changed, DATA));
            }
        }
    }

    @Test
    void keysRotate() {
        byte[] old = cipher.seal(PLAIN, DATA);
        AesGcmSecretCipher prepared = cipher.alsoOpening("k2", key(2));
        AesGcmSecretCipher rotated = AesGcmSecretCipher.of("k2", key(2)).alsoOpening("k1", key(1));
        assertThat(prepared.isOutdated(old)).isFalse();
        assertThat(rotated.isOutdated(old)).isTrue();
        assertThat(rotated.open(old, DATA)).isEqualTo(PLAIN);
        byte[] renewed = rotated.seal(PLAIN, DATA);
        assertThat(rotated.isOutdated(renewed)).isFalse();
        assertThat(prepared.open(renewed, DATA))
                .as("a server that was not restarted yet")
                .isEqualTo(PLAIN);
        assertThatIllegalStateException()
                .as("the first cipher is unchanged")
                .isThrownBy(() -> cipher.open(renewed, DATA))
                .withMessageContaining("'k2'")
                .withMessageContaining("alsoOpening");
    }

    @Test
    void aKeyWithOtherBytesIsNamedAndNotShown() {
        AesGcmSecretCipher other = AesGcmSecretCipher.of("k1", key(9));
        byte[] sealed = cipher.seal(PLAIN, DATA);
        assertThatIllegalStateException()
                .isThrownBy(() -> other.open(sealed, DATA))
                .withMessageContaining("'k1'")
                .satisfies(e -> {
                    for (Throwable t = e; t != null; t = t.getCause()) {
                        assertThat(String.valueOf(t.getMessage()))
                                .doesNotContainIgnoringCase(HexFormat.of().formatHex(key(9), 0, 4))
                                .doesNotContain(Arrays.toString(key(9)));
                    }
                });
        assertThat(cipher.toString()).isEqualTo("AesGcmSecretCipher[seals with k1, opens with 1 keys]");
    }

    @Test
    void theArrayOfTheKeyIsCopied() {
        byte[] key = key(1);
        AesGcmSecretCipher own = AesGcmSecretCipher.of("k1", key);
        Arrays.fill(key, (byte) 0);
        assertThat(cipher.open(own.seal(PLAIN, DATA), DATA)).isEqualTo(PLAIN);
        byte[] plain = PLAIN.clone();
        byte[] data = DATA.clone();
        byte[] sealed = own.seal(plain, data);
        byte[] before = sealed.clone();
        assertThat(own.open(sealed, data)).isEqualTo(PLAIN);
        assertThat(plain).isEqualTo(PLAIN);
        assertThat(data).isEqualTo(DATA);
        assertThat(sealed).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456789", "a b", "a.b", "\u00E9", "k1\n"})
    void keyIdsThatCannotBeKeptAreRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AesGcmSecretCipher.of(id, key(1)))
                .withMessageContaining("keyId");
        assertThatIllegalArgumentException().isThrownBy(() -> cipher.alsoOpening(id, key(2)));
    }

    @Test
    void badKeysAreRefused() {
        for (int length : new int[] {0, 16, 24, 31, 33, 64}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AesGcmSecretCipher.of("k1", Arrays.copyOf(key(1), length)))
                    .withMessageContaining("32 bytes");
        }
        for (byte b : new byte[] {0, 1, -1}) {
            byte[] equal = new byte[32];
            Arrays.fill(equal, b);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AesGcmSecretCipher.of("k1", equal))
                    .withMessageContaining("equal bytes");
            assertThatIllegalArgumentException().isThrownBy(() -> cipher.alsoOpening("k2", equal));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cipher.alsoOpening("k1", key(2)))
                .withMessageContaining("taken");
    }

    @Test
    void recordsAreSealedAnewWithTheirNextWriteAndNotBefore() {
        Fixture host = new Fixture();
        Fixture.Owner owner = host.enable();
        AesGcmSecretCipher rotated = AesGcmSecretCipher.of("k2", key(2)).alsoOpening("k1", key(1));
        AesGcmSecretCipher onlyNew = AesGcmSecretCipher.of("k2", key(2));
        Mfa during = host.another(choices -> choices.secretCipher(rotated));
        Mfa after = host.another(choices -> choices.secretCipher(onlyNew));
        String before = host.record(USER);
        assertThat(during.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
        assertThat(outcome(during.verify(USER, "12345"))).isEqualTo("MALFORMED");
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(outcome(during.verify(USER, owner.phone().code(host.clock.instant()))))
                .isEqualTo(ACCEPTED);
        host.clock.moveSeconds(30);
        assertThat(outcome(after.verify(USER, owner.phone().code(host.clock.instant()))))
                .isEqualTo(ACCEPTED);
        assertThat(outcome(after.verify(USER, owner.codes().get(0)))).isEqualTo(ACCEPTED);
        host.clock.moveSeconds(30);
        assertThatThrownBy(() -> outcome(host.mfa.verify(USER, owner.phone().code(host.clock.instant()))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'k2'");
    }

    @ParameterizedTest
    @CsvSource({
        "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605",
        "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9"
    })
    void rfc7914Section11(String password, String salt, int iterations, String expected) {
        byte[] hash = hasher.hash(password, salt.getBytes(StandardCharsets.US_ASCII), "pbkdf2-sha256." + iterations);
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1,210000", "19,210000", "63,210000", "64,10000", "80,10000", "111,10000", "112,1", "160,1"})
    void theStrongerTheCodeTheFewerTheIterations(int bits, int iterations) {
        assertThat(hasher.parametersFor(bits)).isEqualTo("pbkdf2-sha256." + iterations);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pbkdf2-sha256.",
                "pbkdf2-sha256.0",
                "pbkdf2-sha256.-1",
                "pbkdf2-sha256.01",
                "pbkdf2-sha256.1 ",
                "pbkdf2-sha256.10000001",
                "pbkdf2-sha256.99999999999",
                "pbkdf2-sha512.1",
                "test.1",
                "pbkdf2-sha256.\u0661",
                "PBKDF2-SHA256.1"
            })
    void parametersItDoesNotKnowAreRefusedByName(String parameters) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hasher.hash("ABCD", new byte[16], parameters))
                .withMessageContaining("'" + parameters + "'");
    }

    @Test
    void theStoreKeepsTheNumberedRules() {
        InMemoryMfaStore store = new InMemoryMfaStore();
        StoredState first = new StoredState(1L << 40, "mfa4j1;first");
        StoredState second = new StoredState((1L << 40) + 1, "mfa4j1;second");
        assertThat(store.find("alice")).isEmpty();
        assertThat(store.compareAndSet("alice", 7, first))
                .as("7: creates nothing")
                .isFalse();
        assertThat(store.find("alice")).isEmpty();
        assertThat(store.compareAndSet("alice", 0, first)).isTrue();
        assertThat(store.compareAndSet("alice", 0, second))
                .as("7: there is one")
                .isFalse();
        assertThat(store.find("alice")).as("4 and 6").contains(first);
        assertThat(store.compareAndSet("alice", second.version(), second)).isFalse();
        assertThat(store.compareAndSet("alice", -1, second)).isFalse();
        assertThat(store.find("alice")).as("2: false wrote nothing").contains(first);
        assertThat(store.compareAndSet("alice", first.version(), second)).isTrue();
        assertThat(store.compareAndSet("alice", first.version(), second)).isFalse();
        for (String other : List.of("Alice", "alice ", "alic\u00E9", "")) {
            assertThat(store.find(other)).as("5").isEmpty();
        }
        assertThat(store.toString()).doesNotContain("alice", "second");
    }
}
