package io.github.mfa4j;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered about mails to a user. The limits outlive everything else, or one could begin anew by switching off.
 *
 * @param codes how many codes were asked for
 * @param wrongCodes wrong ones in the same day, over all codes that were sent
 * @param recoveryLinks how many recovery links were asked for, which strangers can do
 * @param unlockLinks how many unlock links were asked for
 * @param pending the code that is out; what it is, is in the sealed body
 */
record Mails(
        Quota codes,
        int wrongCodes,
        Quota recoveryLinks,
        Quota unlockLinks,
        @Nullable Pending pending) {

    static final Mails NONE = new Mails(Quota.NONE, 0, Quota.NONE, Quota.NONE, null);

    Mails oneMoreCode(Pending sent, long now) {
        return new Mails(codes.oneMore(now), wrongCodes(now), recoveryLinks, unlockLinks, sent);
    }

    /** The wrong codes of the present day. */
    int wrongCodes(long now) {
        return codes.at(now).count() == 0 ? 0 : wrongCodes;
    }

    Mails oneMoreWrong(boolean last, long now) {
        // The day of a code that is out can be over; then its wrong ones begin a day, or nothing would count them.
        Quota day = codes.at(now).count() == 0 ? new Quota(1, now, now) : codes;
        return new Mails(day, wrongCodes(now) + 1, recoveryLinks, unlockLinks, last ? null : pending);
    }

    Mails oneMoreRecoveryLink(long now) {
        return new Mails(codes, wrongCodes, recoveryLinks.oneMore(now), unlockLinks, pending);
    }

    Mails oneMoreUnlockLink(long now) {
        return new Mails(codes, wrongCodes, recoveryLinks, unlockLinks.oneMore(now), pending);
    }

    Mails withoutPending() {
        return new Mails(codes, wrongCodes, recoveryLinks, unlockLinks, null);
    }

    /** After the right code, which alone ends the count of wrong ones. */
    Mails proved() {
        return new Mails(codes, 0, recoveryLinks, unlockLinks, null);
    }

    /**
     * A code that was issued.
     *
     * @param id the id of its entry in the sealed body
     */
    record Pending(String id, long issuedAt, long expiresAt) {}
}
