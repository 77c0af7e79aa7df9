package io.github.mfa4j.otp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An export read in the plainest way: all fields of a message into a list, and then the last one of each number. It shares no
 * line with what it is compared with.
 */
final class MigrationReference {
    private static final int NUMBER = 0;
    private static final int OCTETS = 2;
    private static final int MAX_FIELD = (1 << 29) - 1;
    private static final Pattern ONE_COLON = Pattern.compile("([^:]+):([^:]+)");

    private MigrationReference() {}

    /** Accounts as text, those that cannot be used with only their names, and the numbers of the batch. */
    record Export(List<String> accounts, List<String> unsupported, int size, int index, int id) {}

    /** A field with its value: a number, or octets, or neither of them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Field(long number, int type, long value, byte[] octets) {}

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** What a payload says, or empty if it is to be refused. */
    static Optional<Export> read(byte[] payload) {
        List<String> accounts = new ArrayList<>();
        List<String> unsupported = new ArrayList<>();
        try {
            List<Field> fields = fields(payload);
            for (Field field : fields) {
                if (field.number == 1) {
                    account(fields(octets(field)), accounts, unsupported);
                }
            }
            int size = (int) number(fields, 3);
            int index = (int) number(fields, 4);
            size = size == 0 ? 1 : size;
            boolean good = accounts.size() + unsupported.size() > 0 && index >= 0 && index < size;
            Export export = new Export(accounts, unsupported, size, index, (int) number(fields, 5));
            return good ? Optional.of(export) : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private static void account(List<Field> fields, List<String> accounts, List<String> unsupported) throws Malformed {
        byte[] secret = last(fields, 1, OCTETS).octets;
        String label = text(last(fields, 2, OCTETS));
        String field = text(last(fields, 3, OCTETS));
        long algorithm = number(fields, 4);
        long digits = number(fields, 5);
        long type = number(fields, 6);
        long counter = number(fields, 7);
        Matcher split = ONE_COLON.matcher(label);
        boolean splits =
                split.matches() && !split.group(1).isBlank() && !split.group(2).isBlank();
        @Nullable String issuer = !field.isEmpty() ? field : splits ? split.group(1) : null;
        String name = label;
        if (issuer != null && label.startsWith(issuer + ":")) {
            String rest = label.substring(issuer.length() + 1).replaceFirst("^ +", "");
            name = rest.isEmpty() ? label : rest;
        }
        boolean usable = secret.length >= 10
                && secret.length <= 64
                && algorithm >= 0
                && algorithm <= 3
                && digits >= 0
                && digits <= 2
                && type >= 0
                && type <= 2
                && (type != 1 || counter >= 0);
        if (!usable) {
            unsupported.add(named(issuer, name));
            return;
        }
        String hash = algorithm == 3 ? "SHA512" : algorithm == 2 ? "SHA256" : "SHA1";
        accounts.add(named(issuer, name) + " " + HexFormat.of().formatHex(secret) + " " + hash + " "
                + (digits == 2 ? 8 : 6) + " " + (type == 1 ? "counter " + counter : "time"));
    }

    static String named(@Nullable String issuer, String name) {
        return issuer + " / " + name;
    }

    private static long number(List<Field> fields, int number) throws Malformed {
        return last(fields, number, NUMBER).value;
    }

    private static byte[] octets(Field field) throws Malformed {
        if (field.type != OCTETS) {
            throw new Malformed();
        }
        return field.octets;
    }

    private static String text(Field field) throws Malformed {
        return utf8(octets(field));
    }

    /** The last field of that number; all of them must have the type, and a text must be one. */
    private static Field last(List<Field> fields, int number, int type) throws Malformed {
        Field last = new Field(number, type, 0, new byte[0]);
        for (Field field : fields) {
            if (field.number == number) {
                last = field;
                if (field.type != type) {
                    throw new Malformed();
                }
                if (type == OCTETS && number != 1) {
                    utf8(field.octets);
                }
            }
        }
        return last;
    }

    private static String utf8(byte[] octets) throws Malformed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed();
        }
    }

    private static List<Field> fields(byte[] message) throws Malformed {
        List<Field> fields = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            long tag = varint(in);
            long number = tag >>> 3;
            int type = (int) (tag & 7);
            if (number < 1 || number > MAX_FIELD) {
                throw new Malformed();
            }
            long value = type == NUMBER ? varint(in) : 0;
            long length = switch (type) {
                case NUMBER -> 0;
                case 1 -> 8;
                case OCTETS -> varint(in);
                case 5 -> 4;
                default -> throw new Malformed();
            };
            if (Long.compareUnsigned(length, in.remaining()) > 0) {
                throw new Malformed();
            }
            byte[] octets = new byte[(int) length];
            in.get(octets);
            fields.add(new Field(number, type, value, octets));
        }
        return fields;
    }

    private static long varint(ByteBuffer in) throws Malformed {
        long value = 0;
        for (int i = 0; i < 10 && in.hasRemaining(); i++) {
            int octet = in.get() & 0xff;
            value += (long) (octet % 128) << (7 * i);
            if (octet < 128) {
                if (i == 9 && octet > 1) {
                    throw new Malformed();
                }
                return value;
            }
        }
        throw new Malformed();
    }
}
