package io.github.mfa4j;

import java.nio.charset.StandardCharsets;

/** Writes the fields of a record one after the other, as {@link StateReader} reads them. */
final class StateWriter {

    private static final int USUAL_LENGTH = 512;

    private final StringBuilder text;
    private char separator;

    StateWriter(String format) {
        text = new StringBuilder(USUAL_LENGTH).append(format);
    }

    /** Begins a field. */
    StateWriter field(char tag) {
        text.append(';').append(tag);
        separator = '=';
        return this;
    }

    StateWriter word(String value) {
        text.append(separator).append(value);
        separator = ',';
        return this;
    }

    StateWriter number(long value) {
        text.append(separator).append(value);
        separator = ',';
        return this;
    }

    /** A name, in Base64 of UTF-8. */
    StateWriter name(String value) {
        return word(Ids.encode(value.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
