package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Model.Expected;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.StoredState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does one action to the {@link Mfa} and to the {@link Model} and compares everything that can be seen: the answer, the
 * events, the status, whether something was written, and with which key.
 */
final class ModelActions {

    enum Kind {
        SECONDS,
        STEPS,
        MINUTES,
        DAYS,
        BACK,
        UNTIL_RETRY,
        AFTER_PASSWORD,
        ENROLL,
        CONFIRM,
        CONFIRM_STALE,
        CONFIRM_WRONG,
        CONFIRM_MALFORMED,
        ACTIVATE,
        ACTIVATE_STALE,
        APP_CODE,
        APP_CODE_FAR,
        AGAIN,
        WRONG,
        WRONG_PATIENTLY,
        MALFORMED,
        BACKUP_CODE,
        BACKUP_CODE_USED,
        BACKUP_CODE_WRONG,
        NEW_INSTANCE,
        NEW_KEY
    }

    record Action(Kind kind, int n) {
        @Override
        public String toString() {
            return kind + "(" + n + ")";
        }
    }

    private static final String USER = "u-4711";

    private final InMemoryMfaStore store = new InMemoryMfaStore();
    private final List<MfaEvent> told = new ArrayList<>();
    private final Model model;
    private final TotpParameters builtTotp;
    private final MfaBuilder builder;
    private final ModelSpelling spelling;
    private Mfa mfa;
    private int keys = 1;

    private final List<String> offerIds = new ArrayList<>(List.of("none"));
    private final List<String> setIds = new ArrayList<>(List.of("none"));
    private final List<String> everyCode = new ArrayList<>();
    private String lastTyped = "000000";

    ModelActions(Model model, TotpParameters totp, MfaBuilder builder) {
        this.model = model;
        this.builtTotp = totp;
        this.builder = builder.totp(totp)
                .store(store)
                .secretCipher(cipher(1))
                .backupCodeHasher(new QuickHasher())
                .listener(told::add)
                .setupLifetime(Duration.ofSeconds(model.lifetime))
                .instantSource(() -> model.now);
        this.mfa = this.builder.build();
        this.spelling = new ModelSpelling(model.numeric);
    }

    /** Key number n seals, and the one before still opens. */
    private static AesGcmSecretCipher cipher(int n) {
        AesGcmSecretCipher cipher = AesGcmSecretCipher.of("k" + n, key(n));
        return n == 1 ? cipher : cipher.alsoOpening("k" + (n - 1), key(n - 1));
    }

