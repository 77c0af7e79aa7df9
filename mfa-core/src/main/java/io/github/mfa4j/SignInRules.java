package io.github.mfa4j;

import io.github.mfa4j.spi.MfaEvent;
import java.util.Optional;

/** Which question comes next after the password. */
final class SignInRules {

    private final Configuration config;
    private final BrowserRules browsers;

    SignInRules(Configuration config, BrowserRules browsers) {
        this.config = config;
        this.browsers = browsers;
    }

    Decision<SignIn> afterPassword(MfaState state, String browserToken, Attempt attempt) {
        SetupExpiry expiry = SetupExpiry.of(state, attempt);
        Optional<Browser> trusted = browsers.find(state, browserToken, attempt);
        SignIn answer = trusted.isPresent() ? new SignIn.Allow(true) : answer(state, attempt);
        Decision<SignIn> decision = new Decision<>(expiry.state(), Secrets.NONE, answer, expiry.events());
        return trusted.map(browser -> decision.alsoTelling(
                        new MfaEvent.TrustedBrowserUsed(attempt.user(), attempt.at(), browser.name())))
                .orElse(decision);
    }

    private SignIn answer(MfaState state, Attempt attempt) {
        if (state.enabled()) {
            return new SignIn.Challenge();
        }
        Policy policy = attempt.policy();
        // Whoever may not enroll cannot be asked to, unless somebody requires it: then the account is of no use.
        if ((state.mustEnroll() && policy.mayEnroll()) || policy.overdue(attempt.at())) {
            return new SignIn.EnrollNow(SetupRules.proofRequired(state, config, attempt));
        }
        return policy.hasDeadline() ? new SignIn.EnrollBy(policy.deadline()) : new SignIn.Allow(false);
    }
}
