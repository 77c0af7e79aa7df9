package io.github.mfa4j.demo;

import io.github.mfa4j.demo.host.Sql;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** One round of hashing in place of 600,000, or a test of many requests would do nothing else. */
final class CheapPasswords {

    private CheapPasswords() {}

    /** To every account there is: the same password as before, so they all must have the one of {@link WebUser}. */
    static void giveTo(Sql sql) {
        byte[] salt = new byte[16];
        PBEKeySpec spec = new PBEKeySpec(WebUser.PASSWORD.toCharArray(), salt, 1, 256);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            sql.update(
                    "update demo_account set password_hash = ?",
                    "1:" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
