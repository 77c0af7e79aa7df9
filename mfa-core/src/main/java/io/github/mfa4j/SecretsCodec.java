package io.github.mfa4j;

import io.github.mfa4j.Secrets.HashedCodes;
import io.github.mfa4j.otp.OtpSecret;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sealed body as bytes: entries of type, length (two bytes) and content, described in docs/state-format.md. Types that
 * are not known are refused, since leaving one out would lose it with the next write.
 */
final class SecretsCodec {

    private static final int DEVICE = 1;
    private static final int CODE_SET = 2;
    private static final int MAILED_CODE = 3;

    private SecretsCodec() {}

    static byte[] encode(Secrets secrets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sorted(secrets.devices()).forEach((id, secret) -> {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.writeBytes(Ids.decode(id));
            content.writeBytes(secret.toBytes());
            entry(out, DEVICE, content.toByteArray());
        });
        sorted(secrets.sets()).forEach((id, codes) -> {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.writeBytes(Ids.decode(id));
            content.writeBytes(codes.salt());
            content.write(codes.parameters().length());
            content.writeBytes(codes.parameters().getBytes(StandardCharsets.US_ASCII));
            content.write(codes.hashes().size());
            codes.hashes().forEach(content::writeBytes);
            entry(out, CODE_SET, content.toByteArray());
        });
        sorted(secrets.mailed()).forEach((id, hash) -> {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.writeBytes(Ids.decode(id));
            content.writeBytes(hash);
            entry(out, MAILED_CODE, content.toByteArray());
        });
        return out.toByteArray();
    }

    /** So that equal contents are equal bytes. */
    private static <T> Map<String, T> sorted(Map<String, T> entries) {
        return new TreeMap<>(entries);
    }

    private static void entry(ByteArrayOutputStream out, int type, byte[] content) {
        out.write(type);
        out.write(content.length >>> 8);
        out.write(content.length);
        out.writeBytes(content);
    }

    static Secrets decode(byte[] bytes) {
        Map<String, OtpSecret> devices = new HashMap<>();
        Map<String, HashedCodes> sets = new HashMap<>();
        Map<String, byte[]> mailed = new HashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            while (in.hasRemaining()) {
                int type = in.get();
                ByteBuffer content = ByteBuffer.wrap(take(in, Short.toUnsignedInt(in.getShort())));
                if (type == DEVICE) {
                    String id = Ids.encode(take(content, Ids.SHORT_BYTES));
                    once(devices.put(id, OtpSecret.ofBytes(take(content, content.remaining()))));
                } else if (type == CODE_SET) {
                    once(sets.put(Ids.encode(take(content, Ids.LONG_BYTES)), codes(content)));
                } else if (type == MAILED_CODE) {
                    String id = Ids.encode(take(content, Ids.SHORT_BYTES));
                    once(mailed.put(id, take(content, Token.HASH_BYTES)));
                    end(content);
                } else {
                    throw new IllegalStateException("the sealed part of the record holds an entry of type " + type
                            + ", which this version of mfa4j does not know: update mfa4j on every server");
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // Without the cause: its message or stack must not lead to what the bytes were.
            throw new IllegalStateException("the sealed part of the record is damaged");
        }
        return new Secrets(devices, sets, mailed);
    }

    private static void once(@Nullable Object replaced) {
        if (replaced != null) {
            throw new IllegalArgumentException("two entries with one id");
        }
    }

    private static HashedCodes codes(ByteBuffer in) {
        byte[] salt = take(in, HashedCodes.SALT_LENGTH);
        String parameters = ascii(take(in, in.get()));
        int count = Byte.toUnsignedInt(in.get());
        int length = count == 0 ? 0 : in.remaining() / count;
        if (count > 0 && length == 0) {
            throw new IllegalArgumentException("hashes missing");
        }
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(take(in, length));
        }
        end(in);
        return new HashedCodes(salt, parameters, hashes);
    }

    /** Other bytes would become another character, and so other bytes with the next write. */
    private static String ascii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                throw new IllegalArgumentException("not ASCII");
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static void end(ByteBuffer in) {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("bytes left over");
        }
    }

    private static byte[] take(ByteBuffer in, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("negative length");
        }
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
