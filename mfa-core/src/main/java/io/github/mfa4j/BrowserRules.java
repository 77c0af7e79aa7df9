package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.UNKNOWN_BROWSER;

import io.github.mfa4j.spi.MfaEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The browsers on which no code is asked for: trusted only in the write that uses a code up, and forgotten on many occasions. */
final class BrowserRules {

    private final Configuration config;
    private final CodeRules codes;

    BrowserRules(Configuration config, CodeRules codes) {
        this.config = config;
        this.codes = codes;
    }

    Decision<Verification> verifyAndTrust(
            MfaState state, TypedCode typed, String id, String name, NewToken token, Attempt attempt) {
        Decision<Verification> verified = codes.verify(state, typed, attempt);
        if (!(verified.answer() instanceof Verification.Accepted accepted)) {
            return verified;
        }
        return Decision.afterCode(verified, no -> no, next -> trust(next, accepted, id, name, token, attempt));
    }

    private Decision<Verification> trust(
            MfaState state, Verification.Accepted accepted, String id, String name, NewToken token, Attempt attempt) {
        Token kept = token.kept(Token.Use.BROWSER, attempt, longest());
        List<Browser> browsers = new ArrayList<>(trusted(state, config.browserTrust(), attempt.now()));
        while (browsers.size() >= MfaState.MAX_BROWSERS) {
            browsers.remove(0);
        }
        browsers.add(new Browser(id, name, kept));
        BearerToken shown = token.shown(kept);
        return Decision.of(
                state.withBrowsers(browsers),
                new Verification.Accepted(accepted.kind(), accepted.backupCodesLeft(), Optional.of(shown)),
                new MfaEvent.BrowserTrusted(attempt.user(), attempt.at(), name, shown.expiresAt(), browsers.size()));
    }

    private long longest() {
        return config.browserTrust().toSeconds();
    }

    /** The browsers that are still trusted, the oldest first. */
    static List<Browser> trusted(MfaState state, Duration longest, long now) {
        return state.browsers().stream()
                .filter(browser -> browser.trusted(now, longest.toSeconds()))
                .toList();
    }

    /** The trusted browser that brings this token, if it is one. Every one is compared. */
    Optional<Browser> find(MfaState state, String value, Attempt attempt) {
        @Nullable Browser found = null;
        for (Browser browser : trusted(state, config.browserTrust(), attempt.now())) {
            found = browser.token().matches(Token.Use.BROWSER, attempt.user(), value) ? browser : found;
        }
        return Optional.ofNullable(found);
    }

    Decision<Change> forget(MfaState state, String id, Attempt attempt) {
        List<Browser> rest = state.browsers().stream()
                .filter(browser -> !browser.id().equals(id))
                .toList();
        return rest.size() == state.browsers().size()
                ? Decision.refused(state, Rejected.because(UNKNOWN_BROWSER), attempt)
                : tellingOfForgotten(state, Decision.of(state.withBrowsers(rest), new Change.Done()), config, attempt);
    }

    Decision<Change> forgetAll(MfaState state, Attempt attempt) {
        return tellingOfForgotten(
                state, Decision.of(state.withBrowsers(List.of()), new Change.Done()), config, attempt);
    }

    /** Tells how many browsers are trusted no more because of a change. Those whose time was over are none of them. */
    static <A> Decision<A> tellingOfForgotten(
            MfaState before, Decision<A> change, Configuration config, Attempt attempt) {
        int fewer = notOver(before, config, attempt) - notOver(change.next(), config, attempt);
        return fewer == 0
                ? change
                : change.alsoTelling(new MfaEvent.BrowsersForgotten(attempt.user(), attempt.at(), fewer));
    }

    private static int notOver(MfaState state, Configuration config, Attempt attempt) {
        long longest = config.browserTrust().toSeconds();
        return (int) state.browsers().stream()
                .filter(browser -> !browser.over(attempt.now(), longest))
                .count();
    }
}
