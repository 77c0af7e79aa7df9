package io.github.mfa4j;

import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.Secrets.HashedCodes;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.BackupCodeHasher;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call by one user: its time, and what is expensive to find out. Time, policy, opened secrets and the hash are found out once,
 * however often the write has to be tried again. Used by one thread.
 */
final class Attempt {

    private final String user;
    private final Instant at;
    private final Vault vault;
    private final BackupCodeHasher hasher;
    private final Supplier<Policy> policy;

    private String sealedText = "";
    private byte[] sealed = {};
    private @Nullable Secrets opened;

    private @Nullable HashedCodes hashedFor;
    private byte[] hash = {};

    Attempt(String user, Instant at, Vault vault, BackupCodeHasher hasher, Supplier<Policy> policy) {
        this.user = user;
        this.at = at;
        this.vault = vault;
        this.hasher = hasher;
        this.policy = policy;
    }

    String user() {
        return user;
    }

    Instant at() {
        return at;
    }

    /** The time in whole seconds, as records keep it. */
    long now() {
        return at.getEpochSecond();
    }

    Secrets open(MfaState state) {
        decode(state);
        Secrets known = opened;
        if (known == null) {
            known = vault.open(user, sealed);
            opened = known;
        }
        return known;
    }

    private void decode(MfaState state) {
        if (!state.sealed().equals(sealedText)) {
            sealed = Ids.decode(state.sealed());
            sealedText = state.sealed();
            opened = null;
        }
    }

    /** What the host's policies demand, asked for once and only if it matters. */
    Policy policy() {
        return policy.get();
    }

    boolean hasOpened(MfaState state) {
        return opened != null && state.sealed().equals(sealedText);
    }

    boolean isOutdated(MfaState state) {
        decode(state);
        return vault.isOutdated(sealed);
    }

    /** The step of the device's own clock whose code this is. */
    OptionalLong match(Device device, MfaState state, String digits, TotpWindow window) {
        Instant deviceTime = at.plus(device.totp().period().multipliedBy(device.drift()));
        return Totp.of(open(state).ofDevice(device.id()), device.totp()).verify(digits, deviceTime, window);
    }

    /** The step of the second of two codes that the device showed one after the other, from a wide range. */
    OptionalLong resynchronize(Device device, MfaState state, TypedCode first, TypedCode second) {
        int digits = device.totp().digits();
        return Totp.of(open(state).ofDevice(device.id()), device.totp())
                .resynchronize(
                        first.asDigits(digits).orElseThrow(),
                        second.asDigits(digits).orElseThrow(),
                        at,
                        MfaState.MAX_DRIFT);
    }

    /** The index of the code in the set, or -1. One hash, and every stored hash compared, wherever the match is. */
    int indexOf(String code, HashedCodes set) {
        if (hashedFor == null || !sameHashing(hashedFor, set)) {
            hash = hasher.hash(code, set.salt(), set.parameters());
            hashedFor = set;
        }
        int index = -1;
        for (int i = 0; i < set.hashes().size(); i++) {
            index = MessageDigest.isEqual(hash, set.hashes().get(i)) ? i : index;
        }
        return index;
    }

    private static boolean sameHashing(HashedCodes one, HashedCodes other) {
        return Arrays.equals(one.salt(), other.salt()) && one.parameters().equals(other.parameters());
    }
}
