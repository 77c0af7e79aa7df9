package io.github.mfa4j.model;

import org.jspecify.annotations.Nullable;

/** A set-up under way, in the {@link Model}. */
final class ModelSetup {

    /** What it is for. */
    enum For {
        FIRST_PHONE,
        ONE_MORE,
        LOST_PHONES
    }

    final String offerId;
    final For purpose;
    final ModelPhone phone;
    final long expiresAt;
    int wrong;

    /** The codes that were shown, once the phone has shown a right one. */
    @Nullable
    ModelSheet sheet;

    ModelSetup(String offerId, For purpose, ModelPhone phone, long expiresAt) {
        this.offerId = offerId;
        this.purpose = purpose;
        this.phone = phone;
        this.expiresAt = expiresAt;
    }
}
