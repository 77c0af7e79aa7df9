package io.github.mfa4j.otp;

import static io.github.mfa4j.fuzz.Oracle.require;

import io.github.mfa4j.fuzz.Oracle;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A URI is refused, or says what a plain reading of it says, and is written so that it is read as the same. */
public final class OtpAuthUriFuzz {
    private static final int START = "otpauth://".length();

    /** Type, two issuers and an account with every byte escaped, and the longest of all else. */
    private static final int LONGEST = 1_551;

    private OtpAuthUriFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    public static boolean accepts(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        OtpAuthUri uri;
        try {
            uri = OtpAuthUri.parse(text);
        } catch (IllegalArgumentException e) {
            Oracle.refusal(e, IllegalArgumentException.class, text);
            return false;
        }
        saysWhatStandsThere(uri, text);
        isWithinItsRules(uri);
        isReadBack(uri);
        return true;
    }

    private static void saysWhatStandsThere(OtpAuthUri uri, String text) {
        int query = text.indexOf('?');
        String[] typeAndLabel = text.substring(START, query).split("/", 2);
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text.substring(query + 1).split("&", -1)) {
            String[] sides = pair.split("=", 2);
            parameters.put(decoded(sides[0]).toLowerCase(Locale.ROOT), sides.length == 1 ? "" : decoded(sides[1]));
        }
        String[] label = decoded(typeAndLabel[1]).split(":", 2);
        @Nullable String prefix = label.length == 1 ? null : label[0];
        String issuer = parameters.getOrDefault("issuer", "");
        require(uri.type().name().equalsIgnoreCase(typeAndLabel[0]), "another type");
        String account = prefix == null ? label[0] : label[1].replaceFirst("^ +", "");
        require(uri.account().equals(account), "another account");
        require(issuer.isEmpty() || prefix == null || prefix.equals(issuer), "two issuers");
        String named = issuer.isEmpty() ? prefix : issuer;
        require(uri.issuer().orElse("").equals(named == null ? "" : named), "another issuer");
        byte[] secret = Base32Reference.decode(parameters.get("secret")).orElseThrow();
        require(Arrays.equals(uri.secret().toBytes(), secret), "another secret");
        String algorithm = parameters.getOrDefault("algorithm", "SHA1");
        require(algorithm.matches("(?i)SHA-?(1|256|512)"), "an algorithm that is none");
        require(uri.algorithm().name().substring(3).equals(algorithm.replaceAll("\\A...-?", "")), "another algorithm");
        require(uri.digits() == number(parameters.getOrDefault("digits", "6")), "other digits");
        if (uri.type() == OtpAuthUri.Type.TOTP) {
            require(
                    uri.totpParameters().period().toSeconds() == number(parameters.getOrDefault("period", "30")),
                    "another period");
        } else {
            require(uri.counter() == number(parameters.get("counter")), "another counter");
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static long number(String text) {
        require(text.matches("[0-9]+"), "a number that is none");
        return Long.parseLong(text);
    }

    private static void isWithinItsRules(OtpAuthUri uri) {
        isName(uri.account(), 254);
        uri.issuer().ifPresent(issuer -> isName(issuer, 100));
        require(uri.secret().length() >= 10 && uri.secret().length() <= 64, "a secret of another length");
        require(uri.digits() >= 6 && uri.digits() <= 8, "digits out of range");
        if (uri.type() == OtpAuthUri.Type.TOTP) {
            long period = uri.totpParameters().period().toSeconds();
            require(period >= 1 && period <= 86_400, "a period out of range");
        } else {
            require(uri.counter() >= 0, "a counter out of range");
        }
        String base32 = uri.secret().toBase32();
        boolean shown =
                uri.toString().contains(base32) && !uri.issuer().orElse("").contains(base32);
        require(!shown, "a description with the secret");
        uri.warnings().forEach(warning -> require(!warning.toString().isBlank(), "a warning that says nothing"));
    }

    private static void isName(String name, int maxBytes) {
        require(
                !name.isEmpty() && name.getBytes(StandardCharsets.UTF_8).length <= maxBytes,
                "a name of another length");
        require(name.equals(name.strip()), "white space at the edge of a name");
        name.codePoints().forEach(c -> {
            require(c != ':' && !Character.isISOControl(c), "a name with a control");
            require(c < 0x202A || c > 0x202E, "a name that is shown in another order");
            require(c < 0xD800 || c > 0xDFFF, "a name with half a pair");
        });
    }

    private static void isReadBack(OtpAuthUri uri) {
        String written = uri.toUriString();
        require(Oracle.printableAscii(written) && written.length() <= LONGEST, "written otherwise than promised");
        OtpAuthUri read = OtpAuthUri.parse(written);
        require(read.equals(uri) && read.hashCode() == uri.hashCode(), "not read back");
        require(read.toUriString().equals(written), "written in two ways");
        URI plain = URI.create(written);
        require("otpauth".equals(plain.getScheme()), "another scheme");
        require(uri.type().uriName().equals(plain.getHost()) && plain.getFragment() == null, "another type");
        require(
                plain.getPath()
                        .equals("/" + uri.issuer().map(issuer -> issuer + ":").orElse("") + uri.account()),
                "another label");
    }
}
