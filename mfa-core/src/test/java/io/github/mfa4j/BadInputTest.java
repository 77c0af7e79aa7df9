package io.github.mfa4j;

import static io.github.mfa4j.Fixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.RejectionReason;
import io.github.mfa4j.spi.StoredState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a programmer passes by mistake is refused by name, and nothing is stored. */
@SuppressWarnings("NullAway")
class BadInputTest {

    private final Fixture host = new Fixture();
    private final Mfa mfa = host.mfa;

    @AfterEach
    void nothingWasStored() {
        assertThat(host.store.writes).hasValue(0);
        assertThat(host.events).isEmpty();
    }

    private static void nullIsNamed(String name, ThrowingCallable call) {
        assertThatNullPointerException().as(name).isThrownBy(call).withMessageContaining(name);
    }

    private static void drop(Object result) {
        assertThat(result).isNotNull();
    }

    private List<Consumer<String>> callsWithUser() {
        return List.of(
                user -> drop(mfa.afterPassword(user)),
                user -> drop(mfa.verify(user, "123456")),
                user -> drop(mfa.enroll(user, "alice")),
                user -> drop(mfa.enroll(user, "alice", "Phone")),
                user -> drop(mfa.confirm(user, "id", "123456")),
                user -> drop(mfa.activate(user, "id")),
                user -> drop(mfa.status(user)));
    }

    @Test
    void nullUsersAreNamed() {
        callsWithUser().forEach(call -> nullIsNamed("user", () -> call.accept(null)));
    }

    @Test
    void nullArgumentsOfMfaAreNamed() {
        nullIsNamed("issuer", () -> Mfa.builder(null));
        nullIsNamed("typed", () -> drop(mfa.verify(USER, null)));
        nullIsNamed("account", () -> drop(mfa.enroll(USER, null)));
        nullIsNamed("account", () -> drop(mfa.enroll(USER, null, "Phone")));
        nullIsNamed("deviceName", () -> drop(mfa.enroll(USER, "alice", null)));
        nullIsNamed("offerId", () -> drop(mfa.confirm(USER, null, "123456")));
        nullIsNamed("typed", () -> drop(mfa.confirm(USER, "id", null)));
        nullIsNamed("setId", () -> drop(mfa.activate(USER, null)));
        nullIsNamed("typed", () -> Mfa.isName(null));
        nullIsNamed("permit", () -> drop(mfa.enrollWithPermit(USER, "alice", "Phone", null)));
        nullIsNamed("grace", () -> Enforcement.requiredFrom(Instant.EPOCH, null));
        nullIsNamed(
                "unusedBackupCodes",
                () -> drop(mfa.admin()
                        .importDevice(USER, OtpSecret.generate(20), TotpParameters.DEFAULT, "Phone", null, "import")));
        nullIsNamed("user", () -> drop(mfa.recovery().redeemRecoveryLink(null, "token")));
        nullIsNamed("user", () -> drop(mfa.recovery().redeemUnlockLink(null, "token")));
    }

    @Test
    void nullArgumentsOfTheBuilderAreNamed() {
        MfaBuilder builder = Mfa.builder("Example Bank");
        nullIsNamed("store", () -> builder.store(null));
        nullIsNamed("cipher", () -> builder.secretCipher(null));
        nullIsNamed("hasher", () -> builder.backupCodeHasher(null));
        nullIsNamed("listener", () -> builder.listener(null));
        nullIsNamed("clock", () -> builder.instantSource(null));
        nullIsNamed("totp", () -> builder.totp(null));
        nullIsNamed("window", () -> builder.window(null));
        nullIsNamed("format", () -> builder.backupCodes(null));
        nullIsNamed("setupLifetime", () -> builder.setupLifetime(null));
        nullIsNamed("linkLifetime", () -> builder.linkLifetime(null));
        nullIsNamed("trustBrowsersFor", () -> builder.trustBrowsersFor(null));
        nullIsNamed("source", () -> builder.enforcement(null));
    }

    @Test
    void nullArgumentsOfTheDefaultsAreNamed() {
        nullIsNamed("keyId", () -> AesGcmSecretCipher.of(null, Fixture.key(1)));
        nullIsNamed("key", () -> AesGcmSecretCipher.of("k1", null));
        AesGcmSecretCipher cipher = AesGcmSecretCipher.of("k1", Fixture.key(1));
        nullIsNamed("keyId", () -> cipher.alsoOpening(null, Fixture.key(2)));
        nullIsNamed("key", () -> cipher.alsoOpening("k2", null));
        Pbkdf2BackupCodeHasher hasher = new Pbkdf2BackupCodeHasher();
        nullIsNamed("code", () -> hasher.hash(null, new byte[16], "pbkdf2-sha256.1"));
        nullIsNamed("salt", () -> hasher.hash("ABCD", null, "pbkdf2-sha256.1"));
        nullIsNamed("parameters", () -> hasher.hash("ABCD", new byte[16], null));
        InMemoryMfaStore store = new InMemoryMfaStore();
        nullIsNamed("userId", () -> drop(store.find(null)));
        nullIsNamed("userId", () -> store.compareAndSet(null, 0, new StoredState(1, "x")));
        nullIsNamed("next", () -> store.compareAndSet(USER, 0, null));
    }

