package io.github.mfa4j;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Setup;
import io.github.mfa4j.otp.TotpWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a settings page may see of a state. */
final class Statuses {

    private Statuses() {}

    static MfaStatus of(MfaState stored, TotpWindow window, Instant at) {
        long now = at.getEpochSecond();
        MfaState state = stored.withFailures(stored.failures().withoutFarFuture(now));
        CodeSet codes = state.codes();
        List<MfaStatus.Device> devices = state.devices().stream()
                .map(device -> new MfaStatus.Device(
                        device.id(),
                        device.name(),
                        Instant.ofEpochSecond(device.addedAt()),
                        Instant.ofEpochSecond(device.lastUsedAt())))
                .toList();
        return new MfaStatus(
                state.enabled() ? Optional.of(Instant.ofEpochSecond(state.enabledSince())) : Optional.empty(),
                devices,
                codes == null ? 0 : codes.left(),
                Optional.ofNullable(state.setup())
                        .filter(setup -> !SetupExpiry.expired(setup.expiresAt(), now))
                        .map(Statuses::setup),
                state.enabled() ? Throttling.refusing(state, window, now) : Optional.empty());
    }

    private static MfaStatus.Setup setup(Setup setup) {
        return new MfaStatus.Setup(
                setup.device().name(), Instant.ofEpochSecond(setup.expiresAt()), setup.codes() != null);
    }
}
