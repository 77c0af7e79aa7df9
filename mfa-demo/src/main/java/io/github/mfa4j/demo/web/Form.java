package io.github.mfa4j.demo.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/** The fields of a submitted form. What is not well-formed is refused and never guessed at. */
public final class Form {

    static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_FIELDS = 20;

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    static Form empty() {
        return new Form(Map.of());
    }

    static Form read(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MAX_BYTES + 1);
        } catch (IOException | HttpException.RuntimeException e) {
            // Less came than was announced, or what came is no HTTP.
            throw malformed();
        }
        if (bytes.length > MAX_BYTES) {
            throw new HttpError(413, "This form is too large.");
        }
        return parse(bytes);
    }

    /** The fields of an address, which are written like those of a form. */
    static Form ofQuery(@Nullable String query) {
        return parse(query == null ? new byte[0] : query.getBytes(StandardCharsets.UTF_8));
    }

    /** The value of a field that the page has; a request without it did not come from there. */
    public String get(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new HttpError(400, "This form is not complete.");
        }
        return value;
    }

    /** The value of a field without a line's end or a space around it. */
    public String stripped(String name) {
        return get(name).strip();
    }

    /** Whether a box was ticked. Browsers send nothing for one that was not. */
    public boolean isTicked(String name) {
        return "yes".equals(fields.get(name));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static Form parse(byte[] bytes) {
        Map<String, String> fields = new HashMap<>();
        int start = 0;
        while (start < bytes.length) {
            int end = indexOf(bytes, '&', start, bytes.length);
            int equals = indexOf(bytes, '=', start, end);
            String name = decode(bytes, start, equals);
            String value = equals == end ? "" : decode(bytes, equals + 1, end);
            if (fields.put(name, value) != null || fields.size() > MAX_FIELDS) {
                throw malformed();
            }
            start = end + 1;
        }
        return new Form(fields);
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != wanted) {
            i++;
        }
        return i;
    }

    private static String decode(byte[] bytes, int from, int to) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            if (bytes[i] == '+') {
                decoded.write(' ');
            } else if (bytes[i] == '%') {
                if (i + 2 >= to) {
                    throw malformed();
                }
                decoded.write(hexDigit(bytes[i + 1]) << 4 | hexDigit(bytes[i + 2]));
                i += 2;
            } else if (bytes[i] > 0x20 && bytes[i] < 0x7F) {
                decoded.write(bytes[i]);
            } else {
                throw malformed();
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static int hexDigit(byte digit) {
        int value = Character.digit((char) digit, 16);
        if (digit < 0 || value < 0) {
            throw malformed();
        }
        return value;
    }

    private static HttpError malformed() {
        return new HttpError(400, "This form cannot be read.");
    }
}
