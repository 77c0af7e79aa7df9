package io.github.mfa4j;

import io.github.mfa4j.otp.TotpParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered about one user, but for what is sealed. Times are seconds since the epoch; 0 means never.
 *
 * @param enabledSince since when the second factor is enforced, or 0
 * @param failures what was counted against guessing
 * @param devices the devices that are active
 * @param codes the backup codes that are active
 * @param setup the set-up that is under way
 * @param sealed the sealed body as text, or empty; see {@link Vault}
 */
record MfaState(
        long enabledSince,
        Failures failures,
        List<Device> devices,
        @Nullable CodeSet codes,
        @Nullable Setup setup,
        String sealed) {

    static final int MAX_DEVICES = 5;

    static final MfaState EMPTY = new MfaState(0, Failures.NONE, List.of(), null, null, "");

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
        if (setup != null) {
            ids.add(setup.device().id());
            CodeSet issued = setup.codes();
            if (issued != null) {
                ids.add(issued.id());
            }
        }
        return ids;
    }

    MfaState withFailures(Failures next) {
        return new MfaState(enabledSince, next, devices, codes, setup, sealed);
    }

    MfaState withDevices(List<Device> next) {
        return new MfaState(enabledSince, failures, next, codes, setup, sealed);
    }

    MfaState withCodes(CodeSet next) {
        return new MfaState(enabledSince, failures, devices, next, setup, sealed);
    }

    MfaState withSetup(@Nullable Setup next) {
        return new MfaState(enabledSince, failures, devices, codes, next, sealed);
    }

    MfaState withSealed(String next) {
        return new MfaState(enabledSince, failures, devices, codes, setup, next);
    }

    /** The state after the device and the codes of a set-up have become active. */
    MfaState activated(Device device, CodeSet set, long now) {
        List<Device> all = new ArrayList<>(devices);
        all.add(device.addedAt(now));
        return new MfaState(enabledSince > 0 ? enabledSince : now, failures.afterSuccess(), all, set, null, sealed);
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

    /**
     * A set-up that is under way. What is active is not touched by it.
     *
     * @param id the id of the offer
     * @param wrongCodes the number of wrong codes for this offer
     * @param device the device as it will be
     * @param codes the codes that were issued, once the device has shown a right code
     */
    record Setup(
            String id,
            long expiresAt,
            int wrongCodes,
            Device device,
            @Nullable CodeSet codes) {

        Setup oneMoreWrong() {
            return new Setup(id, expiresAt, wrongCodes + 1, device, codes);
        }

        Setup confirmed(Device proved, CodeSet issued) {
            return new Setup(id, expiresAt, wrongCodes, proved, issued);
        }
    }
}
