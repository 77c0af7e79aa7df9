package io.github.mfa4j;

import io.github.mfa4j.otp.OtpSecret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record keeps sealed: the secrets of devices by device id, the hashes of backup codes by set id, and the hash of a
 * mailed code by its id.
 */
final class Secrets {

    static final Secrets NONE = new Secrets(Map.of(), Map.of(), Map.of());

    private final Map<String, OtpSecret> devices;
    private final Map<String, HashedCodes> sets;
    private final Map<String, byte[]> mailed;

    Secrets(Map<String, OtpSecret> devices, Map<String, HashedCodes> sets, Map<String, byte[]> mailed) {
        this.devices = Map.copyOf(devices);
        this.sets = Map.copyOf(sets);
        this.mailed = Map.copyOf(mailed);
    }

    static Secrets ofDevice(String id, OtpSecret secret) {
        return new Secrets(Map.of(id, secret), Map.of(), Map.of());
    }

    static Secrets ofSet(String id, HashedCodes codes) {
        return new Secrets(Map.of(), Map.of(id, codes), Map.of());
    }

    static Secrets ofMailedCode(String id, byte[] hash) {
        return new Secrets(Map.of(), Map.of(), Map.of(id, hash.clone()));
    }

    boolean isEmpty() {
        return devices.isEmpty() && sets.isEmpty() && mailed.isEmpty();
    }

    Set<String> ids() {
        Set<String> ids = new HashSet<>(devices.keySet());
        ids.addAll(sets.keySet());
        ids.addAll(mailed.keySet());
        return ids;
    }

    Map<String, OtpSecret> devices() {
        return devices;
    }

    Map<String, HashedCodes> sets() {
        return sets;
    }

    Map<String, byte[]> mailed() {
        return mailed;
    }

    OtpSecret ofDevice(String id) {
        return present(devices.get(id), "the secret of a device");
    }

    HashedCodes ofSet(String id) {
        return present(sets.get(id), "the hashes of a set of backup codes");
    }

    byte[] ofMailedCode(String id) {
        return present(mailed.get(id), "the hash of a mailed code");
    }

    private static <T> T present(@Nullable T found, String what) {
        if (found == null) {
            throw new IllegalStateException("the record is damaged: its sealed part lacks " + what);
        }
        return found;
    }

    /** These and the others; where both have an entry, that of the others. */
    Secrets plus(Secrets others) {
        return new Secrets(plus(devices, others.devices), plus(sets, others.sets), plus(mailed, others.mailed));
    }

    Secrets only(Set<String> ids) {
        return new Secrets(only(devices, ids), only(sets, ids), only(mailed, ids));
    }

    private static <T> Map<String, T> plus(Map<String, T> some, Map<String, T> others) {
        Map<String, T> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private static <T> Map<String, T> only(Map<String, T> all, Set<String> ids) {
        Map<String, T> kept = new HashMap<>(all);
        kept.keySet().retainAll(ids);
        return kept;
    }

    @Override
    public String toString() {
        return "Secrets[redacted]";
    }

    /** The hashes of the unused codes of one set, with what is needed to hash another code alike. */
    static final class HashedCodes {

        static final int SALT_LENGTH = 16;

        private final byte[] salt;
        private final String parameters;
        private final List<byte[]> hashes;

        HashedCodes(byte[] salt, String parameters, List<byte[]> hashes) {
            this.salt = salt;
            this.parameters = parameters;
            this.hashes = List.copyOf(hashes);
        }

        byte[] salt() {
            return salt.clone();
        }

        String parameters() {
            return parameters;
        }

        List<byte[]> hashes() {
            return hashes;
        }

        HashedCodes without(int index) {
            List<byte[]> rest = new ArrayList<>(hashes);
            rest.remove(index);
            return new HashedCodes(salt, parameters, rest);
        }

        @Override
        public String toString() {
            return "HashedCodes[redacted]";
        }
    }
}
