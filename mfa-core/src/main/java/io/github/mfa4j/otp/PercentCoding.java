package io.github.mfa4j.otp;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of UTF-8 as RFC 3986, section 2, has it.
 *
 * <p>Not {@link java.net.URLEncoder}, which writes HTML forms: it turns a space into '+', and authenticator apps show
 * that plus to the user.
 */
final class PercentCoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentCoding() {}

    /** Appends a text with everything but the unreserved characters (section 2.3) encoded. */
    static void encode(String text, StringBuilder uri) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                uri.append((char) octet);
            } else {
                uri.append('%').append(HEX[(octet >> 4) & 0xf]).append(HEX[octet & 0xf]);
            }
        }
    }

    private static boolean isUnreserved(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '.'
                || octet == '_'
                || octet == '~';
    }

    /**
     * Decodes a part of a URI whose characters are all ASCII. A '+' stays a '+'.
     *
     * @throws IllegalArgumentException if an escape is malformed or what is escaped is not UTF-8
     */
    static String decode(String uri, int from, int to) {
        byte[] octets = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; length++) {
            if (uri.charAt(i) != '%') {
                octets[length] = (byte) uri.charAt(i);
                i++;
            } else {
                int high = i + 1 < to ? hexDigit(uri.charAt(i + 1)) : -1;
                int low = i + 2 < to ? hexDigit(uri.charAt(i + 2)) : -1;
                if (high < 0 || low < 0) {
                    throw new IllegalArgumentException("The percent sign at position " + i
                            + " (zero-based) of the URI is not followed by two hexadecimal digits; write %25 for '%'");
                }
                octets[length] = (byte) (high << 4 | low);
                i += 3;
            }
        }
        return decodeUtf8(uri, from, octets, length);
    }

    private static String decodeUtf8(String uri, int from, byte[] octets, int length) {
        // A new String would put replacement characters in place of malformed octets and so change a name silently.
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(octets, 0, length);
        CharBuffer out = CharBuffer.allocate(length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int position = from;
            for (int octet = 0; octet < in.position(); octet++) {
                position += uri.charAt(position) == '%' ? 3 : 1;
            }
            throw new IllegalArgumentException("The escape at position " + position
                    + " (zero-based) of the URI does not begin well-formed UTF-8; encode names as UTF-8");
        }
        return out.flip().toString();
    }

    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
