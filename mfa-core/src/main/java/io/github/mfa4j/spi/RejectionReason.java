package io.github.mfa4j.spi;

/** Why the library said no to a person. */
public enum RejectionReason {
    /** The code does not match. It was counted as a failure. */
    WRONG_CODE,
    /**
     * The app code is right, but it or a later one of the same device was used before. It was not counted; wait for the next
     * one.
     */
    REPLAYED,
    /** What was typed cannot be a code of this user. Nothing was compared, counted or written. */
    MALFORMED,
    /**
     * Too many wrong codes in a row: nothing was compared. Try again at {@code retryAt}. App codes and backup codes of less than
     * 64 bits wait together, strong backup codes by themselves.
     */
    THROTTLED,
    /**
     * Too many wrong codes: app codes are locked, and nothing was compared. A strong backup code still signs in and
     * ends a lock after failures in a row. A lock by the budget of a period ends with the period.
     */
    LOCKED,
    /** The user has no second factor. This is never a success: ask {@code afterPassword} what comes next. */
    NOT_ENABLED,
    /** The user already has a second factor, so a first one cannot be set up. */
    ALREADY_ENABLED,
    /**
     * The step this id belongs to is no longer open: it was replaced by a newer one, completed or given up. Or no number is out
     * that was mailed.
     */
    SUPERSEDED,
    /** What this id, link, permit or mailed number belongs to was not used in time. Start again, or ask for a new one. */
    EXPIRED,
    /** Too many wrong codes for this offer or this mailed code, which is gone. Start again, at {@code retryAt} if there is one. */
    TOO_MANY_ATTEMPTS,
    /** The user has no device with that id. */
    UNKNOWN_DEVICE,
    /** One more device would be more than five, or it or codes of today's format would make guessing too easy. Remove one first. */
    TOO_MANY_DEVICES,
    /** The user has no trusted browser with that id. */
    UNKNOWN_BROWSER,
    /** This user has to prove the e-mail address, or to bring a permit, before a first device can be set up. */
    PROOF_REQUIRED,
    /** The link or permit is not one of this user, was used before, or was replaced by a newer one. */
    INVALID_TOKEN,
    /** This account may not have a second factor. */
    ENROLLMENT_FORBIDDEN,
    /** A second factor is required of this user, so it cannot be switched off. */
    REQUIRED_BY_POLICY,
    /** Too many mails, or too soon after the last one: send none. Ask again at {@code retryAt}. */
    TOO_MANY_MAILS,
    /** Nothing is locked, so there is nothing to unlock. */
    NOT_LOCKED
}
