package io.github.mfa4j.otp;

import static io.github.mfa4j.fuzz.Oracle.require;

import com.sun.management.ThreadMXBean;
import io.github.mfa4j.fuzz.Oracle;
import java.lang.management.ManagementFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A batch is refused, or has every account that stands in it, as a plain reading finds them. An input that begins with an "o"
 * is the text of a QR code, and every other one the payload: no payload begins with that letter, which is a group.
 */
public final class OtpAuthMigrationFuzz {
    private static final String START = "otpauth-migration://offline?";

    /** Far below what the length of a forged field can ask for. */
    private static final long MOST_ALLOCATED = 8L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private OtpAuthMigrationFuzz() {}

    // Whoever fuzzes changes classes while they are loaded, which takes more than what is measured: so they are loaded
    // first.
    static {
        String secret = "CgwKCv__-_v7-_v7-_s";
        for (String data :
                List.of(secret, secret + "Cg", "CgIKAA", "CgMSAf8", "CgUSAcOpIAQ", "GAE", "////////////////")) {
            try {
                require(
                        !OtpAuthMigration.parse(START + "data=" + data)
                                .toString()
                                .isEmpty(),
                        "nothing to describe");
            } catch (IllegalArgumentException e) {
                Oracle.refusal(e, IllegalArgumentException.class, data);
            }
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    public static boolean accepts(byte[] input) {
        boolean isText = input.length > 0 && (input[0] == 'o' || input[0] == 'O');
        String uri = isText
                ? new String(input, StandardCharsets.ISO_8859_1)
                : START + "data=" + Base64.getUrlEncoder().encodeToString(input);
        OtpAuthMigration export;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            export = OtpAuthMigration.parse(uri);
        } catch (IllegalArgumentException e) {
            allocatedLittle(before);
            Oracle.refusal(e, IllegalArgumentException.class, uri);
            require(isText || MigrationReference.read(input).isEmpty(), "a good payload is refused");
            return false;
        }
        allocatedLittle(before);
        isComplete(export, isText ? payload(uri) : input);
        return true;
    }

    private static void allocatedLittle(long before) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        require(allocated < MOST_ALLOCATED, "so small an input took " + allocated + " bytes");
    }

    /** The only parameter of that name, decoded by the JDK. */
    private static byte[] payload(String uri) {
        byte[] payload = null;
        for (String pair : uri.substring(START.length()).split("&", -1)) {
            String[] sides = pair.split("=", 2);
            if (decoded(sides[0]).toLowerCase(Locale.ROOT).equals("data")) {
                require(payload == null && sides.length == 2, "two payloads, or one that is none");
                String base64 = decoded(sides[1]).replace('-', '+').replace('_', '/');
                payload = Base64.getDecoder().decode(base64);
            }
        }
        return Optional.ofNullable(payload).orElseThrow();
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void isComplete(OtpAuthMigration export, byte[] payload) {
        MigrationReference.Export expected =
                MigrationReference.read(payload).orElseThrow(() -> new AssertionError("a bad payload is read"));
        require(
                export.batchSize() == expected.size()
                        && export.batchIndex() == expected.index()
                        && export.batchId() == expected.id(),
                "other numbers of the batch");
        require(export.batchIndex() >= 0 && export.batchIndex() < export.batchSize(), "a batch beyond the last");
        require(
                export.accounts().stream()
                        .map(OtpAuthMigrationFuzz::described)
                        .toList()
                        .equals(expected.accounts()),
                "other accounts");
        require(
                export.unsupported().stream()
                        .map(entry -> MigrationReference.named(entry.issuer().orElse(null), entry.name()))
                        .toList()
                        .equals(expected.unsupported()),
                "other accounts that cannot be used");
        export.unsupported().forEach(entry -> require(!entry.reason().isBlank(), "no reason"));
    }

    private static String described(OtpAuthMigration.Account account) {
        boolean hotp = account.type() == OtpAuthUri.Type.HOTP;
        require(account.counter().isPresent() == hotp && account.totp().isPresent() != hotp, "of two types");
        account.totp().ifPresent(totp -> {
            require(totp.digits() == account.digits() && totp.algorithm() == account.algorithm(), "other parameters");
            require(totp.period().toSeconds() == 30 && totp.t0().getEpochSecond() == 0, "other steps");
        });
        return MigrationReference.named(account.issuer().orElse(null), account.name()) + " "
                + HexFormat.of().formatHex(account.secret().toBytes()) + " " + account.algorithm() + " "
                + account.digits() + " "
                + (hotp ? "counter " + account.counter().getAsLong() : "time");
    }
}
