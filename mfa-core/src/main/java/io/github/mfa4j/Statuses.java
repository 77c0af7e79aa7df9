package io.github.mfa4j;

import io.github.mfa4j.MfaState.CodeSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a settings page may see of a state. */
final class Statuses {

    private Statuses() {}

    static MfaStatus of(MfaState stored, Configuration config, Policy policy, Instant at) {
        long now = at.getEpochSecond();
        MfaState state = stored.withFailures(stored.failures().withoutFarFuture(now));
        CodeSet codes = state.codes();
        List<MfaStatus.Device> devices = state.devices().stream()
                .map(device -> new MfaStatus.Device(
                        device.id(),
                        device.name(),
                        Instant.ofEpochSecond(device.addedAt()),
                        device.lastUsedAt() == 0
                                ? Optional.empty()
                                : Optional.of(Instant.ofEpochSecond(device.lastUsedAt()))))
                .toList();
        return new MfaStatus(
                state.enabled() ? Optional.of(Instant.ofEpochSecond(state.enabledSince())) : Optional.empty(),
                devices,
                codes == null ? 0 : codes.left(),
                Optional.ofNullable(state.setup())
                        .filter(setup -> !SetupExpiry.expired(setup.expiresAt(), now))
                        .map(Statuses::setup),
                Optional.ofNullable(state.reissue())
                        .filter(reissue -> !SetupExpiry.expired(reissue.expiresAt(), now))
                        .map(reissue -> Instant.ofEpochSecond(reissue.expiresAt())),
                BrowserRules.trusted(state, config.browserTrust(), now).stream()
                        .map(browser -> browser(browser, config))
                        .toList(),
                state.enabled() ? Throttling.refusing(state, config.window(), now) : Optional.empty(),
                new MfaStatus.Policy(
                        policy.mayEnroll(),
                        known(policy.requiredFrom()),
                        known(policy.deadline()),
                        state.mustEnroll()));
    }

    private static Optional<Instant> known(Instant instant) {
        return Optional.of(instant).filter(Instant.MAX::isAfter);
    }

    private static MfaStatus.TrustedBrowser browser(Browser browser, Configuration config) {
        return new MfaStatus.TrustedBrowser(
                browser.id(),
                browser.name(),
                Instant.ofEpochSecond(browser.token().issuedAt()),
                Instant.ofEpochSecond(browser.until(config.browserTrust().toSeconds())));
    }

    private static MfaStatus.Setup setup(Setup setup) {
        return new MfaStatus.Setup(
                setup.device().name(), Instant.ofEpochSecond(setup.expiresAt()), setup.codes() != null);
    }
}
