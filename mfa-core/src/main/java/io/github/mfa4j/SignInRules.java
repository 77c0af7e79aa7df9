package io.github.mfa4j;

/** Which question comes next after the password. */
final class SignInRules {

    private SignInRules() {}

    static Step<SignIn> afterPassword(MfaState state, Attempt attempt) {
        SetupExpiry expiry = SetupExpiry.of(state, attempt);
        SignIn answer = state.enabled() ? new SignIn.Challenge() : new SignIn.Allow();
        return new Step<>(expiry.state(), Secrets.NONE, answer, expiry.events());
    }
}
