package io.github.mfa4j.otp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The reader behind {@link OtpAuthMigration#parse(String)}, whose Javadoc is the specification.
 *
 * <p>The messages, in the notation of Protocol Buffers:
 *
 * <pre>{@code
 * message MigrationPayload {
 *   repeated OtpParameters otp_parameters = 1;
 *   int32 version = 2;      int32 batch_size = 3;
 *   int32 batch_index = 4;  int32 batch_id = 5;
 * }
 * message OtpParameters {
 *   bytes secret = 1;       string name = 2;        string issuer = 3;
 *   Algorithm algorithm = 4;                        // 1 SHA1, 2 SHA256, 3 SHA512, 4 MD5
 *   DigitCount digits = 5;                          // 1 six, 2 eight
 *   OtpType type = 6;                               // 1 HOTP, 2 TOTP
 *   int64 counter = 7;                              // and newer fields, such as a unique id
 * }
 * }</pre>
 *
 * <p>No message of an exception contains anything of the input.
 */
final class OtpAuthMigrationParser {
    private static final int MAX_LENGTH = 100_000;
    private static final String START = "otpauth-migration://offline?";
    private static final String DATA = "data";
    private static final int MAX_PADDING = 2;

    private OtpAuthMigrationParser() {}

    static OtpAuthMigration parse(String uri) {
        Objects.requireNonNull(uri, "uri");
        UriText.checkCharacters(uri, MAX_LENGTH);
        if (!UriText.begins(uri, START)) {
            throw new IllegalArgumentException(
                    "The text does not begin with \"" + START + "\"; give the text of a QR code of an export");
        }
        byte[] payload = decodeBase64(data(uri));
        try {
            return payload(new ProtobufReader(payload));
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    private static String data(String uri) {
        String data = null;
        UriText query = UriText.ofQuery(uri, START.length());
        while (query.next()) {
            if (UriText.same(DATA, query.name())) {
                if (data != null) {
                    throw new IllegalArgumentException("The parameter data stands more than once; leave one");
                }
                data = query.value();
            }
        }
        if (data == null || data.isEmpty()) {
            throw new IllegalArgumentException(
                    "The URI has no parameter data, or an empty one; give all of the text of the QR code");
        }
        return data;
    }

    /** Both alphabets at once: no character has another meaning in the other. */
    private static byte[] decodeBase64(String text) {
        int characters = text.length();
        while (characters > 0 && text.length() - characters < MAX_PADDING && text.charAt(characters - 1) == '=') {
            characters--;
        }
        // Everything is checked before the first byte is written, so a refusal leaves no half-decoded secret behind.
        for (int i = 0; i < characters; i++) {
            if (sixBits(text.charAt(i)) < 0) {
                throw new IllegalArgumentException("The parameter data has a character at position " + i
                        + " (zero-based, after percent-decoding) that is not Base64; give the text as it was scanned, "
                        + "in which a space was a '+'");
            }
        }
        int rest = characters % 4;
        int padding = text.length() - characters;
        if (rest == 1 || (padding > 0 && rest + padding != 4)) {
            throw new IllegalArgumentException("The parameter data has " + characters + " characters of Base64 and "
                    + padding + " of padding, which encode no whole number of bytes; "
                    + "give all of the text of the QR code");
        }
        if ((sixBits(text.charAt(characters - 1)) & (rest == 2 ? 0xf : rest == 3 ? 0x3 : 0)) != 0) {
            throw new IllegalArgumentException("The parameter data ends with bits that belong to no byte; "
                    + "give all of the text of the QR code");
        }
        byte[] bytes = new byte[characters * 3 / 4];
        int written = 0;
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < characters; i++) {
            buffer = (buffer << 6) | sixBits(text.charAt(i));
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[written++] = (byte) (buffer >>> bits);
            }
        }
        return bytes;
    }

    private static int sixBits(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return switch (c) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            default -> -1;
        };
    }

    private static OtpAuthMigration payload(ProtobufReader reader) {
        List<OtpAuthMigration.Account> accounts = new ArrayList<>();
        List<OtpAuthMigration.Unsupported> unsupported = new ArrayList<>();
        int batchSize = 0;
        int batchIndex = 0;
        int batchId = 0;
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> account(reader.message(), accounts, unsupported);
                case 3 -> batchSize = (int) reader.integer();
                case 4 -> batchIndex = (int) reader.integer();
                case 5 -> batchId = (int) reader.integer();
                default -> {
                    // The version, or a field of a newer one.
                }
            }
        }
        if (accounts.isEmpty() && unsupported.isEmpty()) {
            throw new IllegalArgumentException("The payload has no account; choose at least one when exporting");
        }
        batchSize = batchSize == 0 ? 1 : batchSize;
        if (batchIndex < 0 || batchIndex >= batchSize) {
            throw new IllegalArgumentException("The payload contradicts itself: the number of this QR code is not "
                    + "within the number of QR codes of its export; export again");
        }
        return new OtpAuthMigration(accounts, unsupported, batchSize, batchIndex, batchId);
    }

    private static void account(
            ProtobufReader reader,
            List<OtpAuthMigration.Account> accounts,
            List<OtpAuthMigration.Unsupported> unsupported) {
        byte[] secret = {};
        String label = "";
        String issuerField = "";
        long algorithm = 0;
        long digits = 0;
        long type = 0;
        long counter = 0;
        try {
            while (reader.next()) {
                switch (reader.field()) {
                    case 1 -> {
                        Arrays.fill(secret, (byte) 0);
                        secret = reader.octets();
                    }
                    case 2 -> label = reader.text();
                    case 3 -> issuerField = reader.text();
                    case 4 -> algorithm = reader.integer();
                    case 5 -> digits = reader.integer();
                    case 6 -> type = reader.integer();
                    case 7 -> counter = reader.integer();
                    default -> {
                        // A field of a newer version.
                    }
                }
            }
            String issuer = issuer(issuerField, label);
            String name = name(issuer, label);
            try {
                TotpParameters parameters = TotpParameters.DEFAULT
                        .withAlgorithm(algorithm(algorithm))
                        .withDigits(digits(digits));
                OtpAuthUri.Type moved = type(type);
                long checked = moved == OtpAuthUri.Type.HOTP ? Hotp.checkCounter(counter) : 0;
                accounts.add(new OtpAuthMigration.Account(
                        moved, issuer, name, OtpSecret.ofBytes(secret), parameters, checked));
            } catch (IllegalArgumentException e) {
                // Only what this library says of a value that was read; damage was refused while reading.
                unsupported.add(new OtpAuthMigration.Unsupported(issuer, name, String.valueOf(e.getMessage())));
            }
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    // A second colon leaves open where the issuer ends, so then nothing is guessed and the name stays whole.
    private static @Nullable String issuer(String field, String label) {
        if (!field.isEmpty()) {
            return field;
        }
        int colon = label.indexOf(':');
        boolean splits = colon == label.lastIndexOf(':')
                && colon > 0
                && !label.substring(0, colon).isBlank()
                && !label.substring(colon + 1).isBlank();
        return splits ? label.substring(0, colon) : null;
    }

    private static String name(@Nullable String issuer, String label) {
        if (issuer == null || !label.startsWith(issuer + ":")) {
            return label;
        }
        String rest = UriText.withoutLeadingSpaces(label.substring(issuer.length() + 1));
        return rest.isEmpty() ? label : rest;
    }

    // Numbers are compared with all their 64 bits, where other parsers cut them to 32: a wrong one stays wrong.
    private static OtpAlgorithm algorithm(long number) {
        if (number < 0 || number > 4) {
            throw unknown("algorithm");
        }
        return switch ((int) number) {
            case 0, 1 -> OtpAlgorithm.SHA1;
            case 2 -> OtpAlgorithm.SHA256;
            case 3 -> OtpAlgorithm.SHA512;
            default -> throw new IllegalArgumentException("The algorithm is MD5; enroll this user again");
        };
    }

    private static int digits(long number) {
        if (number < 0 || number > 2) {
            throw unknown("number of digits");
        }
        return number == 2 ? 8 : 6;
    }

    private static OtpAuthUri.Type type(long number) {
        if (number < 0 || number > 2) {
            throw unknown("type");
        }
        return number == 1 ? OtpAuthUri.Type.HOTP : OtpAuthUri.Type.TOTP;
    }

    private static IllegalArgumentException unknown(String what) {
        return new IllegalArgumentException(
                "The " + what + " is one that this library does not know; enroll this user again");
    }
}
