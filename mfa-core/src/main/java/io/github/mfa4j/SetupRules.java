package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.REPLAYED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_ATTEMPTS;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.MfaState.PendingCodes;
import io.github.mfa4j.MfaState.Purpose;
import io.github.mfa4j.MfaState.Setup;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a device comes to be: offered, confirmed by a code, activated. Until the last step what is active is untouched. */
final class SetupRules {

    private static final int MAX_WRONG_CODES = 10;

    private final Settings settings;

    SetupRules(Settings settings) {
        this.settings = settings;
    }

    Step<Enrollment> enroll(MfaState state, NewOffer offer, Attempt attempt) {
        if (state.enabled()) {
            return Step.of(state, Rejected.because(ALREADY_ENABLED), refused(state, ALREADY_ENABLED, attempt));
        }
        return offer(state, Purpose.FIRST, offer, attempt);
    }

    /** Offers a secret. Whatever else was pending is void: there is one thing to finish at a time. */
    Step<Enrollment> offer(MfaState before, Purpose purpose, NewOffer offer, Attempt attempt) {
        SetupExpiry expiry = SetupExpiry.of(before, attempt);
        Device device = new Device(offer.deviceId(), offer.deviceName(), settings.totp(), 0, 0, -1, 0);
        Instant expiresAt =
                Instant.ofEpochSecond(attempt.now() + settings.setupLifetime().toSeconds());
        Setup setup = new Setup(offer.id(), purpose, expiresAt.getEpochSecond(), 0, device, null);
        List<MfaEvent> events = new ArrayList<>(expiry.events());
        events.add(new MfaEvent.SetupStarted(
                attempt.user(),
                attempt.at(),
                device.name(),
                expiresAt,
                expiry.state().setup() != null));
        return new Step<>(
                expiry.state().withReissue(null).withSetup(setup),
                Secrets.ofDevice(device.id(), offer.uri().secret()),
                new Enrollment.Offered(offer.id(), offer.uri(), expiresAt),
                events);
    }

    Step<Confirmation> confirm(
            MfaState state, String offerId, TypedCode typed, Supplier<NewCodes> newCodes, Attempt attempt) {
        Setup setup = state.setup();
        if (setup == null || !setup.id().equals(offerId)) {
            return Step.of(state, Rejected.because(SUPERSEDED), refused(state, SUPERSEDED, attempt));
        }
        if (SetupExpiry.expired(setup.expiresAt(), attempt.now())) {
            return expire(state, Rejected.because(EXPIRED), attempt);
        }
        Device device = setup.device();
        Optional<String> digits = typed.asAppCode(device.totp().digits());
        if (digits.isEmpty()) {
            return Step.of(state, Rejected.because(MALFORMED), refused(state, MALFORMED, attempt));
        }
        OptionalLong step = attempt.match(device, state, digits.get(), settings.window());
        if (step.isEmpty()) {
            return countWrong(state, setup, attempt);
        }
        if (step.getAsLong() <= device.lastStep()) {
            Rejected replayed = Rejected.until(REPLAYED, device.nextCode(attempt.at()));
            return Step.of(state, replayed, refused(state, REPLAYED, attempt));
        }
        Device proved = device.used(step.getAsLong(), attempt.now());
        if (setup.purpose() == Purpose.ADDITIONAL) {
            MfaState next = state.activated(proved, null, attempt.now());
            int devices = next.devices().size();
            return Step.of(
                    next,
                    new Confirmation.DeviceAdded(devices),
                    new MfaEvent.DeviceAdded(attempt.user(), attempt.at(), proved.name(), devices));
        }
        return issue(state, setup, proved, newCodes.get(), attempt);
    }

    private Step<Confirmation> issue(MfaState state, Setup setup, Device proved, NewCodes codes, Attempt attempt) {
        CodeSet set = codes.asSet(attempt.now());
        Secrets hashes = Secrets.ofSet(codes.id(), codes.hashed());
        if (settings.activateOnConfirm()) {
            MfaState next = state.activated(proved, set, attempt.now());
            return Step.<Confirmation>of(
                            next, new Confirmation.EnabledAtOnce(codes.shown()), activated(state, proved, set, attempt))
                    .adding(hashes);
        }
        Instant expiresAt = Instant.ofEpochSecond(setup.expiresAt());
        return Step.<Confirmation>of(
                        state.withSetup(setup.confirmed(proved, set)),
                        new Confirmation.AwaitingActivation(codes.id(), codes.shown(), expiresAt),
                        new MfaEvent.SetupConfirmed(attempt.user(), attempt.at(), proved.name(), expiresAt))
                .adding(hashes);
    }

    private static Step<Confirmation> countWrong(MfaState state, Setup setup, Attempt attempt) {
        Setup counted = setup.oneMoreWrong();
        boolean last = counted.wrongCodes() >= MAX_WRONG_CODES;
        RejectionReason reason = last ? TOO_MANY_ATTEMPTS : WRONG_CODE;
        return Step.of(
                state.withSetup(last ? null : counted),
                Rejected.because(reason),
                new MfaEvent.SetupRefused(attempt.user(), attempt.at(), reason, counted.wrongCodes()));
    }

    Step<Activation> activate(MfaState state, String setId, Attempt attempt) {
        CodeSet active = state.codes();
        if (active != null && active.id().equals(setId)) {
            return Step.of(state, new Activation.Enabled(active.left()));
        }
        PendingCodes reissue = state.reissue();
        if (reissue != null && reissue.codes().id().equals(setId)) {
            return acknowledge(state, reissue, attempt);
        }
        Setup setup = state.setup();
        CodeSet issued = setup == null ? null : setup.codes();
        if (setup == null || issued == null || !issued.id().equals(setId)) {
            return Step.of(state, Rejected.because(SUPERSEDED), refused(state, SUPERSEDED, attempt));
        }
        if (SetupExpiry.expired(setup.expiresAt(), attempt.now())) {
            return expire(state, Rejected.because(EXPIRED), attempt);
        }
        return Step.of(
                state.activated(setup.device(), issued, attempt.now()),
                new Activation.Enabled(issued.left()),
                activated(state, setup.device(), issued, attempt));
    }

    private static Step<Activation> acknowledge(MfaState state, PendingCodes reissue, Attempt attempt) {
        if (SetupExpiry.expired(reissue.expiresAt(), attempt.now())) {
            return expire(state, Rejected.because(EXPIRED), attempt);
        }
        CodeSet codes = reissue.codes();
        return Step.of(
                state.withCodes(codes).withReissue(null),
                new Activation.Enabled(codes.left()),
                new MfaEvent.BackupCodesReplaced(attempt.user(), attempt.at(), codes.left()));
    }

    private static <A> Step<A> expire(MfaState state, A expired, Attempt attempt) {
        SetupExpiry expiry = SetupExpiry.of(state, attempt);
        return new Step<>(expiry.state(), Secrets.NONE, expired, expiry.events());
    }

    private static MfaEvent activated(MfaState before, Device device, CodeSet set, Attempt attempt) {
        return before.enabled()
                ? new MfaEvent.DevicesReplaced(
                        attempt.user(),
                        attempt.at(),
                        device.name(),
                        before.devices().size())
                : new MfaEvent.Enabled(attempt.user(), attempt.at(), device.name(), set.left());
    }

    private static MfaEvent refused(MfaState state, RejectionReason reason, Attempt attempt) {
        @Nullable Setup setup = state.setup();
        return new MfaEvent.SetupRefused(attempt.user(), attempt.at(), reason, setup == null ? 0 : setup.wrongCodes());
    }
}
