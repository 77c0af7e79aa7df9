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
        UriText.checkCharacters(uri, MAX_LENGTH);
        if (!UriText.begins(uri, SCHEME)) {
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
        String account = colon < 0 ? label : UriText.withoutLeadingSpaces(label.substring(colon + 1));
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

    private static OtpAuthUri.Type type(String authority) {
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("The URI has user information ('@') before its type; remove it");
        }
        if (authority.indexOf(':') >= 0) {
            throw new IllegalArgumentException("The URI has a port (':') after its type; remove it");
        }
        for (OtpAuthUri.Type type : OtpAuthUri.Type.values()) {
            if (UriText.same(type.uriName(), authority)) {
                return type;
            }
        }
        throw new IllegalArgumentException("The type of the URI is neither totp nor hotp; use one of them");
    }

    private static Map<Parameter, String> parameters(String uri, int start) {
        Map<Parameter, String> parameters = new EnumMap<>(Parameter.class);
        UriText query = UriText.ofQuery(uri, start);
        while (query.next()) {
            String name = query.name();
            String value = query.value();
            for (Parameter parameter : Parameter.values()) {
                if (UriText.same(parameter.uriName, name) && parameters.put(parameter, value) != null) {
                    throw new IllegalArgumentException("The parameter " + parameter.uriName
                            + " stands more than once, and apps differ in which one they take; leave one");
                }
            }
        }
        return parameters;
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
            if (UriText.same(algorithm.name(), name) || UriText.same(algorithm.digestName(), name)) {
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
}
