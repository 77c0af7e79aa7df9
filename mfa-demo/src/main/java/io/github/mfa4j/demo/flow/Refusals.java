package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Rejected;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.spi.RejectionReason;
import java.util.Optional;

/** The library's reasons in words for a person: what happened, and what to do now. */
final class Refusals {

    private Refusals() {}

    static Notice explain(Rejected no) {
        return new Notice(false, words(no), no.retryAt(), field(no));
    }

    /** What a page says before anything is typed. What waits or is locked are app codes: a backup code has its own count. */
    static Notice standing(Rejected refusing) {
        String words = refusing.reason() == RejectionReason.THROTTLED
                ? "Too many wrong codes. App codes are not looked at for now; a backup code still works."
                : words(refusing);
        return new Notice(false, words, refusing.retryAt(), Optional.empty());
    }

    /** Every page that asks for a code has one field for it. */
    private static Optional<String> field(Rejected no) {
        return switch (no.reason()) {
            case WRONG_CODE, REPLAYED, MALFORMED -> Optional.of("code");
            default -> Optional.empty();
        };
    }

    private static String words(Rejected no) {
        return switch (no.reason()) {
            case WRONG_CODE ->
                "That code is not right. Enter the one that is shown now; if your app’s is refused again, check that the"
                        + " clock of your phone is right.";
            case REPLAYED -> "That code was used before, and each code works once. Wait for the next one in your app.";
            case MALFORMED ->
                "That is not a code. An app code has 6 digits; a backup code has letters and digits, like those you"
                        + " saved.";
            case THROTTLED -> "Too many wrong codes. Codes of this kind are not looked at for now.";
            case LOCKED -> "App codes are locked after too many wrong ones. A backup code still works.";
            case NOT_ENABLED -> "Two-step verification is not on for this account.";
            case ALREADY_ENABLED -> "Two-step verification is already on.";
            case SUPERSEDED ->
                "This step is no longer open. Perhaps you started another one in a second tab; go on there, or start"
                        + " again.";
            case EXPIRED -> "This took too long. Nothing was changed; please start again.";
            case TOO_MANY_ATTEMPTS -> "Too many wrong codes. Nothing was saved.";
            case UNKNOWN_DEVICE -> "There is no such device any more.";
            case UNKNOWN_BROWSER -> "That browser is not trusted any more.";
            case PROOF_REQUIRED -> "Please prove your e-mail address first.";
            case INVALID_TOKEN -> "That link is not good any more. Ask for a new one.";
            case ENROLLMENT_FORBIDDEN ->
                "Several people share this account, so it cannot have two-step verification. Ask for an account of your"
                        + " own.";
            case REQUIRED_BY_POLICY -> "Your organization requires two-step verification, so it stays on.";
            case TOO_MANY_MAILS -> "We have sent you enough mails for now.";
            case NOT_LOCKED -> "Codes are not locked. Try the one that your app shows now.";
            case TOO_MANY_DEVICES -> "You have as many devices as are allowed. Remove one first.";
        };
    }
}
