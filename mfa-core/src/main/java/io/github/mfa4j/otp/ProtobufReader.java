package io.github.mfa4j.otp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A strict reader of the wire format of Protocol Buffers: the fields of one message, one after the other.
 *
 * <p>{@link #next()} reads a field with its value, so a field that the caller does not know is skipped by asking for
 * the next. What no encoder writes is refused: a value that reaches beyond its message, a varint of more than 64 bits,
 * the field number 0, groups, and a text that is not UTF-8. A known field of another type than expected is refused as
 * well, although other parsers skip it: its default would be a guess.
 *
 * <p>No message of an exception contains anything of the input but positions. Not safe for use by several threads.
 */
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;
    private static final int MAX_VARINT_SHIFT = 63;

    private final byte[] bytes;
    private final int end;
    private int position;

    private int field;
    private int wireType;
    private int valueStart;
    private long varint;

    /** Reads a message; the array is not copied. */
    ProtobufReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtobufReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /**
     * Goes to the next field.
     *
     * @return whether there is one
     * @throws IllegalArgumentException if the message is malformed here
     */
    boolean next() {
        if (position == end) {
            return false;
        }
        int tagAt = position;
        long tag = readVarint();
        if (tag >>> 32 != 0 || tag >>> 3 == 0) {
            throw refused(tagAt, "is no valid field number");
        }
        field = (int) (tag >>> 3);
        wireType = (int) tag & 7;
        switch (wireType) {
            case VARINT -> varint = readVarint();
            case FIXED_64 -> skip(Long.BYTES);
            case LENGTH_DELIMITED -> skip(readVarint());
            case FIXED_32 -> skip(Integer.BYTES);
            default -> throw refused(tagAt, "begins a group or a value of unknown type");
        }
        return true;
    }

    /** {@return the number of the present field, 1 or more} */
    int field() {
        return field;
    }

    /** {@return the value of the present field as an integer of 64 bits} */
    long integer() {
        check(VARINT);
        return varint;
    }

    /** {@return a copy of the value of the present field} */
    byte[] octets() {
        check(LENGTH_DELIMITED);
        return Arrays.copyOfRange(bytes, valueStart, position);
    }

    /** {@return the value of the present field as a text, of any characters} */
    String text() {
        check(LENGTH_DELIMITED);
        try {
            // A new String would put replacement characters in place of malformed octets and so change a name silently.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, valueStart, position - valueStart))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(valueStart, "begins a text that is not well-formed UTF-8");
        }
    }

    /** {@return a reader of the message that is the value of the present field} */
    ProtobufReader message() {
        check(LENGTH_DELIMITED);
        return new ProtobufReader(bytes, valueStart, position);
    }

    private void check(int expected) {
        if (wireType != expected) {
            throw new IllegalArgumentException("Field " + field + " before position " + position
                    + " (zero-based) of the payload has another type than it should; "
                    + "this is no export of a known version");
        }
    }

    private long readVarint() {
        int start = position;
        long value = 0;
        for (int shift = 0; shift <= MAX_VARINT_SHIFT; shift += 7) {
            if (position == end) {
                throw refused(start, "begins a number that is cut off");
            }
            byte octet = bytes[position++];
            if (shift == MAX_VARINT_SHIFT && (octet & 0xfe) != 0) {
                break;
            }
            value |= (long) (octet & 0x7f) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        throw refused(start, "begins a number of more than 64 bits");
    }

    private void skip(long length) {
        if (length < 0 || length > end - position) {
            throw refused(position, "begins a value that is cut off, or longer than what it is part of");
        }
        valueStart = position;
        position += (int) length;
    }

    private static IllegalArgumentException refused(int at, String flaw) {
        return new IllegalArgumentException("The byte at position " + at + " (zero-based) of the payload " + flaw
                + "; scan the QR code again and give all of its text");
    }
}
