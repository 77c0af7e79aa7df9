package io.github.mfa4j.otp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes the messages of an export, right and wrong ones. */
final class MigrationBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    MigrationBytes raw(int... octets) {
        for (int octet : octets) {
            out.write(octet);
        }
        return this;
    }

    MigrationBytes raw(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    MigrationBytes number(int field, long value) {
        return varint((long) field << 3).varint(value);
    }

    MigrationBytes octets(int field, byte[] value) {
        varint(((long) field << 3) | 2).varint(value.length);
        return raw(value);
    }

    MigrationBytes text(int field, String value) {
        return octets(field, value.getBytes(StandardCharsets.UTF_8));
    }

    MigrationBytes account(MigrationBytes account) {
        return octets(1, account.toBytes());
    }

    private MigrationBytes varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    String toUri() {
        return uri(toBytes());
    }

    OtpAuthMigration parse() {
        return OtpAuthMigration.parse(toUri());
    }

    static String uri(byte[] payload) {
        String base64 = Base64.getEncoder().encodeToString(payload);
        return "otpauth-migration://offline?data="
                + base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }
}
