package io.github.mfa4j;

import io.github.mfa4j.otp.TotpParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered about one user, but for what is sealed. Times are seconds since the epoch; 0 means never.
 *
 * @param enabledSince since when the second factor is enforced, or 0
 * @param failures what was counted against guessing
 * @param devices the devices that are active
 * @param codes the backup codes that are active
 * @param reissue backup codes that were reissued and are not yet acknowledged
 * @param setup the set-up that is under way
 * @param sealed the sealed body as text, or empty; see {@link Vault}
 */
record MfaState(
        long enabledSince,
        Failures failures,
        List<Device> devices,
        @Nullable CodeSet codes,
        @Nullable PendingCodes reissue,
        @Nullable Setup setup,
        String sealed) {

    static final int MAX_DEVICES = 5;

    /** How many steps a device may be found to be off; beyond, it should be set right. */
    static final int MAX_DRIFT = 10;

    static final MfaState EMPTY = new MfaState(0, Failures.NONE, List.of(), null, null, null, "");

    MfaState {
        devices = List.copyOf(devices);
    }

    boolean enabled() {
        return enabledSince > 0;
    }

    /** The ids of all that must have an entry in the sealed body. */
    Set<String> sealedIds() {
        Set<String> ids = new HashSet<>();
        for (Device device : devices) {
            ids.add(device.id());
        }
        if (codes != null) {
            ids.add(codes.id());
        }
        if (reissue != null) {
            ids.add(reissue.codes().id());
        }
        if (setup != null) {
            ids.add(setup.device().id());
            CodeSet issued = setup.codes();
            if (issued != null) {
                ids.add(issued.id());
            }
        }
        return ids;
    }

    /** The device with that id. */
    Optional<Device> device(String id) {
        return devices.stream().filter(device -> device.id().equals(id)).findFirst();
    }

    MfaState withFailures(Failures next) {
        return new MfaState(enabledSince, next, devices, codes, reissue, setup, sealed);
    }

    MfaState withDevices(List<Device> next) {
        return new MfaState(enabledSince, failures, next, codes, reissue, setup, sealed);
    }

    MfaState withDevice(Device changed) {
        return withDevices(devices.stream()
                .map(device -> device.id().equals(changed.id()) ? changed : device)
                .toList());
    }

    MfaState withoutDevice(String id) {
        return withDevices(
                devices.stream().filter(device -> !device.id().equals(id)).toList());
    }

    MfaState withCodes(CodeSet next) {
        return new MfaState(enabledSince, failures, devices, next, reissue, setup, sealed);
    }

    MfaState withReissue(@Nullable PendingCodes next) {
        return new MfaState(enabledSince, failures, devices, codes, next, setup, sealed);
    }

    MfaState withSetup(@Nullable Setup next) {
        return new MfaState(enabledSince, failures, devices, codes, reissue, next, sealed);
    }

    MfaState withSealed(String next) {
        return new MfaState(enabledSince, failures, devices, codes, reissue, setup, next);
    }

    /**
     * The state after the device of a set-up has become active, beside the others or, with new codes, in place of all. Beside
     * the others nothing that was counted is forgiven: a code of a new device says nothing about guesses at the others.
     */
    MfaState activated(Device device, @Nullable CodeSet set, long now) {
        List<Device> all = new ArrayList<>(set == null ? devices : List.of());
        all.add(device.addedAt(now));
        return new MfaState(
                enabledSince > 0 ? enabledSince : now,
                set == null ? failures : failures.afterSuccess(),
                all,
                set == null ? codes : set,
                set == null ? reissue : null,
                null,
                sealed);
    }

    /** The state after everything was removed. What was counted against guessing in this period stays. */
    MfaState cleared() {
        return new MfaState(0, failures.afterSuccess(), List.of(), null, null, null, "");
    }

    /**
     * A device that shows codes. Its secret is in the sealed body.
     *
     * @param lastStep the highest time step of which a code was accepted, or -1: no code of it or of an earlier one is
     *     ever accepted again
     * @param drift how many steps the clock of the device was found to be ahead, by explicit resynchronization
     */
    record Device(
            String id, String name, TotpParameters totp, long addedAt, long lastUsedAt, long lastStep, int drift) {

        Device used(long step, long now) {
            return new Device(id, name, totp, addedAt, now, step, drift);
        }

        /** From when on the device shows a code that was not used yet, even if its clock is slow. */
        Instant nextCode(Instant now) {
            long present = totp.stepAt(now);
            return totp.startOf(Math.max(present, lastStep - drift) + 1);
        }

        Device named(String next) {
            return new Device(id, next, totp, addedAt, lastUsedAt, lastStep, drift);
        }

        Device drifting(int steps) {
            return new Device(id, name, totp, addedAt, lastUsedAt, lastStep, steps);
        }

        Device addedAt(long now) {
            return new Device(id, name, totp, now, lastUsedAt, lastStep, drift);
        }
    }

    /**
     * A set of backup codes. Its hashes are in the sealed body.
     *
     * @param format the shape its codes were issued in, whatever is configured today
     * @param left the number of codes that were not used
     */
    record CodeSet(String id, BackupCodeFormat format, int left, long issuedAt) {

        CodeSet oneUsed() {
            return new CodeSet(id, format, left - 1, issuedAt);
        }
    }

    /** Backup codes that were shown anew; the active ones are good until these are acknowledged. */
    record PendingCodes(CodeSet codes, long expiresAt) {}

    /** What a set-up is for. */
    enum Purpose {
        /** The first device of a user, with backup codes. */
        FIRST,
        /** One more device; the backup codes stay. */
        ADDITIONAL,
        /** A device, with backup codes, in place of all that there is. */
        REPLACEMENT
    }

    /**
     * A set-up that is under way. What is active is not touched by it.
     *
     * @param id the id of the offer
     * @param purpose what it is for
     * @param wrongCodes the number of wrong codes for this offer
     * @param device the device as it will be
     * @param codes the codes that were issued, once the device has shown a right code
     */
    record Setup(
            String id,
            Purpose purpose,
            long expiresAt,
            int wrongCodes,
            Device device,
            @Nullable CodeSet codes) {

        Setup oneMoreWrong() {
            return new Setup(id, purpose, expiresAt, wrongCodes + 1, device, codes);
        }

        Setup confirmed(Device proved, CodeSet issued) {
            return new Setup(id, purpose, expiresAt, wrongCodes, proved, issued);
        }
    }
}
