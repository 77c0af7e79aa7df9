package io.github.mfa4j.demo.web;

/** Who may open a page. */
public enum Access {
    /** Anybody. */
    ANYONE,
    /** Who is not about to sign in, nor signed in. */
    STRANGERS,
    /** Whose password was right and whose second factor is missing. */
    PASSWORD,
    /** Whose password was right, signed in or not. */
    PASSWORD_OR_FULL,
    /** Who is signed in. */
    FULL;

    public boolean allows(Stage stage) {
        return switch (this) {
            case ANYONE -> true;
            case STRANGERS -> stage == Stage.ANONYMOUS;
            case PASSWORD -> stage == Stage.PASSWORD;
            case PASSWORD_OR_FULL -> stage != Stage.ANONYMOUS;
            case FULL -> stage == Stage.FULL;
        };
    }
}
