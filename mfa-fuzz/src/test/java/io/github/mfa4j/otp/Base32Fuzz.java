package io.github.mfa4j.otp;

import static io.github.mfa4j.fuzz.Oracle.require;

import io.github.mfa4j.fuzz.Oracle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Any bytes are written and read back; any text is read or refused as arithmetic says. */
public final class Base32Fuzz {

    private Base32Fuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    public static boolean accepts(byte[] input) {
        writes(input);
        String text = new String(input, StandardCharsets.UTF_8);
        Optional<byte[]> expected = Base32Reference.decode(text);
        byte[] bytes;
        try {
            bytes = Base32.decode(text);
        } catch (IllegalArgumentException e) {
            Oracle.refusal(e, IllegalArgumentException.class, text);
            require(expected.isEmpty(), "what is Base32 is refused");
            return false;
        }
        require(expected.isPresent(), "what is no Base32 is read");
        require(Arrays.equals(bytes, expected.get()), "read otherwise than arithmetic says");
        String canonical = text.replaceAll("[ =-]", "").toUpperCase(Locale.ROOT);
        require(Base32.encode(bytes).equals(canonical), "two texts mean the same");
        return true;
    }

    private static void writes(byte[] bytes) {
        byte[] before = bytes.clone();
        String text = Base32.encode(bytes);
        require(text.equals(Base32Reference.encode(before)), "written otherwise than arithmetic says");
        require(Arrays.equals(bytes, before), "the input was changed");
        require(Arrays.equals(Base32.decode(text), before), "what is written is not read back");
    }
}
