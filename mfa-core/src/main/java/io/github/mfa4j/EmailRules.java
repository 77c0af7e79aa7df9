package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_ATTEMPTS;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_MAILS;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;

import io.github.mfa4j.spi.RecoveryEvent;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/** How a user proves an e-mail address before a first device: with a mailed code, against which guessing is counted. */
final class EmailRules {

    private static final int CODES_A_DAY = 10;
    private static final int MAX_WRONG_CODES = 5;

    private EmailRules() {}

    static Decision<EmailCode> create(MfaState state, NewEmailCode code, Attempt attempt) {
        if (state.enabled()) {
            return Decision.refused(state, Rejected.because(ALREADY_ENABLED), attempt);
        }
        if (!attempt.policy().mayEnroll()) {
            return Decision.refused(state, Rejected.because(ENROLLMENT_FORBIDDEN), attempt);
        }
        Mails mails = state.mails();
        if (mails.wrongCodes(attempt.now()) >= MAX_WRONG_CODES) {
            return Decision.refused(state, tooManyAttempts(mails), mails.wrongCodes(attempt.now()), attempt);
        }
        Optional<Instant> retryAt = mails.codes().refusing(CODES_A_DAY, attempt.now());
        if (retryAt.isPresent()) {
            return Decision.refused(state, Rejected.until(TOO_MANY_MAILS, retryAt.get()), attempt);
        }
        Mails.Pending pending = code.asPending(attempt.now());
        Instant expiresAt = Instant.ofEpochSecond(pending.expiresAt());
        return Decision.<EmailCode>of(
                        state.withMails(mails.oneMoreCode(pending, attempt.now())),
                        new EmailCode.Issued(code.digits(), expiresAt),
                        new RecoveryEvent.EmailCodeIssued(attempt.user(), attempt.at(), expiresAt))
                .adding(Secrets.ofMailedCode(pending.id(), code.hash(attempt.user())));
    }

    static Decision<Grant> prove(MfaState state, String address, TypedCode typed, NewToken permit, Attempt attempt) {
        Mails.Pending pending = state.mails().pending();
        if (pending == null) {
            return Decision.refused(state, Rejected.because(SUPERSEDED), attempt);
        }
        int wrong = state.mails().wrongCodes(attempt.now());
        if (attempt.now() >= pending.expiresAt()) {
            return Decision.refused(
                    state.withMails(state.mails().withoutPending()), Rejected.because(EXPIRED), wrong, attempt);
        }
        if (pending.issuedAt() > attempt.now() + Token.SKEW) {
            // Not deleted: it may be this server's clock that is wrong.
            return Decision.refused(state, Rejected.because(EXPIRED), wrong, attempt);
        }
        Optional<String> digits = typed.asDigits(NewEmailCode.DIGITS);
        if (digits.isEmpty()) {
            return Decision.refused(state, Rejected.because(MALFORMED), wrong, attempt);
        }
        byte[] expected = attempt.open(state).ofMailedCode(pending.id());
        if (!MessageDigest.isEqual(expected, NewEmailCode.hash(attempt.user(), address, digits.get()))) {
            return countWrong(state, attempt);
        }
        Token kept = permit.kept(Token.Use.PERMIT, attempt, RecoveryRules.PERMIT_SECONDS);
        return Decision.of(
                state.withMails(state.mails().proved())
                        .withTokens(state.tokens().withPermit(kept)),
                new Grant.Granted(permit.shown(kept)),
                new RecoveryEvent.EmailProved(attempt.user(), attempt.at()));
    }

    private static Decision<Grant> countWrong(MfaState state, Attempt attempt) {
        Mails mails = state.mails();
        boolean last = mails.wrongCodes(attempt.now()) + 1 >= MAX_WRONG_CODES;
        Mails counted = mails.oneMoreWrong(last, attempt.now());
        Rejected no = last ? tooManyAttempts(counted) : Rejected.because(WRONG_CODE);
        return Decision.refused(state.withMails(counted), no, counted.wrongCodes(), attempt);
    }

    private static Rejected tooManyAttempts(Mails mails) {
        return Rejected.until(TOO_MANY_ATTEMPTS, mails.codes().endOfDay());
    }
}
