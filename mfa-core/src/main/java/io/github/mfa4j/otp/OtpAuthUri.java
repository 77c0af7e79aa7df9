package io.github.mfa4j.otp;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code otpauth} URI that an authenticator app reads from a QR code (Google's Key URI Format).
 *
 * <p>It contains the secret: show it to the user who enrolls, and to nobody and nothing else. {@link #toString()} is
 * redacted, {@link #toUriString()} is not.
 *
 * <p>Issuer and account are what the user sees in the app. Each has at least one character and at most 100 (issuer) or
 * 254 (account) bytes of UTF-8, no colon, no white space at its edges, no line or paragraph separators, no control or
 * format characters (the joiners U+200C and U+200D excepted, each between two other characters), no fillers without a
 * glyph (U+034F, U+115F, U+1160, U+17B4, U+17B5, U+2800, U+3164, U+FFA0), no unpaired surrogates and no noncharacters.
 *
 * <p>Immutable and thread-safe. {@code equals} takes the same time wherever two secrets differ.
 */
public final class OtpAuthUri {
    private final Type type;
    private final @Nullable String issuer;
    private final String account;
    private final OtpSecret secret;
    private final TotpParameters parameters;
    private final long counter;

    private OtpAuthUri(
            Type type,
            @Nullable String issuer,
            String account,
            OtpSecret secret,
            TotpParameters parameters,
            long counter) {
        this.type = type;
        this.issuer = issuer == null ? null : Label.checkIssuer(issuer);
        this.account = Label.checkAccount(account);
        this.secret = Objects.requireNonNull(secret, "secret");
        this.parameters = parameters;
        this.counter = counter;
    }

    /**
     * Creates the URI of a time-based authenticator.
     *
     * @param issuer the name of the service
     * @param account the name of the user at the service
     * @param secret the shared secret
     * @param parameters what the app has to compute; ask {@link #warnings()} unless they are the default
     * @return the URI
     * @throws IllegalArgumentException if a name is not as described at this class, or T0 is not the epoch, which a URI
     *     cannot express
     */
    public static OtpAuthUri totp(String issuer, String account, OtpSecret secret, TotpParameters parameters) {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(account, "account");
        return buildTotp(issuer, account, secret, parameters);
    }

    /**
     * Creates the URI of a counter-based authenticator.
     *
     * @param issuer the name of the service
     * @param account the name of the user at the service
     * @param secret the shared secret
     * @param algorithm the hash function; RFC 4226 knows only {@link OtpAlgorithm#SHA1}
     * @param digits the length of a code, 6 to 8
     * @param counter the counter of the first code that the app will show, 0 or more
     * @return the URI
     * @throws IllegalArgumentException if a name is not as described at this class or a number is out of range
     */
    public static OtpAuthUri hotp(
            String issuer, String account, OtpSecret secret, OtpAlgorithm algorithm, int digits, long counter) {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(account, "account");
        return buildHotp(issuer, account, secret, algorithm, digits, counter);
    }

    /**
     * Reads a URI, for imports. It is strict: what two apps could read differently is refused.
     *
     * <ul>
     *   <li>Scheme, type, names of parameters and the algorithm are compared without regard to the case of ASCII
     *       letters. The algorithm is one of SHA1, SHA256 and SHA512, or the same with a hyphen (SHA-1).
     *   <li>Numbers are at most 19 ASCII digits without a sign: digits 6 to 8, period 1 to 86,400 seconds, counter 0 to
     *       2<sup>63</sup> - 1. Without them it is SHA1, 6 digits and 30 seconds; a hotp URI must have a counter.
     *   <li>The secret is Base32 of 10 to 64 bytes, as {@link OtpSecret#ofBase32(String)} takes it: lower case, spaces,
     *       hyphens and padding are accepted.
     *   <li>Everything is percent-decoded as UTF-8. A '+' is a plus, never a space. Characters that are not printable
     *       ASCII must be escaped.
     *   <li>The label is {@code issuer:account} or {@code account}; the colon may be escaped, spaces after it are
     *       dropped, a second one is refused. If the issuer stands in the label and in the parameter {@code issuer}, both
     *       must be the same. Both names must be as described at this class.
     *   <li>A parameter that this class knows (secret, issuer, algorithm, digits, period, counter) may stand once; one
     *       that does not belong to the type ({@code counter} with totp, {@code period} with hotp) and unknown ones are
     *       ignored. Of those that are read, an empty {@code issuer} counts as absent, and any other empty one is refused.
     *   <li>User information, port and fragment are refused.
     * </ul>
     *
     * @param uri the URI, at most 4,096 characters
     * @return what it says; the issuer may be absent
     * @throws IllegalArgumentException if the text is not such a URI; the message says why and contains nothing of it
     */
    public static OtpAuthUri parse(String uri) {
        return OtpAuthUriParser.parse(uri);
    }

    static OtpAuthUri buildTotp(@Nullable String issuer, String account, OtpSecret secret, TotpParameters parameters) {
        Objects.requireNonNull(parameters, "parameters");
        if (!parameters.t0().equals(Instant.EPOCH)) {
            throw new IllegalArgumentException("T0 is " + parameters.t0()
                    + ", which a URI cannot tell an app; use parameters whose T0 is the epoch");
        }
        return new OtpAuthUri(Type.TOTP, issuer, account, secret, parameters, 0);
    }

    static OtpAuthUri buildHotp(
            @Nullable String issuer,
            String account,
            OtpSecret secret,
            OtpAlgorithm algorithm,
            int digits,
            long counter) {
        TotpParameters parameters =
                TotpParameters.DEFAULT.withAlgorithm(algorithm).withDigits(digits);
        return new OtpAuthUri(Type.HOTP, issuer, account, secret, parameters, Hotp.checkCounter(counter));
    }

    /** {@return what moves the codes of this authenticator on} */
    public Type type() {
        return type;
    }

    /** {@return the name of the service, absent only if this was parsed from a URI without one} */
    public Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    /** {@return the name of the user at the service} */
    public String account() {
        return account;
    }

    /** {@return the shared secret} */
    public OtpSecret secret() {
        return secret;
    }

    /** {@return the hash function} */
    public OtpAlgorithm algorithm() {
        return parameters.algorithm();
    }

    /** {@return the length of a code, 6 to 8 digits} */
    public int digits() {
        return parameters.digits();
    }

    /**
     * Returns the parameters of a time-based authenticator.
     *
     * @return the parameters; their T0 is the epoch
     * @throws IllegalStateException if the type is not {@link Type#TOTP}
     */
    public TotpParameters totpParameters() {
        if (type != Type.TOTP) {
            throw new IllegalStateException("A counter-based authenticator has no period; ask type() first");
        }
        return parameters;
    }

    /**
     * Returns the counter of a counter-based authenticator.
     *
     * @return the counter of its first code, 0 or more
     * @throws IllegalStateException if the type is not {@link Type#HOTP}
     */
    public long counter() {
        if (type != Type.HOTP) {
            throw new IllegalStateException("A time-based authenticator has no counter; ask type() first");
        }
        return counter;
    }

    /**
     * Returns the URI itself, <strong>with the secret</strong>, for the QR code.
     *
     * <p>It consists of printable ASCII. Values that are the default are left out, since an app that does not know a
     * parameter may still know its default; a counter is always there.
     *
     * @return the URI, for example {@code otpauth://totp/Example%20Bank:alice?secret=...&issuer=Example%20Bank}
     */
    public String toUriString() {
        StringBuilder uri =
                new StringBuilder(256).append("otpauth://").append(type.uriName).append('/');
        if (issuer != null) {
            PercentCoding.encode(issuer, uri);
            uri.append(':');
        }
        PercentCoding.encode(account, uri);
        uri.append("?secret=").append(secret.toBase32());
        if (issuer != null) {
            uri.append("&issuer=");
            PercentCoding.encode(issuer, uri);
        }
        if (algorithm() != TotpParameters.DEFAULT.algorithm()) {
            uri.append("&algorithm=").append(algorithm().name());
        }
        if (digits() != TotpParameters.DEFAULT.digits()) {
            uri.append("&digits=").append(digits());
        }
        if (!parameters.period().equals(TotpParameters.DEFAULT.period())) {
            uri.append("&period=").append(parameters.period().toSeconds());
        }
        if (type == Type.HOTP) {
            uri.append("&counter=").append(counter);
        }
        return uri.toString();
    }

    /**
     * Returns which authenticator apps are known to have trouble with this URI. Which of them know counters at all is not
     * known here: of a counter-based authenticator no warning says nothing about that.
     *
     * @return the warnings, unmodifiable; empty for a secret of 16 to 20 bytes, default parameters and names of at most
     *     30 (issuer) and 50 (account) characters
     */
    public List<AppWarning> warnings() {
        return AppCompatibility.warnings(this);
    }

    /**
     * Compares everything the two URIs say.
     *
     * @param other what to compare with
     * @return whether the other object is a URI that says the same
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof OtpAuthUri that
                && type == that.type
                && counter == that.counter
                && account.equals(that.account)
                && Objects.equals(issuer, that.issuer)
                && parameters.equals(that.parameters)
                && secret.equals(that.secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, issuer, account, secret, parameters, counter);
    }

    /**
     * Returns type, issuer and parameters; neither the secret nor the account, which is personal data.
     *
     * @return for example {@code OtpAuthUri[totp, issuer=Example Bank, SHA1, 6 digits, account and secret redacted]}
     */
    @Override
    public String toString() {
        return "OtpAuthUri[" + type.uriName + ", issuer=" + issuer + ", " + algorithm() + ", " + digits()
                + " digits, account and secret redacted]";
    }

    /** What moves the codes of an authenticator on. */
    public enum Type {
        /** Time: RFC 6238. */
        TOTP("totp"),

        /** A counter: RFC 4226. */
        HOTP("hotp");

        private final String uriName;

        Type(String uriName) {
            this.uriName = uriName;
        }

        String uriName() {
            return uriName;
        }
    }
}
