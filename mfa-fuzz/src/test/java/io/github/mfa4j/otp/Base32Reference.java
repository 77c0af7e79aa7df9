package io.github.mfa4j.otp;

import java.math.BigInteger;
import java.util.Optional;

/** Base32 by arithmetic on one big number: it shares no line with what it is compared with. */
final class Base32Reference {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32Reference() {}

    static String encode(byte[] bytes) {
        int characters = (bytes.length * 8 + 4) / 5;
        String digits = new BigInteger(1, bytes)
                .shiftLeft(characters * 5 - bytes.length * 8)
                .toString(32);
        if (characters == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder("A".repeat(characters - digits.length()));
        for (int i = 0; i < digits.length(); i++) {
            text.append(ALPHABET.charAt(Character.digit(digits.charAt(i), 32)));
        }
        return text.toString();
    }

    /** The bytes, or empty for a text that the Javadoc of {@link Base32#decode} has refused. */
    static Optional<byte[]> decode(String typed) {
        String text = typed.replace(" ", "").replace("-", "");
        int end = text.indexOf('=') < 0 ? text.length() : text.indexOf('=');
        int padding = text.length() - end;
        if (!text.substring(end).equals("=".repeat(padding))
                || (padding > 0 && (padding >= 8 || end % 8 + padding != 8))) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder("0");
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            int value = ALPHABET.indexOf(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
            if (value < 0) {
                return Optional.empty();
            }
            digits.append(Character.forDigit(value, 32));
        }
        int spareBits = end * 5 % 8;
        BigInteger number = new BigInteger(digits.toString(), 32);
        if (spareBits >= 5 || (number.signum() != 0 && number.getLowestSetBit() < spareBits)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[end * 5 / 8];
        byte[] found = number.shiftRight(spareBits).toByteArray();
        for (int i = 1; i <= Math.min(found.length, bytes.length); i++) {
            bytes[bytes.length - i] = found[found.length - i];
        }
        return Optional.of(bytes);
    }
}
