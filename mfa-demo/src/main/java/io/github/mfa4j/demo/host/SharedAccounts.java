package io.github.mfa4j.demo.host;

import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.EnforcementSource;

/** Accounts that several people share may not have a second factor: a phone belongs to one person. */
public record SharedAccounts(Accounts accounts) implements EnforcementSource {

    @Override
    public Enforcement enforcementFor(String userId) {
        boolean shared = accounts.byId(userId).map(Account::shared).orElse(false);
        return shared ? Enforcement.mayNotEnroll() : Enforcement.optional();
    }
}
