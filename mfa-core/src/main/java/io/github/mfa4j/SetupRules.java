package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.PROOF_REQUIRED;
import static io.github.mfa4j.spi.RejectionReason.REPLAYED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_ATTEMPTS;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.MfaState.PendingCodes;
import io.github.mfa4j.Setup.Purpose;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** How a device comes to be: offered, confirmed by a code, activated. Until the last step what is active is untouched. */
final class SetupRules {

    private static final int MAX_WRONG_CODES = 10;

    private final Configuration config;

    SetupRules(Configuration config) {
        this.config = config;
    }

    /** Offers a first device, if policy allows one and the proof that is required was given. */
    Decision<Enrollment> enroll(MfaState state, NewOffer offer, Optional<String> permit, Attempt attempt) {
        if (state.enabled()) {
            return Decision.refused(state, Rejected.because(ALREADY_ENABLED), attempt);
        }
        if (!attempt.policy().mayEnroll()) {
            return Decision.refused(state, Rejected.because(ENROLLMENT_FORBIDDEN), attempt);
        }
        Optional<Rejected> refused = permit.isPresent()
                ? Token.refusing(state.tokens().permit(), Token.Use.PERMIT, permit.get(), attempt)
                : proofRequired(state, config, attempt)
                        ? Optional.of(Rejected.because(PROOF_REQUIRED))
                        : Optional.empty();
        return refused.isPresent()
                ? Decision.refused(state, refused.get(), attempt)
                : offer(state, Purpose.FIRST, offer, attempt);
    }

    /** Whether the password alone is too little to set up a first device. */
    static boolean proofRequired(MfaState state, Configuration config, Attempt attempt) {
        return state.mustEnroll()
                || config.emailProof() == EmailProof.ALWAYS
                || (config.emailProof() == EmailProof.WHEN_OVERDUE
                        && attempt.policy().overdue(attempt.at()));
    }

    /** Offers a secret. Whatever else was pending is void: there is one thing to finish at a time. */
    Decision<Enrollment> offer(MfaState before, Purpose purpose, NewOffer offer, Attempt attempt) {
        SetupExpiry expiry = SetupExpiry.of(before, attempt);
        Device device = new Device(offer.deviceId(), offer.deviceName(), config.totp(), 0, 0, -1, 0);
        Instant expiresAt =
                Instant.ofEpochSecond(attempt.now() + config.setupLifetime().toSeconds());
        Setup setup = new Setup(offer.id(), purpose, expiresAt.getEpochSecond(), 0, device, null);
        boolean replaced = expiry.state().setup() != null;
        return Decision.<Enrollment>of(
                        expiry.state().withReissue(null).withSetup(setup),
                        new Enrollment.Offered(offer.id(), offer.uri(), expiresAt),
                        new MfaEvent.SetupStarted(attempt.user(), attempt.at(), device.name(), expiresAt, replaced))
                .afterTelling(expiry.events())
                .adding(Secrets.ofDevice(device.id(), offer.uri().secret()));
    }

    Decision<Confirmation> confirm(
            MfaState state, String offerId, TypedCode typed, Supplier<NewCodes> newCodes, Attempt attempt) {
        Setup setup = state.setup();
        if (setup == null || !setup.id().equals(offerId)) {
            return Decision.refused(state, Rejected.because(SUPERSEDED), wrongCodes(state), attempt);
        }
        if (SetupExpiry.expired(setup.expiresAt(), attempt.now())) {
            return expire(state, Rejected.because(EXPIRED), attempt);
        }
        if (!attempt.policy().mayEnroll()) {
            return Decision.refused(state, Rejected.because(ENROLLMENT_FORBIDDEN), setup.wrongCodes(), attempt);
        }
        Device device = setup.device();
        Optional<String> digits = typed.asDigits(device.totp().digits());
        if (digits.isEmpty()) {
            return Decision.refused(state, Rejected.because(MALFORMED), setup.wrongCodes(), attempt);
        }
        OptionalLong step = attempt.match(device, state, digits.get(), config.window());
        if (step.isEmpty()) {
            return countWrong(state, setup, attempt);
        }
        if (step.getAsLong() <= device.lastStep()) {
            Rejected replayed = Rejected.until(REPLAYED, device.nextCode(attempt.at()));
            return Decision.refused(state, replayed, setup.wrongCodes(), attempt);
        }
        Device proved = device.used(step.getAsLong(), attempt.now());
        if (setup.purpose() == Purpose.ADDITIONAL) {
            return addDevice(state, proved, attempt);
        }
        return issue(state, setup, proved, newCodes.get(), attempt);
    }

