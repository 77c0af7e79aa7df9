package io.github.mfa4j.model;

import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One user's second factor as a person would explain it: plain lists, plain strings, no versions, no records, no seals.
 * Written from the design, not from the code. Ids, codes and tokens are random, so they are learned from the real answers.
 *
 * <p>Here is what is remembered; what people do with it is in {@link ModelCodes}, {@link ModelSetups},
 * {@link ModelSettings}, {@link ModelRecovery} and {@link ModelAdmin}.
 */
final class Model {

    /** What an answer has to look like, and what has to be told. A change is what has to be written. */
    record Expected(String answer, boolean change, List<String> events) {}

    final ModelConfig config;
    final ModelPolicy policy = new ModelPolicy();

    Instant now;

    /** 0 while it is off. */
    long enabledAt;

    boolean mustEnroll;
    final List<ModelPhone> phones = new ArrayList<>();

    @Nullable
    ModelSheet sheet;

    @Nullable
    ModelSheet newSheet;

    long newSheetUntil;

    @Nullable
    ModelSetup pending;

    final List<ModelBrowser> browsers = new ArrayList<>();
    final ModelGuesses guesses = new ModelGuesses();
    final ModelMails numbers = new ModelMails(10);
    final ModelMails recoveryLinks = new ModelMails(5);
    final ModelMails unlockLinks = new ModelMails(5);

    @Nullable
    ModelToken recoveryLink;

    @Nullable
    ModelToken unlockLink;

    @Nullable
    ModelToken permit;

    Model(Instant now, ModelConfig config) {
        this.now = now;
        this.config = config;
    }

    long seconds() {
        return now.getEpochSecond();
    }

    Instant in(long seconds) {
        return Instant.ofEpochSecond(seconds() + seconds);
    }

    boolean on() {
        return enabledAt > 0;
    }

    int left() {
        return sheet == null ? 0 : sheet.unused.size();
    }

    @Nullable
    ModelPhone phone(String id) {
        return phones.stream().filter(phone -> id.equals(phone.id)).findFirst().orElse(null);
    }

    List<ModelBrowser> trusted() {
        return browsers.stream()
                .filter(browser -> browser.token.good(seconds()))
                .toList();
    }

    /** Gives up what was not finished in time. */
    List<String> expire() {
        List<String> events = new ArrayList<>();
        if (pending != null && pendingIsOver()) {
            events.add(told("SetupExpired", pending.phone.name, pending.sheet != null));
            pending = null;
        }
        if (newSheet != null && newSheetIsOver()) {
            events.add("BackupCodesReissueExpired");
            newSheet = null;
        }
        return events;
    }

    /** Tokens and browsers of which the time is over; only with a code that was accepted. */
    void forgetWhatIsOver() {
        browsers.removeIf(browser -> seconds() >= browser.token.expiresAt());
        recoveryLink = kept(recoveryLink);
        unlockLink = kept(unlockLink);
        permit = kept(permit);
    }

    private @Nullable ModelToken kept(@Nullable ModelToken token) {
        return token == null || seconds() >= token.expiresAt() ? null : token;
    }

    boolean pendingIsOver() {
        return seconds() >= Objects.requireNonNull(pending).expiresAt;
    }

    boolean newSheetIsOver() {
        return seconds() >= newSheetUntil;
    }

    /** This phone and these codes, and nothing that was before. */
    void enable(ModelPhone phone, @Nullable ModelSheet codes) {
        enabledAt = on() ? enabledAt : seconds();
        mustEnroll = false;
        phones.clear();
        phones.add(phone);
        phone.addedAt = seconds();
        sheet = codes;
        forgetOthers();
        numbers.number = null;
        guesses.success();
    }

    /** Off: only what bounds guessing and mails is remembered. */
    void clear() {
        enabledAt = 0;
        phones.clear();
        sheet = null;
        forgetOthers();
        numbers.number = null;
        guesses.success();
    }

    private void forgetOthers() {
        pending = null;
        newSheet = null;
        browsers.clear();
        recoveryLink = null;
        unlockLink = null;
        permit = null;
    }

    /** How many wrong codes lock: those that keep the odds at one in ten thousand, at most 30. */
    int limit() {
        return limit(phones.stream().map(ModelPhone::digits).toList(), sheet, left());
    }

    /** A guess of so many digits matches any code of so many digits. */
    int limit(List<Integer> digitsOfPhones, @Nullable ModelSheet codes, int left) {
        return limit(digitsOfPhones, codes == null ? null : codes.shape, left);
    }

    int limit(List<Integer> digitsOfPhones, ModelSheet.@Nullable Shape shape, int left) {
        TreeMap<Integer, Integer> good = new TreeMap<>();
        for (int digits : digitsOfPhones) {
            good.merge(digits, config.stepsBack() + 1 + config.stepsAhead(), Integer::sum);
        }
        if (shape != null && shape.numeric()) {
            good.merge(shape.length, left, Integer::sum);
        }
        long limit = 30;
        for (var entry : good.entrySet()) {
            if (entry.getValue() > 0) {
                limit = Math.min(limit, Math.round(Math.pow(10, entry.getKey() - 4)) / entry.getValue());
            }
        }
        return (int) limit;
    }

    /** Null, or the reason why app codes are not looked at, and until when. */
    @Nullable
    String blocked() {
        return on() ? guesses.blocked(limit(), seconds()) : null;
    }

    boolean locked() {
        String why = blocked();
        return why != null && why.startsWith("LOCKED");
    }

    /** If a change has locked or ended a lock, that is told. */
    List<String> lockChange(boolean lockedBefore) {
        return lockedBefore == locked() ? List.of() : lockedBefore ? List.of("LockEnded") : List.of(lockedNow());
    }

    String lockedNow() {
        String[] why = Objects.requireNonNull(blocked()).split(" ");
        return told("Locked", guesses.failures, why.length > 1 ? why[1] : "-");
    }

    static String told(String event, Object... what) {
        StringBuilder text = new StringBuilder(event);
        for (Object one : what) {
            text.append(' ').append(one);
        }
        return text.toString();
    }

    /** No to something other than a code. */
    static Expected refused(RejectionReason reason) {
        return refused(reason.name(), reason, 0, false);
    }

    static Expected refused(String answer, RejectionReason reason, int wrong, boolean change) {
        return new Expected(answer, change, List.of(told("ChangeRefused", reason, wrong)));
    }
}
