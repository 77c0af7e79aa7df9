package io.github.mfa4j;

import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.Secrets.HashedCodes;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.SecretCipher;
import io.github.mfa4j.spi.StoredState;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Tries at start-up what would otherwise fail at the first sign-in, or never fail and protect nothing. */
final class ConfigurationCheck {

    /** What docs/state-format.md keeps free for what is to come. */
    static final int RESERVED_CHARACTERS = 200;

    private ConfigurationCheck() {}

    static void run(Configuration config, SecretCipher cipher, BackupCodeHasher hasher) {
        checkOdds(config, config.totp(), config.backupCodes());
        checkCipher(cipher);
        int hashLength = checkHasher(config.backupCodes(), hasher);
        checkBudget(config, cipher, hashLength);
    }

    /** Refuses a device, beside backup codes, of which a guess hits too easily. */
    static void checkOdds(Configuration config, TotpParameters totp, BackupCodeFormat format) {
        Device device = new Device("", "", totp, 0, 0, -1, 0);
        if (!Throttling.leavesRoomToMistype(List.of(device), format, config.window())) {
            throw new IllegalArgumentException(
                    "with this window and these backup codes a guess hits so easily that fewer than "
                            + Throttling.MIN_LOCK_LIMIT
                            + " wrong codes would have to lock a user out: narrow the window, use more"
                            + " digits, or use stronger or fewer backup codes");
        }
    }

    private static void checkCipher(SecretCipher cipher) {
        byte[] plain = new byte[64];
        new SecureRandom().nextBytes(plain);
        byte[] data = "probe".getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = cipher.seal(plain.clone(), data.clone());
        if (!Arrays.equals(cipher.open(sealed.clone(), data.clone()), plain)) {
            throw new IllegalStateException("the SecretCipher does not open what it sealed");
        }
        if (cipher.isOutdated(sealed.clone())) {
            throw new IllegalStateException(
                    "the SecretCipher calls outdated what it sealed just now: each sign-in would"
                            + " seal the record anew");
        }
        if (Collections.indexOfSubList(boxed(sealed), boxed(Arrays.copyOf(plain, 16))) >= 0) {
            throw new IllegalStateException("the SecretCipher does not encrypt: the plain text is in what it sealed");
        }
        if (opens(cipher, sealed, "other".getBytes(StandardCharsets.US_ASCII))) {
            throw new IllegalStateException(
                    "the SecretCipher ignores the associated data: a record that was copied to another"
                            + " user would open");
        }
        // Two places, not all: an implementation over a key management service makes a call for each.
        for (int i : new int[] {sealed.length / 2, sealed.length - 1}) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            if (opens(cipher, changed, data.clone())) {
                throw new IllegalStateException(
                        "the SecretCipher does not notice that a bit of what it sealed was changed:"
                                + " it must authenticate all of it");
            }
        }
        // What refused so far could have been an outage and not the cipher's judgement.
        if (!opens(cipher, sealed, data)) {
            throw new IllegalStateException("the SecretCipher opened what it sealed once and then no more");
        }
    }

    private static boolean opens(SecretCipher cipher, byte[] sealed, byte[] data) {
        try {
            cipher.open(sealed.clone(), data);
            return true;
        } catch (RuntimeException expected) {
            return false;
        }
    }

    private static List<Byte> boxed(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return Arrays.asList(boxed);
    }

    private static int checkHasher(BackupCodeFormat format, BackupCodeHasher hasher) {
        String parameters = hasher.parametersFor(format.entropyBits());
        NewCodes.checkParameters(parameters);
        byte[] salt = new byte[HashedCodes.SALT_LENGTH];
        byte[] hash = hasher.hash("00000000", salt.clone(), parameters);
        NewCodes.checkHashes(List.of(hash));
        if (!Arrays.equals(hash, hasher.hash("00000000", salt.clone(), parameters))) {
            throw new IllegalStateException("the BackupCodeHasher returns different hashes for the same code");
        }
        salt[0] = 1;
        if (Arrays.equals(hash, hasher.hash("00000001", new byte[salt.length], parameters))
                || Arrays.equals(hash, hasher.hash("00000000", salt, parameters))) {
            throw new IllegalStateException(
                    "the BackupCodeHasher returns the same hash for another code or another salt");
        }
        return hash.length;
    }

    /** Writes the longest record that this configuration can lead to. */
    private static void checkBudget(Configuration config, SecretCipher cipher, int hashLength) {
        int longest =
                StateCodec.encode(LongestRecord.of(config, cipher, hashLength)).length();
        if (longest > StoredState.MAX_LENGTH - RESERVED_CHARACTERS) {
            throw new IllegalArgumentException("a record could reach " + longest + " characters, more than the "
                    + (StoredState.MAX_LENGTH - RESERVED_CHARACTERS)
                    + " that there are: use fewer backup codes, shorter hashes, or a cipher that adds less");
        }
    }
}
