package io.github.mfa4j.model;

import io.github.mfa4j.model.ModelSheet.Shape;
import io.github.mfa4j.otp.TotpParameters;

/** What the host chose, in the {@link Model}; times in seconds. */
record ModelConfig(
        TotpParameters totp,
        int stepsBack,
        int stepsAhead,
        Shape shape,
        int codesInSet,
        boolean atOnce,
        long lifetime,
        ModelProof proof) {

    static final long LINK = 15 * 60;
    static final long PERMIT = 30 * 60;
    static final long BROWSER = 30L * 24 * 3600;
}
