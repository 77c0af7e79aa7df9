package io.github.mfa4j.demo.web;

/** How far a browser has come. */
public enum Stage {
    /** Nothing is known about it. */
    ANONYMOUS,
    /** The password was right; the second factor is asked for, or has to be set up first. Nothing else opens. */
    PASSWORD,
    /** Signed in. */
    FULL
}
