package io.github.mfa4j.spi;

/**
 * Is told what happened: for an audit trail, for metrics, for the mails that a person must get when a factor changes. There can be several, one for each.
 *
 * <p>It is called in the thread of the request, after the write has won and before the answer returns, so it should be
 * quick. What it throws, errors included, is logged through {@link System.Logger} and changes nothing. It MUST be safe for use by several
 * threads. Events of one user can arrive in another order than their writes when several threads or processes act for
 * that user.
 */
@FunctionalInterface
public interface MfaListener {

    /**
     * Takes notice of an event.
     *
     * @param event what happened; it never holds a code, a secret or a hash
     */
    void on(MfaEvent event);
}
