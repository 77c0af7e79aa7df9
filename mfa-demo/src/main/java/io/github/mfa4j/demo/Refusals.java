package io.github.mfa4j.demo;

import io.github.mfa4j.Rejected;
import java.time.Instant;

/** The library's reasons in words for a person: what happened, and what to do now. */
final class Refusals {

    private Refusals() {}

    static Notice explain(Rejected no, Instant now) {
        Tag words = Tag.of("p").text(words(no));
        no.retryAt()
                .ifPresent(at -> words.text(" Try again ")
                        .text(Times.in(now, at))
                        .text(", at ")
                        .add(Times.at(at))
                        .text("."));
        return new Notice(false, words);
    }

    private static String words(Rejected no) {
        return switch (no.reason()) {
            case WRONG_CODE ->
                "That code is not right. Enter the one that your app shows now; if it is refused again, check that the"
                        + " clock of your phone is right.";
            case REPLAYED -> "That code was used before, and each code works once. Wait for the next one in your app.";
            case MALFORMED ->
                "That is not a code. An app code has 6 digits; a backup code has letters and digits, like those you"
                        + " saved.";
            case THROTTLED -> "Too many wrong codes. Codes are not looked at for now.";
            case LOCKED -> "App codes are locked after too many wrong ones. A backup code still works.";
            case NOT_ENABLED -> "Two-step verification is not on for this account.";
            case ALREADY_ENABLED -> "Two-step verification is already on.";
            case SUPERSEDED ->
                "This set-up is no longer open. Perhaps you started another one in a second tab; go on there, or start"
                        + " again.";
            case EXPIRED -> "This set-up took too long. Nothing was saved; please start again.";
            case TOO_MANY_ATTEMPTS -> "Too many wrong codes. Nothing was saved; please start again.";
            case UNKNOWN_DEVICE -> "There is no such device any more.";
            case UNKNOWN_BROWSER -> "That browser is not trusted any more.";
            case PROOF_REQUIRED -> "Please prove your e-mail address first.";
            case INVALID_TOKEN -> "That link is not good any more. Ask for a new one.";
            case ENROLLMENT_FORBIDDEN -> "This kind of account cannot have two-step verification.";
            case REQUIRED_BY_POLICY -> "Your organization requires two-step verification, so it stays on.";
            case TOO_MANY_MAILS -> "We have sent you enough mails for now.";
            case NOT_LOCKED -> "Codes are not locked.";
            case TOO_MANY_DEVICES -> "You have as many devices as are allowed. Remove one first.";
        };
    }
}
