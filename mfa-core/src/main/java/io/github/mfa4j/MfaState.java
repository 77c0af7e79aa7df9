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
 * @param mustEnrollSince since when everything is gone by recovery or reset, so that the user has to enroll again, or 0
 * @param failures what was counted against guessing
 * @param devices the devices that are active
 * @param codes the backup codes that are active
 * @param reissue backup codes that were reissued and are not yet activated
 * @param setup the set-up that is under way
 * @param browsers the browsers on which no code is asked for
 * @param tokens the links and the permit that are out
 * @param mails what was mailed
 * @param sealed the sealed body as text, or empty; see {@link Vault}
 */
record MfaState(
        long enabledSince,
        long mustEnrollSince,
        Failures failures,
        List<Device> devices,
        @Nullable CodeSet codes,
        @Nullable PendingCodes reissue,
        @Nullable Setup setup,
        List<Browser> browsers,
        Tokens tokens,
        Mails mails,
        String sealed) {

    static final int MAX_DEVICES = 5;

    static final int MAX_BROWSERS = 5;

    /** How many steps a device may be found to be off; beyond, it should be set right. */
    static final int MAX_DRIFT = 10;

    static final MfaState EMPTY =
            new MfaState(0, 0, Failures.NONE, List.of(), null, null, null, List.of(), Tokens.NONE, Mails.NONE, "");

    MfaState {
        devices = List.copyOf(devices);
        browsers = List.copyOf(browsers);
    }

    boolean enabled() {
        return enabledSince > 0;
    }

    boolean mustEnroll() {
        return mustEnrollSince > 0;
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
        Mails.Pending mailed = mails.pending();
        if (mailed != null) {
            ids.add(mailed.id());
        }
        return ids;
    }

    /** The device with that id. */
    Optional<Device> device(String id) {
        return devices.stream().filter(device -> device.id().equals(id)).findFirst();
    }

    MfaState withFailures(Failures next) {
        return new MfaState(
                enabledSince, mustEnrollSince, next, devices, codes, reissue, setup, browsers, tokens, mails, sealed);
    }

    MfaState withDevices(List<Device> next) {
        return new MfaState(
                enabledSince, mustEnrollSince, failures, next, codes, reissue, setup, browsers, tokens, mails, sealed);
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
        return new MfaState(
                enabledSince,
                mustEnrollSince,
                failures,
                devices,
                next,
                reissue,
                setup,
                browsers,
                tokens,
                mails,
                sealed);
    }

    MfaState withReissue(@Nullable PendingCodes next) {
        return new MfaState(
                enabledSince, mustEnrollSince, failures, devices, codes, next, setup, browsers, tokens, mails, sealed);
    }

    MfaState withSetup(@Nullable Setup next) {
        return new MfaState(
                enabledSince,
                mustEnrollSince,
                failures,
                devices,
                codes,
                reissue,
                next,
                browsers,
                tokens,
                mails,
                sealed);
    }

    MfaState withBrowsers(List<Browser> next) {
        return new MfaState(
                enabledSince, mustEnrollSince, failures, devices, codes, reissue, setup, next, tokens, mails, sealed);
    }

    MfaState withTokens(Tokens next) {
        return new MfaState(
                enabledSince, mustEnrollSince, failures, devices, codes, reissue, setup, browsers, next, mails, sealed);
    }

    MfaState withMails(Mails next) {
        return new MfaState(
                enabledSince,
                mustEnrollSince,
                failures,
                devices,
                codes,
                reissue,
                setup,
                browsers,
                tokens,
                next,
                sealed);
    }

    MfaState withSealed(String next) {
        return new MfaState(
                enabledSince, mustEnrollSince, failures, devices, codes, reissue, setup, browsers, tokens, mails, next);
    }

    /** Without tokens and browsers that have run out: a clock that jumps back must not find them. */
    MfaState withoutExpired(long now) {
        return browsers.isEmpty() && tokens.equals(Tokens.NONE)
                ? this
                : withBrowsers(browsers.stream()
                                .filter(browser -> now < browser.token().expiresAt())
                                .toList())
                        .withTokens(tokens.withoutExpired(now));
    }

    /** The state after one more device has become active. Nothing is forgiven: its code says nothing about guesses at others. */
    MfaState withOneMore(Device device, long now) {
        List<Device> all = new ArrayList<>(devices);
        all.add(device.addedAt(now));
        return withDevices(all).withSetup(null);
    }

    /** The state after this device, with these codes, has taken the place of all that there was. */
    MfaState activated(Device device, @Nullable CodeSet set, long now) {
        return new MfaState(
                enabled() ? enabledSince : now,
                0,
                failures.afterSuccess(),
                List.of(device.addedAt(now)),
                set,
                null,
                null,
                List.of(),
                Tokens.NONE,
                mails.withoutPending(),
                sealed);
    }

    /** The state after the user switched off. What was counted against guessing in this period stays, and the mail limits. */
    MfaState cleared() {
        return EMPTY.withFailures(failures.afterSuccess()).withMails(mails.withoutPending());
    }

    /** The state after recovery or reset: nothing is left but the mark, the permit and the mail limits. */
    MfaState mustEnrollAgain(Token permit, long now) {
        Mails limits = mails.withoutPending();
        return new MfaState(
                0,
                now,
                Failures.NONE,
                List.of(),
                null,
                null,
                null,
                List.of(),
                Tokens.NONE.withPermit(permit),
                limits,
                "");
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

    /** Backup codes that were shown anew; the active ones are good until these are activated. */
    record PendingCodes(CodeSet codes, long expiresAt) {}
}
