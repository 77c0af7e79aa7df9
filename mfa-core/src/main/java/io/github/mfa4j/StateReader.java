package io.github.mfa4j;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads the fields of a record one after the other. Everything it refuses is an {@link IllegalStateException} that names
 * the field, never its content.
 */
final class StateReader {

    /** Far beyond every clock, and far below what an Instant can express. */
    static final long MAX_TIME = 999_999_999_999L;

    static final int MAX_COUNT = 1_000_000;

    /** More than any number here has, and few enough for a long. */
    private static final int MAX_DIGITS = 18;

    private final String text;
    private int position;
    private char tag = '-';
    private boolean valueDue;

    StateReader(String text, String format) {
        this.text = text;
        this.position = format.length();
        if (!text.startsWith(format) || (text.length() > position && text.charAt(position) != ';')) {
            throw new IllegalStateException("the record is not in format " + format
                    + ": it was not written by mfa4j, or by a newer version; update mfa4j on every server");
        }
    }

    /** Enters the field with this tag if it comes next. */
    boolean enter(char expected) {
        require(!valueDue, "a value missing");
        boolean next = text.startsWith(";", position)
                && position + 2 < text.length()
                && text.charAt(position + 1) == expected
                && text.charAt(position + 2) == '=';
        if (next) {
            tag = expected;
            position += 3;
            valueDue = true;
        }
        return next;
    }

    /** Checks that nothing is left. What is left is a field that this version does not know, or does not expect here. */
    void end() {
        require(!valueDue, "a value missing");
        if (position != text.length()) {
            throw new IllegalStateException(
                    "the record holds a field that this version of mfa4j does not know, after field '" + tag
                            + "': it is damaged, or was written by a newer version; update mfa4j on every server");
        }
    }

    /** Moves on to the end of the value that is due, and to the one after it if there is a comma. */
    private int endOfValue() {
        require(valueDue, "a value missing");
        int end = position;
        while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != ';') {
            end++;
        }
        valueDue = end < text.length() && text.charAt(end) == ',';
        position = valueDue ? end + 1 : end;
        return end;
    }

    private String value() {
        int begin = position;
        return text.substring(begin, endOfValue());
    }

    long number(long min, long max) {
        int begin = position;
        int end = endOfValue();
        boolean negative = begin < end && text.charAt(begin) == '-';
        int first = negative ? begin + 1 : begin;
        int digits = end - first;
        // One spelling for each number: no plus, no zeros before it.
        require(
                digits >= 1 && digits <= MAX_DIGITS && (text.charAt(first) != '0' || (digits == 1 && !negative)),
                "a value that is not a number");
        long number = 0;
        for (int i = first; i < end; i++) {
            char c = text.charAt(i);
            require(c >= '0' && c <= '9', "a value that is not a number");
            number = 10 * number + c - '0';
        }
        number = negative ? -number : number;
        require(number >= min && number <= max, "a number out of range");
        return number;
    }

    int count() {
        return (int) number(0, MAX_COUNT);
    }

    long time() {
        return number(0, MAX_TIME);
    }

    /** An id of so many bytes. */
    String id(int bytes) {
        int begin = position;
        int end = endOfValue();
        int length = Ids.decodedLength(text, begin, end);
        require(length >= 0, "a value that cannot be read");
        require(length == bytes, "an id of another length");
        return text.substring(begin, end);
    }

    /** Base64 that is not empty. */
    String sealed() {
        String value = value();
        require(!value.isEmpty(), "an empty value");
        require(Ids.decodedLength(value, 0, value.length()) >= 0, "a value that cannot be read");
        return value;
    }

    /** A name that is not empty, in Base64 of UTF-8. */
    String name() {
        String value = value();
        byte[] utf8 = checked(() -> Ids.decode(value));
        String read = new String(utf8, StandardCharsets.UTF_8);
        require(Arrays.equals(read.getBytes(StandardCharsets.UTF_8), utf8), "text that is not UTF-8");
        require(!read.isEmpty(), "an empty name");
        return read;
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        String value = value();
        for (T candidate : values) {
            if (candidate.toString().equals(value)) {
                return candidate;
            }
        }
        throw damaged("an unknown word");
    }

    <T> T checked(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw damaged("a value that cannot be read");
        }
    }

    void require(boolean condition, String otherwise) {
        if (!condition) {
            throw damaged(otherwise);
        }
    }

    private IllegalStateException damaged(String what) {
        return new IllegalStateException("the record is damaged: " + what + " in field '" + tag + "'");
    }
}
