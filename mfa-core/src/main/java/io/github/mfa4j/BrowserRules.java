package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.UNKNOWN_BROWSER;

import io.github.mfa4j.spi.MfaEvent;
import java.time.Duration;
import java.time.Instant;
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
                : forgotten(state.withBrowsers(rest), 1, attempt);
    }

    static Decision<Change> forgetAll(MfaState state, Attempt attempt) {
        int all = state.browsers().size();
        return all == 0
                ? Decision.of(state, new Change.Done())
                : forgotten(state.withBrowsers(List.of()), all, attempt);
    }

    private static Decision<Change> forgotten(MfaState next, int browsers, Attempt attempt) {
        Instant at = attempt.at();
        return Decision.of(next, new Change.Done(), new MfaEvent.BrowsersForgotten(attempt.user(), at, browsers));
    }
}
