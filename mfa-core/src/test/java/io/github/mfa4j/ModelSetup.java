package io.github.mfa4j;

import io.github.mfa4j.otp.Totp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set-up under way, in the {@link Model}. */
final class ModelSetup {
    final String offerId;
    final Totp phone;
    final long expiresAt;
    final Set<Long> usedSteps = new HashSet<>();
    int wrong;
    long lastUsedAt;

    @Nullable
    String setId;

    List<String> codes = new ArrayList<>();

    ModelSetup(String offerId, Totp phone, long expiresAt) {
        this.offerId = offerId;
        this.phone = phone;
        this.expiresAt = expiresAt;
    }
}
