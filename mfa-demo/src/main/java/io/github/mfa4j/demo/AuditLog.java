package io.github.mfa4j.demo;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaListener;

/** Writes what happened to second factors into the log. Events hold no code, secret or hash, so they can be logged. */
final class AuditLog implements MfaListener {

    private static final System.Logger LOG = System.getLogger("io.github.mfa4j.demo.audit");

    @Override
    public void on(MfaEvent event) {
        // A product also sends mail when a factor is added and when a backup code was used.
        LOG.log(System.Logger.Level.INFO, () -> event.toString());
    }
}