    private static byte[] key(int n) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) n);
        key[0] = 0;
        return key;
    }

    void run(Action action) {
        int n = action.n();
        switch (action.kind()) {
            case SECONDS -> model.now = model.now.plusMillis(1_000L + 379L * n);
            case STEPS -> model.now = model.now.plus(period().multipliedBy(1 + n % 3));
            case MINUTES -> model.now = model.now.plusSeconds(60L * (1 + n % 20));
            case DAYS -> model.now = model.now.plusSeconds(86_400L * (1 + n % 31));
            case BACK -> model.now = model.now.minusMillis(model.guesses.failures > 9 ? 0 : 901L * n);
            case UNTIL_RETRY -> untilRetry();
            case AFTER_PASSWORD ->
                compare(
                        model::afterPassword,
                        () -> mfa.afterPassword(USER).getClass().getSimpleName());
            case ENROLL -> compare(model::enroll, this::enroll);
            case CONFIRM -> confirm(lastOf(offerIds), pendingCode(n % 3 - 1));
            case CONFIRM_STALE -> confirm(offerIds.get(n % offerIds.size()), pendingCode(0));
            case CONFIRM_WRONG -> {
                for (int i = 0; i < 1 + n % 12; i++) {
                    confirm(lastOf(offerIds), digits(n * 7_919L + i));
                }
            }
            case CONFIRM_MALFORMED -> confirm(lastOf(offerIds), spelling.malformed(n, builtTotp.digits()));
            case ACTIVATE -> activate(lastOf(setIds));
            case ACTIVATE_STALE -> activate(setIds.get(n % setIds.size()));
            case APP_CODE -> verify(spelling.digits(activeCode(n % 5 - 2), n));
            case APP_CODE_FAR -> verify(spelling.digits(activeCode(3 + n), n));
            case AGAIN -> verify(lastTyped);
            case WRONG -> verify(digits(n * 104_729L));
            case WRONG_PATIENTLY -> wrongPatiently(n);
            case MALFORMED -> verify(spelling.malformed(n, builtTotp.digits()));
            case BACKUP_CODE -> verify(spelling.backupCode(anyOf(model.unused, n), n));
            case BACKUP_CODE_USED -> verify(spelling.backupCode(anyOf(everyCode, n), n));
            case BACKUP_CODE_WRONG -> verify(spelling.wrongBackupCode(n));
            case NEW_INSTANCE -> mfa = builder.build();
            case NEW_KEY -> newKey();
        }
        assertThat(ModelText.of(mfa.status(USER))).isEqualTo(ModelText.status(model));
    }

    private void untilRetry() {
        mfa.status(USER).refusing().flatMap(Rejected::retryAt).ifPresent(retry -> model.now = retry);
    }

    /** So many wrong codes that a lock comes into reach; each one compared, as if done alone. */
    private void wrongPatiently(int n) {
        for (int i = 0; i < 5 + n % 25; i++) {
            untilRetry();
            if (mfa.status(USER).refusing().isPresent()) {
                return; // Locked for good.
            }
            verify(digits(n * 15_485_863L + i));
        }
    }

    /** The old key goes only when nothing is left that it sealed. */
    private void newKey() {
        boolean oldKeyGone =
                stored().map(ModelActions::keyOf).orElse("k" + keys).equals("k" + keys);
        keys += oldKeyGone ? 1 : 0;
        mfa = builder.secretCipher(cipher(keys)).build();
    }

    private String enroll() {
        Enrollment answer = mfa.enroll(USER, "alice@example.com", "Phone");
        if (answer instanceof Enrollment.Offered offered) {
            OtpAuthUri uri = OtpAuthUri.parse(offered.uri());
            Totp phone = Totp.of(uri.secret(), uri.totpParameters());
            offerIds.add(offered.id());
            model.offered(offered.id(), phone);
            return "Offered until " + offered.expiresAt().getEpochSecond();
        }
        return ModelText.of((Rejected) answer);
    }

    private void confirm(String offerId, String typed) {
        lastTyped = typed;
        compare(
                () -> model.confirm(offerId, spelling.asDigits(typed)),
                () -> confirmed(mfa.confirm(USER, offerId, typed)));
    }

    private String confirmed(Confirmation answer) {
        if (answer instanceof Confirmation.AwaitingActivation awaiting) {
            setIds.add(awaiting.setId());
            learn(awaiting.setId(), awaiting.backupCodes());
            return "AwaitingActivation until " + awaiting.expiresAt().getEpochSecond();
        }
        if (answer instanceof Confirmation.EnabledAtOnce enabled) {
            learn(null, enabled.backupCodes());
            return "EnabledAtOnce";
        }
        return ModelText.of((Rejected) answer);
    }

    private void learn(@Nullable String setId, BackupCodes codes) {
        List<String> plain =
                codes.codes().stream().map(code -> code.replace("-", "")).toList();
        assertThat(plain).hasSize(model.codesInSet).doesNotHaveDuplicates();
        everyCode.addAll(plain);
        model.confirmed(setId, plain);
    }

    private void activate(String setId) {
        compare(() -> model.activate(setId), () -> {
            Activation answer = mfa.activate(USER, setId);
            return answer instanceof Activation.Enabled enabled
                    ? "Enabled " + enabled.backupCodesLeft()
                    : ModelText.of((Rejected) answer);
        });
    }

    private void verify(String typed) {
        lastTyped = typed;
        compare(() -> model.verify(spelling.asDigits(typed), spelling.asBackupCode(typed)), () -> {
            Verification answer = mfa.verify(USER, typed);
            return answer instanceof Verification.Accepted accepted
                    ? "Accepted " + accepted.kind() + " " + accepted.backupCodesLeft()
                    : ModelText.of((Rejected) answer);
        });
    }

    private void compare(Supplier<Expected> ofModel, Supplier<String> ofLibrary) {
        long version = stored().map(StoredState::version).orElse(0L);
        told.clear();
        Expected expected = ofModel.get();
        String answer = ofLibrary.get();
        assertThat(answer).isEqualTo(expected.answer());
        assertThat(told.stream().map(ModelText::of).toList()).isEqualTo(expected.events());
        assertThat(told).allSatisfy(event -> assertThat(event.at()).isEqualTo(model.now));
        long next = stored().map(StoredState::version).orElse(0L);
        if (expected.change()) {
            assertThat(next == version + 1 || version == 0).as("one version on").isTrue();
            assertThat(next).isNotEqualTo(version);
            assertThat(stored().map(ModelActions::keyOf).orElseThrow()).isIn("k" + keys, "");
        } else {
            assertThat(next).isEqualTo(version);
        }
    }

    private Optional<StoredState> stored() {
        return store.find(USER);
    }

    /** The id of the key that sealed a record, or nothing if nothing is sealed. */
    private static String keyOf(StoredState stored) {
        int start = stored.state().indexOf(";s=");
        byte[] sealed = start < 0
                ? new byte[1]
                : Base64.getUrlDecoder().decode(stored.state().substring(start + 3));
        return new String(sealed, 1, sealed[0], StandardCharsets.US_ASCII);
    }

    private Duration period() {
        return builtTotp.period();
    }

    private String pendingCode(int offset) {
        return model.pending == null ? digits(offset) : code(model.pending.phone, offset);
    }

    private String activeCode(int offset) {
        return model.phone == null ? digits(offset) : code(model.phone, offset);
    }

    private String code(Totp phone, int offset) {
        return phone.codeOfStep(phone.parameters().stepAt(model.now) + offset);
    }

    private String digits(long seed) {
        int length = builtTotp.digits();
        String number = Long.toString(Math.floorMod(seed, Math.round(Math.pow(10, length))));
        return "0".repeat(length - number.length()) + number;
    }

    private static String lastOf(List<String> list) {
        return list.get(list.size() - 1);
    }

    private String anyOf(List<String> list, int n) {
        return list.isEmpty() ? spelling.wrongBackupCode(n) : list.get(n % list.size());
    }
}
