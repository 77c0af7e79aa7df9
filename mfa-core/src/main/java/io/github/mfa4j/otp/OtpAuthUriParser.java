package io.github.mfa4j.otp;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The reader behind {@link OtpAuthUri#parse(String)}, whose Javadoc is the specification.
 *
 * <p>No message contains anything of the input: in a mangled URI the secret may stand anywhere.
 */
final class OtpAuthUriParser {
    private static final int MAX_LENGTH = 4_096;
    private static final String SCHEME = "otpauth://";
    private static final int MAX_NUMBER_LENGTH = 19;

    private enum Parameter {
        SECRET("secret"),
        ISSUER("issuer"),
        ALGORITHM("algorithm"),
        DIGITS("digits"),
        PERIOD("period"),
        COUNTER("counter");

        private final String uriName;

        Parameter(String uriName) {
            this.uriName = uriName;
        }
    }

    private OtpAuthUriParser() {}

    static OtpAuthUri parse(String uri) {
        Objects.requireNonNull(uri, "uri");
        checkCharacters(uri, MAX_LENGTH);
        if (uri.length() < SCHEME.length() || !sameIgnoringAsciiCase(uri.substring(0, SCHEME.length()), SCHEME)) {
            throw new IllegalArgumentException(
                    "The text does not begin with \"otpauth://\"; give a URI of that scheme");
        }
        int query = uri.indexOf('?');
        if (query < 0) {
            throw new IllegalArgumentException("The URI has no '?' and so no secret; give it the parameter secret");
        }
        int slash = uri.indexOf('/', SCHEME.length());
        if (slash < 0 || slash > query) {
            throw new IllegalArgumentException("The URI has no label; write /issuer:account after the type");
        }
        OtpAuthUri.Type type = type(uri.substring(SCHEME.length(), slash));
        Map<Parameter, String> parameters = parameters(uri, query + 1);

        String label = PercentCoding.decode(uri, slash + 1, query);
        int colon = label.indexOf(':');
        if (colon != label.lastIndexOf(':')) {
            throw new IllegalArgumentException(
                    "The label has more than one colon, escaped or not, so where the issuer ends is not clear; "
                            + "leave one");
        }
        String account = colon < 0 ? label : withoutLeadingSpaces(label.substring(colon + 1));
        String issuer = issuer(colon < 0 ? null : label.substring(0, colon), parameters.get(Parameter.ISSUER));

        OtpSecret secret = secret(parameters.get(Parameter.SECRET));
        OtpAlgorithm algorithm = algorithm(parameters.get(Parameter.ALGORITHM));
        int digits = (int) number(
                Parameter.DIGITS,
                parameters,
                TotpParameters.DEFAULT.digits(),
                CodeGenerator.MIN_DIGITS,
                CodeGenerator.MAX_DIGITS);
        if (type == OtpAuthUri.Type.HOTP) {
            if (!parameters.containsKey(Parameter.COUNTER)) {
                throw new IllegalArgumentException("A hotp URI needs the parameter counter; add it");
            }
            long counter = number(Parameter.COUNTER, parameters, 0, 0, Long.MAX_VALUE);
            return OtpAuthUri.buildHotp(issuer, account, secret, algorithm, digits, counter);
        }
        long period = number(
                Parameter.PERIOD,
                parameters,
                TotpParameters.DEFAULT.period().toSeconds(),
                1,
                TotpParameters.MAX_PERIOD_SECONDS);
        return OtpAuthUri.buildTotp(
                issuer, account, secret, TotpParameters.of(algorithm, digits, Duration.ofSeconds(period)));
    }

    static void checkCharacters(String uri, int maxLength) {
        if (uri.length() > maxLength) {
            throw new IllegalArgumentException(
                    "The URI is longer than " + maxLength + " characters; no app would read it");
        }
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException("The URI has a character at position " + i
                        + " (zero-based) that is not printable ASCII; percent-encode it");
            }
            if (c == '#') {
                throw new IllegalArgumentException("The URI has a fragment ('#'), at position " + i
                        + " (zero-based); remove it, or write %23 for '#'");
            }
        }
    }

    private static OtpAuthUri.Type type(String authority) {
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("The URI has user information ('@') before its type; remove it");
        }
        if (authority.indexOf(':') >= 0) {
            throw new IllegalArgumentException("The URI has a port (':') after its type; remove it");
        }
        for (OtpAuthUri.Type type : OtpAuthUri.Type.values()) {
            if (sameIgnoringAsciiCase(type.uriName(), authority)) {
                return type;
            }
        }
        throw new IllegalArgumentException("The type of the URI is neither totp nor hotp; use one of them");
    }

    private static Map<Parameter, String> parameters(String uri, int start) {
        Map<Parameter, String> parameters = new EnumMap<>(Parameter.class);
        for (int from = start; from <= uri.length(); ) {
            int end = indexOf(uri, '&', from, uri.length());
            int equals = indexOf(uri, '=', from, end);
            String name = PercentCoding.decode(uri, from, equals);
            String value = PercentCoding.decode(uri, Math.min(equals + 1, end), end);
            for (Parameter parameter : Parameter.values()) {
                if (sameIgnoringAsciiCase(parameter.uriName, name) && parameters.put(parameter, value) != null) {
                    throw new IllegalArgumentException("The parameter " + parameter.uriName
                            + " stands more than once, and apps differ in which one they take; leave one");
                }
            }
            from = end + 1;
        }
        return parameters;
    }

    private static int indexOf(String uri, char c, int from, int to) {
        int index = uri.indexOf(c, from);
        return index < 0 || index > to ? to : index;
    }

    private static @Nullable String issuer(@Nullable String prefix, @Nullable String parameter) {
        if (parameter == null || parameter.isEmpty()) {
            return prefix;
        }
        if (prefix != null && !prefix.equals(parameter)) {
            throw new IllegalArgumentException("The issuer in the label and the parameter issuer differ, and apps "
                    + "differ in which one they show; make them the same");
        }
        return parameter;
    }

    private static OtpSecret secret(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("The URI has no secret; give it the parameter secret");
        }
        try {
            return OtpSecret.ofBase32(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The parameter secret cannot be used: " + e.getMessage(), e);
        }
    }

    private static OtpAlgorithm algorithm(@Nullable String name) {
        if (name == null) {
            return TotpParameters.DEFAULT.algorithm();
        }
        for (OtpAlgorithm algorithm : OtpAlgorithm.values()) {
            // The JCA's name of the digest is the hyphenated form.
            if (sameIgnoringAsciiCase(algorithm.name(), name) || sameIgnoringAsciiCase(algorithm.digestName(), name)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException(
                "The parameter algorithm is none of SHA1, SHA256 and SHA512; use one of them");
    }

    private static long number(
            Parameter parameter, Map<Parameter, String> parameters, long absent, long min, long max) {
        String text = parameters.get(parameter);
        if (text == null) {
            return absent;
        }
        // Long.parseLong would take a sign and the digits of every script.
        long number = text.isEmpty() || text.length() > MAX_NUMBER_LENGTH ? -1 : 0;
        for (int i = 0; i < text.length() && number >= 0; i++) {
            int digit = text.charAt(i) - '0';
            number = digit < 0 || digit > 9 || number > (max - digit) / 10 ? -1 : number * 10 + digit;
        }
        if (number < min) {
            throw new IllegalArgumentException("The parameter " + parameter.uriName + " is not a number from " + min
                    + " to " + max + " in ASCII digits; correct it");
        }
        return number;
    }

    static String withoutLeadingSpaces(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start);
    }

    // String.equalsIgnoreCase also folds letters beyond ASCII, such as the long s and the Kelvin sign.
    static boolean sameIgnoringAsciiCase(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        for (int i = 0; i < a.length(); i++) {
            if (lower(a.charAt(i)) != lower(b.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
    }
}