    private Decision<Confirmation> addDevice(MfaState state, Device proved, Attempt attempt) {
        MfaState next = state.withOneMore(proved, attempt.now());
        int devices = next.devices().size();
        Decision<Confirmation> added = Decision.of(
                next,
                new Confirmation.DeviceAdded(devices),
                new MfaEvent.DeviceAdded(attempt.user(), attempt.at(), proved.name(), devices));
        return CodeRules.tellingOfLock(state, added, config, attempt);
    }

    private Decision<Confirmation> issue(MfaState state, Setup setup, Device proved, NewCodes codes, Attempt attempt) {
        CodeSet set = codes.asSet(attempt.now());
        Secrets hashes = Secrets.ofSet(codes.id(), codes.hashed());
        if (config.activateOnConfirm()) {
            MfaState next = state.activated(proved, set, attempt.now());
            Decision<Confirmation> enabled = Decision.of(
                    next, new Confirmation.EnabledAtOnce(codes.shown()), activated(state, proved, set, attempt));
            return CodeRules.tellingOfLock(state, enabled, config, attempt).adding(hashes);
        }
        Instant expiresAt = Instant.ofEpochSecond(setup.expiresAt());
        return Decision.<Confirmation>of(
                        state.withSetup(setup.confirmed(proved, set)),
                        new Confirmation.AwaitingActivation(codes.id(), codes.shown(), expiresAt),
                        new MfaEvent.SetupConfirmed(attempt.user(), attempt.at(), proved.name(), expiresAt))
                .adding(hashes);
    }

    private static Decision<Confirmation> countWrong(MfaState state, Setup setup, Attempt attempt) {
        Setup counted = setup.oneMoreWrong();
        boolean last = counted.wrongCodes() >= MAX_WRONG_CODES;
        Rejected no = Rejected.because(last ? TOO_MANY_ATTEMPTS : WRONG_CODE);
        return Decision.refused(state.withSetup(last ? null : counted), no, counted.wrongCodes(), attempt);
    }

    Decision<Activation> activate(MfaState state, String setId, Attempt attempt) {
        CodeSet active = state.codes();
        if (active != null && active.id().equals(setId)) {
            return Decision.of(state, new Activation.Enabled(active.left()));
        }
        PendingCodes reissue = state.reissue();
        if (reissue != null && reissue.codes().id().equals(setId)) {
            return replaceCodes(state, reissue, attempt);
        }
        Setup setup = state.setup();
        CodeSet issued = setup == null ? null : setup.codes();
        if (setup == null || issued == null || !issued.id().equals(setId)) {
            return Decision.refused(state, Rejected.because(SUPERSEDED), wrongCodes(state), attempt);
        }
        if (SetupExpiry.expired(setup.expiresAt(), attempt.now())) {
            return expire(state, Rejected.because(EXPIRED), attempt);
        }
        if (!attempt.policy().mayEnroll()) {
            return Decision.refused(state, Rejected.because(ENROLLMENT_FORBIDDEN), setup.wrongCodes(), attempt);
        }
        Decision<Activation> enabled = Decision.of(
                state.activated(setup.device(), issued, attempt.now()),
                new Activation.Enabled(issued.left()),
                activated(state, setup.device(), issued, attempt));
        return CodeRules.tellingOfLock(state, enabled, config, attempt);
    }

    private Decision<Activation> replaceCodes(MfaState state, PendingCodes reissue, Attempt attempt) {
        if (SetupExpiry.expired(reissue.expiresAt(), attempt.now())) {
            return expire(state, Rejected.because(EXPIRED), attempt);
        }
        CodeSet codes = reissue.codes();
        Decision<Activation> replaced = Decision.of(
                state.withCodes(codes).withReissue(null),
                new Activation.Enabled(codes.left()),
                new MfaEvent.BackupCodesReplaced(attempt.user(), attempt.at(), codes.left()));
        return CodeRules.tellingOfLock(state, replaced, config, attempt);
    }

    private static <A> Decision<A> expire(MfaState state, A expired, Attempt attempt) {
        SetupExpiry expiry = SetupExpiry.of(state, attempt);
        return new Decision<>(expiry.state(), Secrets.NONE, expired, expiry.events());
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

    private static int wrongCodes(MfaState state) {
        Setup setup = state.setup();
        return setup == null ? 0 : setup.wrongCodes();
    }
}