    @Test
    void nullArgumentsOfSealAndOpenAreNamed() {
        AesGcmSecretCipher cipher = AesGcmSecretCipher.of("k1", Fixture.key(1));
        nullIsNamed("plaintext", () -> cipher.seal(null, new byte[1]));
        nullIsNamed("associatedData", () -> cipher.seal(new byte[1], null));
        nullIsNamed("sealed", () -> cipher.open(null, new byte[1]));
        nullIsNamed("associatedData", () -> cipher.open(cipher.seal(new byte[1], new byte[1]), null));
        nullIsNamed("sealed", () -> cipher.isOutdated(null));
    }

    @Test
    void nullArgumentsOfTheValuesAreNamed() {
        nullIsNamed("reason", () -> new Rejected(null, Optional.empty()));
        nullIsNamed("retryAt", () -> new Rejected(RejectionReason.MALFORMED, null));
        nullIsNamed("state", () -> new StoredState(1, null));
    }

    @Test
    void aFoldNeedsAFunctionForEachCaseEvenForTheOneThatIsNotAtHand() {
        Rejected rejected = Rejected.because(RejectionReason.MALFORMED);
        nullIsNamed(
                "accepted", () -> ((Verification) rejected).fold((Verification.Accepted.Then<String>) null, r -> ""));
        nullIsNamed("rejected", () -> new Activation.Enabled(1).fold(e -> "", null));
        nullIsNamed(
                "rejected",
                () -> host.another(choices -> choices.store(new InMemoryMfaStore()))
                        .enroll("user-3", "alice")
                        .fold(offer -> "", null));
        nullIsNamed("challenge", () -> new SignIn.Allow(false).fold(a -> "", null, b -> "", n -> ""));
        nullIsNamed("allow", () -> new SignIn.Challenge().fold(null, c -> "", b -> "", n -> ""));
        nullIsNamed("enrollNow", () -> new SignIn.EnrollBy(Instant.EPOCH).fold(a -> "", c -> "", b -> "", null));
        nullIsNamed("enrollBy", () -> new SignIn.EnrollNow(true).fold(a -> "", c -> "", null, n -> ""));
        host.forgetCounts();
    }

    static List<String> badUsers() {
        return List.of(
                "",
                " ",
                " alice",
                "alice ",
                "\talice",
                "alice\n",
                "\u00A0alice",
                "alice\u00A0",
                "alice\u2003",
                "\u3000alice",
                "alice\u2028",
                "al\u0000ice",
                "al\u0007ice",
                "al\u0085ice",
                "al\u007Fice",
                "\uD83D",
                "alice\uD83D",
                "al\uDE00ice",
                "x".repeat(201),
                "x".repeat(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("badUsers")
    void usersThatAreNotAcceptableAreRefusedByEveryCall(String user) {
        for (Consumer<String> call : callsWithUser()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> call.accept(user))
                    .withMessageStartingWith("user must ")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
        }
        assertThat(host.store.reads).hasValue(0);
    }

    /** Whoever types into the address bar is a person, not a programmer. */
    @ParameterizedTest
    @MethodSource("badUsers")
    void usersOfALinkThatAreNotAcceptableAreRefusedLikeAWrongToken(String user) {
        Rejected invalid = Rejected.because(RejectionReason.INVALID_TOKEN);
        assertThat(mfa.recovery().redeemRecoveryLink(user, "token")).isEqualTo(invalid);
        assertThat(mfa.recovery().redeemUnlockLink(user, "token")).isEqualTo(invalid);
        assertThat(host.store.reads).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "alice@example.com", "al ice", "\uD83D\uDE00", "\u4E2D\u6587", "a/b\\c'd\"e;f=g,h%", "_"})
    void usersThatAreAcceptable(String user) {
        assertThatCode(() -> callsWithUser().get(0).accept(user)).doesNotThrowAnyException();
        assertThatCode(() -> callsWithUser().get(0).accept(user.repeat(200 / user.length())))
                .doesNotThrowAnyException();
    }

    @Test
    void recordsThatAStoreSpoiltAreRefusedWithAHint() {
        Map<Long, String> spoilt =
                Map.of(0L, "x", -1L, "x", 1L << 53, "x", 1L, "", 2L, "a b", 3L, "a\u00E9", 4L, "a\n");
        spoilt.forEach((version, text) ->
                assertThatIllegalArgumentException().isThrownBy(() -> new StoredState(version, text)));
        assertThatIllegalArgumentException().isThrownBy(() -> new StoredState(1, "x".repeat(4_001)));
        assertThat(new StoredState((1L << 53) - 1, "~".repeat(4_000)).toString())
                .isEqualTo("StoredState[version=9007199254740991, 4000 characters]");
    }

    @Test
    void anyTypedTextIsAnAnswer() {
        for (String typed : List.of("", " ", "\uD83D", "\u0000", "x".repeat(1_000_000), "1".repeat(200), "\u202E")) {
            assertThat(Fixture.outcome(mfa.verify(USER, typed))).isEqualTo("NOT_ENABLED");
            assertThat(Fixture.reason(mfa.confirm(USER, typed, typed))).isEqualTo(RejectionReason.SUPERSEDED);
            assertThat(Fixture.reason(mfa.activate(USER, typed))).isEqualTo(RejectionReason.SUPERSEDED);
        }
        host.events.clear();
    }

    @Test
    void entropyMustBePositive() {
        for (int bits : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Pbkdf2BackupCodeHasher().parametersFor(bits))
                    .withMessageContaining("entropyBits");
        }
    }
}
