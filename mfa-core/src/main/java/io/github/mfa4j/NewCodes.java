package io.github.mfa4j;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.Secrets.HashedCodes;
import io.github.mfa4j.spi.BackupCodeHasher;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A fresh set of backup codes, made once per call however often the write has to be tried again. */
final class NewCodes {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int DECIMAL = 10;
    private static final int MIN_HASH = 16;
    private static final int MAX_HASH = 32;

    private final String id;
    private final BackupCodeFormat format;
    private final BackupCodes shown;
    private final HashedCodes hashed;

    NewCodes(BackupCodeFormat format, BackupCodeHasher hasher, SecureRandom random) {
        this(format, randomCodes(format, random), hasher, random);
    }

    /** Takes codes as they are hashed: canonical, and no two alike. */
    NewCodes(BackupCodeFormat format, Set<String> codes, BackupCodeHasher hasher, SecureRandom random) {
        this.id = Ids.next(random, Ids.LONG_BYTES);
        this.format = format;
        this.shown = new BackupCodes(
                codes.stream().map(code -> grouped(code, format)).toList());
        byte[] salt = new byte[HashedCodes.SALT_LENGTH];
        random.nextBytes(salt);
        String parameters = hasher.parametersFor(format.entropyBits());
        checkParameters(parameters);
        List<byte[]> hashes = new ArrayList<>();
        codes.forEach(code -> hashes.add(hasher.hash(code, salt.clone(), parameters)));
        this.hashed = new HashedCodes(salt, parameters, hashes);
        checkHashes(hashes);
    }

    private static Set<String> randomCodes(BackupCodeFormat format, SecureRandom random) {
        // A set, because two short codes can be alike, and then one of them would be missing.
        Set<String> codes = new LinkedHashSet<>();
        while (codes.size() < format.count()) {
            codes.add(randomCode(format, random));
        }
        return codes;
    }

    /** What does not fit the record would be noticed only when the codes are needed. */
    static void checkParameters(String parameters) {
        if (!parameters.matches("[A-Za-z0-9._-]{1,24}")) {
            throw new IllegalStateException(
                    "the BackupCodeHasher chose parameters other than 1 to 24 of A-Z a-z 0-9 . _ -");
        }
    }

    static void checkHashes(List<byte[]> hashes) {
        int length = hashes.get(0).length;
        if (length < MIN_HASH || length > MAX_HASH) {
            throw new IllegalStateException("the BackupCodeHasher must return 16 to 32 bytes, not " + length);
        }
        if (hashes.stream().anyMatch(hash -> hash.length != length)) {
            throw new IllegalStateException("the BackupCodeHasher must always return equally many bytes");
        }
    }

    private static String randomCode(BackupCodeFormat format, SecureRandom random) {
        StringBuilder code = new StringBuilder(format.length());
        int symbols = format.numeric() ? DECIMAL : CROCKFORD.length();
        for (int i = 0; i < format.length(); i++) {
            code.append(CROCKFORD.charAt(random.nextInt(symbols)));
        }
        return code.toString();
    }

    private static String grouped(String code, BackupCodeFormat format) {
        StringBuilder text = new StringBuilder(code);
        for (int i = format.length() - format.groupLength(); i > 0; i -= format.groupLength()) {
            text.insert(i, '-');
        }
        return text.toString();
    }

    String id() {
        return id;
    }

    BackupCodes shown() {
        return shown;
    }

    HashedCodes hashed() {
        return hashed;
    }

    CodeSet asSet(long now) {
        return new CodeSet(id, format, format.count(), now);
    }

    @Override
    public String toString() {
        return "NewCodes[redacted]";
    }
}
