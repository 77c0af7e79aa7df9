package io.github.mfa4j;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import org.jspecify.annotations.Nullable;

/**
 * A set-up that is under way. What is active is not touched by it.
 *
 * @param id the id of the offer
 * @param purpose what it is for
 * @param wrongCodes the number of wrong codes for this offer
 * @param device the device as it will be
 * @param codes the codes that were issued, once the device has shown a right code
 */
record Setup(
        String id,
        Purpose purpose,
        long expiresAt,
        int wrongCodes,
        Device device,
        @Nullable CodeSet codes) {

    Setup oneMoreWrong() {
        return new Setup(id, purpose, expiresAt, wrongCodes + 1, device, codes);
    }

    Setup confirmed(Device proved, CodeSet issued) {
        return new Setup(id, purpose, expiresAt, wrongCodes, proved, issued);
    }

    /** What a set-up is for. */
    enum Purpose {
        /** The first device of a user, with backup codes. */
        FIRST,
        /** One more device; the backup codes stay. */
        ADDITIONAL,
        /** A device, with backup codes, in place of all that there is. */
        REPLACEMENT
    }
}
