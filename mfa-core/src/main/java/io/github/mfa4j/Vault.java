package io.github.mfa4j;

import io.github.mfa4j.spi.SecretCipher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Seals and opens the body of a record. The seal is bound to the format and to the user, so a body that was copied to
 * another user does not open.
 */
final class Vault {

    private final SecretCipher cipher;

    Vault(SecretCipher cipher) {
        this.cipher = cipher;
    }

    String seal(String user, Secrets secrets) {
        if (secrets.isEmpty()) {
            return "";
        }
        byte[] plain = SecretsCodec.encode(secrets);
        try {
            return Ids.encode(cipher.seal(plain, associatedData(user)));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** The cipher gets copies: it is the host's, and may overwrite what it is given. */
    Secrets open(String user, byte[] sealed) {
        if (sealed.length == 0) {
            return Secrets.NONE;
        }
        byte[] plain = cipher.open(sealed.clone(), associatedData(user));
        try {
            return SecretsCodec.decode(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    boolean isOutdated(byte[] sealed) {
        return sealed.length > 0 && cipher.isOutdated(sealed.clone());
    }

    private static byte[] associatedData(String user) {
        byte[] format = StateCodec.FORMAT.getBytes(StandardCharsets.US_ASCII);
        byte[] id = user.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + format.length + id.length)
                .putInt(format.length)
                .put(format)
                .putInt(id.length)
                .put(id)
                .array();
    }
}
