package io.github.mfa4j.otp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The Base32 encoding of RFC 4648, section 6: {@code A-Z} and {@code 2-7}, five bits per character.
 *
 * <p>Output is upper case without padding, the form that authenticator apps agree on. Input may be typed by a person:
 * lower case, spaces, hyphens and padding at the end are accepted. Everything else is refused rather than guessed at,
 * because a secret that was silently read differently gives wrong codes for ever. No message of an exception contains a
 * character of the input, since the input is usually a secret.
 */
public final class Base32 {
    private static final byte[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".getBytes(StandardCharsets.US_ASCII);

    private static final byte FOREIGN = -1;
    private static final byte SEPARATOR = -2;
    private static final byte PADDING = -3;
    private static final byte[] MEANINGS = meanings();

    private Base32() {}

    /**
     * Encodes bytes as upper-case Base32 without padding.
     *
     * @param bytes what to encode, of any length; not kept and not changed
     * @return the text, 8 characters for every 5 bytes, rounded up; empty for no bytes
     */
    public static String encode(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        byte[] text = new byte[Math.toIntExact((bytes.length * 8L + 4) / 5)];
        int written = 0;
        int buffer = 0;
        int bits = 0;
        for (byte octet : bytes) {
            buffer = (buffer << 8) | (octet & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text[written++] = ALPHABET[(buffer >>> bits) & 31];
            }
        }
        if (bits > 0) {
            text[written] = ALPHABET[(buffer << (5 - bits)) & 31];
        }
        String encoded = new String(text, StandardCharsets.US_ASCII);
        Arrays.fill(text, (byte) 0);
        return encoded;
    }

    /**
     * Decodes Base32, tolerating lower case, spaces (U+0020), hyphens and padding.
     *
     * <p>Padding, if there is any, must complete the last group of eight characters and nothing but separators may
     * follow it. The bits that the last character has beyond the last byte must be zero (RFC 4648, section 3.5), so
     * that no two texts of the same characters mean different things to two decoders.
     *
     * @param text what to decode; not kept
     * @return the bytes, a new array; empty for an empty text
     * @throws IllegalArgumentException if the text has another character (the message gives its zero-based position),
     *     a length that no number of bytes encodes to, padding that does not end the text or does not complete its last
     *     group, or trailing bits that are not zero
     */
    public static byte[] decode(String text) {
        Objects.requireNonNull(text, "text");
        // What is not Latin-1 becomes a question mark, at the same position up to the first of them, and is refused.
        byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Arrays.copyOf(characters, decodeInPlace(characters));
        } finally {
            Arrays.fill(characters, (byte) 0);
        }
    }

    /** Overwrites characters by the bytes that they encode, and returns the number of these. */
    private static int decodeInPlace(byte[] text) {
        int written = 0;
        int characters = 0;
        int padding = 0;
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < text.length; i++) {
            int meaning = MEANINGS[text[i] & 0xff];
            if (meaning >= 0) {
                if (padding > 0) {
                    throw new IllegalArgumentException("Base32 text goes on after its padding, at position " + i
                            + " (zero-based); padding ('=') may only stand at the end");
                }
                characters++;
                buffer = (buffer << 5) | meaning;
                bits += 5;
                if (bits >= 8) {
                    bits -= 8;
                    text[written++] = (byte) (buffer >>> bits);
                }
            } else if (meaning == PADDING) {
                padding++;
            } else if (meaning == FOREIGN) {
                throw new IllegalArgumentException("Base32 text has a character at position " + i
                        + " (zero-based) that is none of A-Z, 2-7, space, hyphen and padding; correct it");
            }
        }
        requireWholeBytes(characters, padding);
        if ((buffer & ((1 << bits) - 1)) != 0) {
            throw new IllegalArgumentException("Base32 text ends with bits that belong to no byte: "
                    + "its last character is mistyped, or characters are missing; copy it again");
        }
        return written;
    }

    private static void requireWholeBytes(int characters, int padding) {
        int rest = characters % 8;
        if (rest == 1 || rest == 3 || rest == 6) {
            throw new IllegalArgumentException("Base32 text of " + characters
                    + " characters, separators and padding not counted, encodes no whole number of bytes: "
                    + "a character is missing or one too many; copy it again");
        }
        if (padding > 0 && (rest == 0 || rest + padding != 8)) {
            throw new IllegalArgumentException("Base32 text of " + characters + " characters is padded with " + padding
                    + " '='; pad it to a multiple of eight or not at all");
        }
    }

    private static byte[] meanings() {
        byte[] meanings = new byte[256];
        Arrays.fill(meanings, FOREIGN);
        for (byte value = 0; value < ALPHABET.length; value++) {
            byte letter = ALPHABET[value];
            meanings[letter] = value;
            if (letter >= 'A') {
                meanings[letter - 'A' + 'a'] = value;
            }
        }
        meanings[' '] = SEPARATOR;
        meanings['-'] = SEPARATOR;
        meanings['='] = PADDING;
        return meanings;
    }
}
