package io.github.mfa4j.model;

/** What a token is good for. */
enum ModelUse {
    RECOVERY,
    UNLOCK,
    PERMIT
}
