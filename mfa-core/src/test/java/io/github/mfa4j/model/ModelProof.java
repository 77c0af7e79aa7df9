package io.github.mfa4j.model;

/** Of whom a first device needs a proved address. */
enum ModelProof {
    ALWAYS,
    WHEN_OVERDUE,
    NEVER
}
