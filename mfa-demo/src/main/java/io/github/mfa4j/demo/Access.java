package io.github.mfa4j.demo;

/** Who may open a page; also how far a session has come. */
enum Access {
    /** Anybody. */
    ANYONE,
    /** Somebody whose password was right and whose second factor is asked for now. */
    HALF_SIGNED_IN,
    /** Somebody who has passed all that is asked for. */
    SIGNED_IN
}
