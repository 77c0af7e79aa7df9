package io.github.mfa4j.model;

import static io.github.mfa4j.model.Model.refused;
import static io.github.mfa4j.model.Model.told;
import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.INVALID_TOKEN;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.NOT_LOCKED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_ATTEMPTS;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_MAILS;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;

import io.github.mfa4j.model.Model.Expected;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mails, links, permits, and what an administrator does, in the {@link Model}. */
final class ModelRecovery {

    private final Model user;

    ModelRecovery(Model user) {
        this.user = user;
    }

    /** Null, or why a token is not good: another one was asked for, or it is over. */
    static @Nullable RejectionReason refusing(@Nullable ModelToken kept, String value, long now) {
        if (kept == null || !kept.value().equals(value)) {
            return INVALID_TOKEN;
        }
        return kept.good(now) ? null : EXPIRED;
    }

    Expected emailCode() {
        if (user.on()) {
            return refused(ALREADY_ENABLED);
        }
        if (!user.policy.mayEnroll()) {
            return refused(ENROLLMENT_FORBIDDEN);
        }
        if (user.numbers.wrong(user.seconds()) >= 5) {
            Instant end = user.numbers.endOfDay();
            int wrong = user.numbers.wrong(user.seconds());
            return refused(TOO_MANY_ATTEMPTS + " " + end, TOO_MANY_ATTEMPTS, wrong, false);
        }
        Instant retry = user.numbers.refusing(user.seconds());
        if (retry != null) {
            return tooManyMails(retry);
        }
        user.numbers.sent(user.seconds());
        Instant end = user.in(600);
        return new Expected("Issued until " + end, true, List.of(told("EmailCodeIssued", end)));
    }

    void mailed(String address, String digits) {
        user.numbers.address = address;
        user.numbers.number = new ModelToken(digits, user.seconds(), user.seconds() + 600);
    }

    Expected prove(String address, String typed) {
        ModelToken number = user.numbers.number;
        if (number == null) {
            return refused(SUPERSEDED);
        }
        if (!number.good(user.seconds())) {
            boolean over = user.seconds() >= number.expiresAt();
            user.numbers.number = over ? null : number;
            return refused(EXPIRED.name(), EXPIRED, user.numbers.wrong(user.seconds()), over);
        }
        String digits = ModelSpelling.asDigits(typed);
        if (digits == null || digits.length() != 6) {
            return refused(MALFORMED.name(), MALFORMED, user.numbers.wrong(user.seconds()), false);
        }
        if (user.numbers.address.equals(address) && number.value().equals(digits)) {
            user.numbers.proved();
            return granted(ModelConfig.PERMIT, "EmailProved");
        }
        int wrong = user.numbers.oneMoreWrong(user.seconds());
        if (wrong < 5) {
            return refused(WRONG_CODE.name(), WRONG_CODE, wrong, true);
        }
        user.numbers.number = null;
        return refused(TOO_MANY_ATTEMPTS + " " + user.numbers.endOfDay(), TOO_MANY_ATTEMPTS, wrong, true);
    }

    void permitted(String token) {
        user.permit = new ModelToken(token, user.seconds(), user.seconds() + ModelConfig.PERMIT);
    }

    Expected recoveryLink() {
        if (!user.on() && !user.mustEnroll) {
            return refused(NOT_ENABLED);
        }
        return link(user.recoveryLinks, "RecoveryLinkIssued");
    }

    Expected unlockLink() {
        if (!user.on()) {
            return refused(NOT_ENABLED);
        }
        boolean waits = user.blocked() != null || user.guesses.strongWait(user.seconds()) != null;
        return waits ? link(user.unlockLinks, "UnlockLinkIssued") : refused(NOT_LOCKED);
    }

    private Expected link(ModelMails links, String event) {
        Instant retry = links.refusing(user.seconds());
        if (retry != null) {
            return tooManyMails(retry);
        }
        links.sent(user.seconds());
        return granted(ModelConfig.LINK, told(event, user.in(ModelConfig.LINK)));
    }

    void recoveryLinkIs(String token) {
        user.recoveryLink = new ModelToken(token, user.seconds(), user.seconds() + ModelConfig.LINK);
    }

    void unlockLinkIs(String token) {
        user.unlockLink = new ModelToken(token, user.seconds(), user.seconds() + ModelConfig.LINK);
    }

    Expected redeemRecoveryLink(String token) {
        RejectionReason no = refusing(user.recoveryLink, token, user.seconds());
        return no == null ? startAnew(told("Recovered", user.phones.size())) : refused(no);
    }

    Expected reset(String actor) {
        boolean begun = (user.pending != null && !user.pendingIsOver())
                || isStillThere(user.permit)
                || isStillThere(user.numbers.number);
        return user.on() || user.mustEnroll || begun
                ? startAnew(told("Reset", user.phones.size(), actor))
                : refused(NOT_ENABLED);
    }

    private boolean isStillThere(@Nullable ModelToken token) {
        return token != null && user.seconds() < token.expiresAt();
    }

    /** Nothing is left; only who brings the permit, or proves the address, begins anew. */
    private Expected startAnew(String event) {
        user.clear();
        user.guesses.forgotten();
        user.mustEnroll = true;
        return granted(ModelConfig.PERMIT, event);
    }

    Expected redeemUnlockLink(String token) {
        RejectionReason no = refusing(user.unlockLink, token, user.seconds());
        if (no != null) {
            return refused(no);
        }
        user.guesses.unlocked(user.limit());
        user.unlockLink = null;
        return new Expected("Done", true, List.of("UnlockedByLink"));
    }

    private Expected granted(long seconds, String event) {
        return new Expected("Granted until " + user.in(seconds), true, List.of(event));
    }

    private static Expected tooManyMails(Instant retry) {
        return refused(TOO_MANY_MAILS + " " + retry, TOO_MANY_MAILS, 0, false);
    }
}
