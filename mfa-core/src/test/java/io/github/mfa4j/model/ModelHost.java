package io.github.mfa4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.BackupCodes;
import io.github.mfa4j.Grant;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.QuickHasher;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.model.Model.Expected;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.StoredState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Mfa} and the {@link Model} side by side. After each call everything that can be seen is compared: the answer,
 * the events, the status, whether something was written, and with which key.
 */
final class ModelHost {

    static final String USER = "u-4711";
    static final String OTHER = "u-4712";

    final Model model;
    final ModelCodes codes;
    final ModelSetups setups;
    final ModelSettings settings;
    final ModelRecovery recovery;
    final ModelAdmin admin;

    /** "operation outcome", for all that was reached. */
    final Set<String> reached = new TreeSet<>();

    /** Every id and code that was ever shown, whatever became of it. */
    final List<String> offerIds = new ArrayList<>(List.of("none"));

    final List<String> setIds = new ArrayList<>(List.of("none"));
    final List<String> deviceIds = new ArrayList<>(List.of("none"));
    final List<String> browserIds = new ArrayList<>(List.of("none"));
    final List<String> everyCode = new ArrayList<>();
    final List<String> everyToken = new ArrayList<>(List.of("none"));

    Mfa mfa;
    int calls;

    private final InMemoryMfaStore store = new InMemoryMfaStore();
    private final List<MfaEvent> told = new ArrayList<>();
    private final MfaBuilder builder;
    private int keys = 1;

    ModelHost(Model model, MfaBuilder builder) {
        this.model = model;
        this.codes = new ModelCodes(model);
        this.setups = new ModelSetups(model, codes);
        this.settings = new ModelSettings(model, codes, setups);
        this.recovery = new ModelRecovery(model);
        this.admin = new ModelAdmin(model);
        this.builder = builder.totp(model.config.totp())
                .store(store)
                .secretCipher(cipher(1))
                .backupCodeHasher(new QuickHasher())
                .listener(told::add)
                .setupLifetime(Duration.ofSeconds(model.config.lifetime()))
                .trustBrowsersFor(Duration.ofSeconds(ModelConfig.BROWSER))
                .enforcement(user -> model.policy.demands.get(0))
                .enforcement(user -> model.policy.demands.get(1))
                .instantSource(() -> model.now);
        this.mfa = this.builder.build();
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

    void restart() {
        mfa = builder.build();
        reached.add("restart");
    }

    /** Another key; the old one goes only when nothing is left that it sealed. */
    void newKey() {
        if (!isSealedByOldKey()) {
            keys++;
            reached.add("newKey");
        }
        mfa = builder.secretCipher(cipher(keys)).build();
    }

    void call(String operation, Supplier<Expected> ofModel, Supplier<String> ofLibrary) {
        calls++;
        long version = stored().map(StoredState::version).orElse(0L);
        told.clear();
        Expected expected = ofModel.get();
        String answer = ofLibrary.get();
        same(operation, answer, expected.answer());
        same(operation, told.stream().map(ModelText::of).toList(), expected.events());
        for (MfaEvent event : told) {
            same("time", event.at(), model.now);
            same("user", event.userId(), USER);
        }
        long next = stored().map(StoredState::version).orElse(0L);
        same(operation + " writes", next != version, expected.change());
        if (expected.change()) {
            same("one version on", next == version + 1 || version == 0, true);
            // An accepted code has opened what is sealed; other writes may not have to.
            same("old key", isSealedByOldKey() && answer.startsWith("Accepted APP_CODE"), false);
        }
        String outcome = answer.split(" ")[0];
        reached.add(operation + " " + outcome);
        reached.add(outcome);
        expected.events().forEach(event -> reached.add(event.split(" ")[0]));
        if (answer.startsWith("LOCKED 2")) {
            reached.add("locked by the budget");
        }
        compareStatus();
    }

    void compareStatus() {
        MfaStatus status = mfa.status(USER);
        same("status", ModelText.of(status), ModelText.status(model));
        for (int i = 0; i < model.phones.size(); i++) {
            ModelPhone phone = model.phones.get(i);
            String id = status.devices().get(i).id();
            if (phone.id == null) {
                same("fresh id", deviceIds.contains(id), false);
                deviceIds.add(id);
                phone.id = id;
            }
            same("id", id, phone.id);
        }
        List<ModelBrowser> browsers = model.trusted();
        for (int i = 0; i < browsers.size(); i++) {
            ModelBrowser browser = browsers.get(i);
            String id = status.trustedBrowsers().get(i).id();
            if (browser.id == null) {
                same("fresh id", browserIds.contains(id), false);
                browserIds.add(id);
                browser.id = id;
            }
            same("id", id, browser.id);
        }
        reached.add(model.phones.size() + " devices");
        reached.add(browsers.size() + " browsers");
    }

    /** An assertion that costs nothing while it holds: there are a hundred thousand of them. */
    private static void same(String what, Object actual, @Nullable Object expected) {
        if (!actual.equals(expected)) {
            assertThat(actual).as(what).isEqualTo(expected);
        }
    }

    /** Backup codes as they are typed without separators. */
    List<String> learn(BackupCodes shown) {
        List<String> plain =
                shown.codes().stream().map(code -> code.replace("-", "")).toList();
        assertThat(plain).hasSize(model.config.codesInSet()).doesNotHaveDuplicates();
        everyCode.addAll(plain);
        return plain;
    }

    /** A token that was granted; the first argument hears what it is. */
    String granted(Consumer<String> learns, Grant answer) {
        return answer.fold(
                granted -> {
                    String value = granted.token().value();
                    same("fresh token", everyToken.contains(value), false);
                    everyToken.add(value);
                    learns.accept(value);
                    return "Granted until " + granted.token().expiresAt();
                },
                ModelText::of);
    }

    static <T> T lastOf(List<T> list) {
        return list.get(list.size() - 1);
    }

    static <T> T anyOf(List<T> list, int n) {
        return list.get(n % list.size());
    }

    boolean isSealedByOldKey() {
        String key = stored().map(ModelHost::keyOf).orElse("");
        return !key.isEmpty() && !key.equals("k" + keys);
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
}
