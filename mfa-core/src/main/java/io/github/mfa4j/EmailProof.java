package io.github.mfa4j;

/** When a first device needs a proved e-mail address, or a permit. After recovery or reset it always does. */
enum EmailProof {
    /** Of everybody. */
    ALWAYS,
    /** Of users whose deadline is over, since their password alone opens nothing but the set-up page. */
    WHEN_OVERDUE,
    /** Of nobody but those who were recovered or reset. */
    NEVER
}
