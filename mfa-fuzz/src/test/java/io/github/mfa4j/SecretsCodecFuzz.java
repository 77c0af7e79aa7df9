package io.github.mfa4j;

import static io.github.mfa4j.fuzz.Oracle.require;

import io.github.mfa4j.fuzz.Oracle;
import io.github.mfa4j.otp.OtpSecret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A sealed body, once opened, is refused, or nothing of it is lost when it is written again. */
public final class SecretsCodecFuzz {

    private SecretsCodecFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    public static boolean accepts(byte[] input) {
        byte[] before = input.clone();
        Secrets secrets;
        try {
            secrets = SecretsCodec.decode(input);
        } catch (IllegalStateException e) {
            Oracle.refusal(e, IllegalStateException.class, new String(input, StandardCharsets.ISO_8859_1));
            require(e.getCause() == null, "a refusal that leads to the secrets");
            return false;
        }
        require(Arrays.equals(input, before), "the input was changed");
        byte[] written = SecretsCodec.encode(secrets);
        require(written.length == input.length, "something is lost");
        Secrets read = SecretsCodec.decode(written);
        require(Arrays.equals(SecretsCodec.encode(read), written), "written in two ways");
        require(read.ids().equals(secrets.ids()) && read.devices().equals(secrets.devices()), "another device");
        secrets.mailed().forEach((id, hash) -> require(Arrays.equals(read.ofMailedCode(id), hash), "another mail"));
        secrets.sets().forEach((id, codes) -> {
            Secrets.HashedCodes other = read.ofSet(id);
            require(Arrays.equals(codes.salt(), other.salt()), "another salt");
            require(codes.parameters().equals(other.parameters()), "other parameters");
            require(codes.hashes().size() == other.hashes().size(), "other hashes");
        });
        for (OtpSecret secret : secrets.devices().values()) {
            require(secret.length() >= 10 && secret.length() <= 64, "a secret of another length");
        }
        return true;
    }
}
