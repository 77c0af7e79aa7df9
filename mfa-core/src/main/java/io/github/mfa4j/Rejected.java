package io.github.mfa4j;

import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one way in which every call of {@link Mfa} says no to a person.
 *
 * @param reason why
 * @param retryAt when the next attempt will be looked at; empty if it can be made at once, or if waiting does not help
 */
@SuppressWarnings("overloads") // fold: a caller holds one of the sealed types, and never sees two of them
public record Rejected(RejectionReason reason, Optional<Instant> retryAt)
        implements Verification, Enrollment, Confirmation, Activation, Reissue, Change, Grant, EmailCode {

    /**
     * Checks for nulls.
     *
     * @param reason why
     * @param retryAt when the next attempt will be looked at; empty if it can be made at once, or if waiting does not help
     * @throws NullPointerException if an argument is null
     */
    public Rejected {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(retryAt, "retryAt");
    }

    static Rejected because(RejectionReason reason) {
        return new Rejected(reason, Optional.empty());
    }

    static Rejected until(RejectionReason reason, Instant retryAt) {
        return new Rejected(reason, Optional.of(retryAt));
    }

    @Override
    public <R> R fold(Accepted.Then<? extends R> accepted, Function<? super Rejected, ? extends R> rejected) {
        Objects.requireNonNull(accepted, "accepted");
        return rejected.apply(this);
    }

    @Override
    public <R> R fold(Offered.Then<? extends R> offered, Function<? super Rejected, ? extends R> rejected) {
        Objects.requireNonNull(offered, "offered");
        return rejected.apply(this);
    }

    @Override
    public <R> R fold(
            AwaitingActivation.Then<? extends R> awaitingActivation,
            EnabledAtOnce.Then<? extends R> enabledAtOnce,
            DeviceAdded.Then<? extends R> deviceAdded,
            Function<? super Rejected, ? extends R> rejected) {
        Objects.requireNonNull(awaitingActivation, "awaitingActivation");
        Objects.requireNonNull(enabledAtOnce, "enabledAtOnce");
        Objects.requireNonNull(deviceAdded, "deviceAdded");
        return rejected.apply(this);
    }

    @Override
    public <R> R fold(Enabled.Then<? extends R> enabled, Function<? super Rejected, ? extends R> rejected) {
        Objects.requireNonNull(enabled, "enabled");
        return rejected.apply(this);
    }

    @Override
    public <R> R fold(Reissue.Issued.Then<? extends R> issued, Function<? super Rejected, ? extends R> rejected) {
        Objects.requireNonNull(issued, "issued");
        return rejected.apply(this);
    }

    @Override
    public <R> R fold(Done.Then<? extends R> done, Function<? super Rejected, ? extends R> rejected) {
        Objects.requireNonNull(done, "done");
        return rejected.apply(this);
    }

    @Override
    public <R> R fold(Granted.Then<? extends R> granted, Function<? super Rejected, ? extends R> rejected) {
        Objects.requireNonNull(granted, "granted");
        return rejected.apply(this);
    }

    @Override
    public <R> R fold(EmailCode.Issued.Then<? extends R> issued, Function<? super Rejected, ? extends R> rejected) {
        Objects.requireNonNull(issued, "issued");
        return rejected.apply(this);
    }
}
