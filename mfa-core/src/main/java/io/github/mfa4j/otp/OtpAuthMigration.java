package io.github.mfa4j.otp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One QR code of an export from Google Authenticator, {@code otpauth-migration://offline?data=...}: the accounts that a
 * user moves to another app or another system.
 *
 * <p><strong>It contains secrets, and of every service that the user chose to export.</strong> Have only the account
 * exported that is meant, take over no other, and keep the text no longer than it takes to read it.
 *
 * <p>An export of many accounts is spread over several QR codes, each of which is read by itself:
 * {@link #batchIndex()} counts them from 0 and {@link #batchSize()} tells how many there are. Nobody vouches for a
 * batch: it is not signed, and anyone can write one. Ask for a code before an account is relied on.
 *
 * <p>Google has not published the format. This class reads it as several projects have found it out.
 *
 * <p>Immutable and thread-safe.
 */
public final class OtpAuthMigration {
    private final List<Account> accounts;
    private final List<Unsupported> unsupported;
    private final int batchSize;
    private final int batchIndex;
    private final int batchId;

    OtpAuthMigration(
            List<Account> accounts, List<Unsupported> unsupported, int batchSize, int batchIndex, int batchId) {
        this.accounts = List.copyOf(accounts);
        this.unsupported = List.copyOf(unsupported);
        this.batchSize = batchSize;
        this.batchIndex = batchIndex;
        this.batchId = batchId;
    }

    /**
     * Reads the text of one QR code.
     *
     * <ul>
     *   <li>The parameter {@code data} must stand once; other parameters are ignored. It is Base64 or Base64URL, with
     *       or without padding; '+', '/' and '=' may be percent-encoded. Spaces and line breaks are refused.
     *   <li>The payload must be well-formed, or nothing of it is taken. Fields that this class does not know are
     *       skipped, the version is not looked at, and of a field that may stand once the last one counts.
     *   <li>A payload has no checksum. One that is cut off inside an account is refused; one that is cut off exactly
     *       between two accounts looks complete and has fewer.
     *   <li>An account without algorithm, digits or type has the default: SHA1, 6 digits, time-based.
     *   <li>An account that cannot be used does not hide the rest. It is listed in {@link #unsupported()}.
     * </ul>
     *
     * @param uri the text, at most 100,000 characters
     * @return what it says, at least one account, usable or not
     * @throws IllegalArgumentException if the text is not such a URI; the message says why and contains nothing of it
     */
    public static OtpAuthMigration parse(String uri) {
        return OtpAuthMigrationParser.parse(uri);
    }

    /** {@return the accounts that can be used, in the order of the export, unmodifiable} */
    public List<Account> accounts() {
        return accounts;
    }

    /** {@return the accounts that cannot be used, in the order of the export, unmodifiable} */
    public List<Unsupported> unsupported() {
        return unsupported;
    }

    /** {@return how many QR codes the export consists of, 1 or more; 1 if it does not say} */
    public int batchSize() {
        return batchSize;
    }

    /** {@return which of them this is, from 0 to {@code batchSize() - 1}} */
    public int batchIndex() {
        return batchIndex;
    }

    /** {@return the number that all QR codes of one export share, of any value; 0 if it does not say} */
    public int batchId() {
        return batchId;
    }

    /**
     * Returns numbers only; no name and no secret.
     *
     * @return for example {@code OtpAuthMigration[QR code 1 of 2, 10 accounts, 0 unsupported]}
     */
    @Override
    public String toString() {
        return "OtpAuthMigration[QR code " + (batchIndex + 1L) + " of " + batchSize + ", " + accounts.size()
                + " accounts, " + unsupported.size() + " unsupported]";
    }

    /**
     * An account that can be used.
     *
     * <p><strong>Issuer and name are untrusted text</strong>, of any length and any characters: control characters, line
     * breaks, bidirectional controls, markup. Neither says who issued the secret. Escape them before showing them, and
     * do not log them; {@link OtpAuthUri} refuses many of them.
     *
     * <p>Immutable and thread-safe.
     */
    public static final class Account {
        private final OtpAuthUri.Type type;
        private final @Nullable String issuer;
        private final String name;
        private final OtpSecret secret;
        private final TotpParameters parameters;
        private final long counter;

        Account(
                OtpAuthUri.Type type,
                @Nullable String issuer,
                String name,
                OtpSecret secret,
                TotpParameters parameters,
                long counter) {
            this.type = type;
            this.issuer = issuer;
            this.name = name;
            this.secret = secret;
            this.parameters = parameters;
            this.counter = counter;
        }

        /** {@return what moves the codes of this account on} */
        public OtpAuthUri.Type type() {
            return type;
        }

        /**
         * Returns the issuer field or, if that is empty, what stands before the only colon of the name field, unless
         * nothing but white space stands on one of its sides.
         *
         * @return the name of the service, untrusted text; absent if the export does not say it
         */
        public Optional<String> issuer() {
            return Optional.ofNullable(issuer);
        }

        /**
         * Returns the name of the user at the service: the name field, without the {@link #issuer()} and a colon at its
         * beginning and the spaces after these. If nothing follows them, as in {@code Bank:}, it stays whole.
         *
         * @return the name, untrusted text; may be empty
         */
        public String name() {
            return name;
        }

        /** {@return the shared secret; ask it for its {@link OtpSecret#strength() strength}} */
        public OtpSecret secret() {
            return secret;
        }

        /** {@return the hash function} */
        public OtpAlgorithm algorithm() {
            return parameters.algorithm();
        }

        /** {@return the length of a code, 6 or 8 digits} */
        public int digits() {
            return parameters.digits();
        }

        /**
         * Returns what a verifier needs besides the secret of a time-based account. The export says nothing of the
         * period, because the app knows only 30 seconds.
         *
         * @return the parameters, steps of 30 seconds from the epoch; empty if the account is counter-based
         */
        public Optional<TotpParameters> totp() {
            return type == OtpAuthUri.Type.TOTP ? Optional.of(parameters) : Optional.empty();
        }

        /**
         * Returns the counter of a counter-based account, as the app keeps it. Whether it belongs to the last code or
         * to the next is not documented: look ahead, as {@link Hotp#verify(String, long)} does.
         *
         * @return the counter, 0 or more; empty if the account is time-based
         */
        public OptionalLong counter() {
            return type == OtpAuthUri.Type.HOTP ? OptionalLong.of(counter) : OptionalLong.empty();
        }

        /**
         * Returns type and parameters; neither the secret nor the names, which are personal data and untrusted.
         *
         * @return for example {@code Account[totp, SHA1, 6 digits, names and secret redacted]}
         */
        @Override
        public String toString() {
            return "Account[" + type.uriName() + ", " + algorithm() + ", " + digits()
                    + " digits, names and secret redacted]";
        }
    }

    /**
     * An account that cannot be used, so that somebody can be told. It has no secret any more.
     *
     * <p>Issuer and name are untrusted text, as those of an {@link Account} are.
     *
     * <p>Immutable and thread-safe.
     */
    public static final class Unsupported {
        private final @Nullable String issuer;
        private final String name;
        private final String reason;

        Unsupported(@Nullable String issuer, String name, String reason) {
            this.issuer = issuer;
            this.name = name;
            this.reason = reason;
        }

        /** {@return the name of the service, untrusted text; absent if the export does not say it} */
        public Optional<String> issuer() {
            return Optional.ofNullable(issuer);
        }

        /** {@return the name of the user at the service, untrusted text; may be empty} */
        public String name() {
            return name;
        }

        /** {@return one English sentence for a developer or an administrator, with nothing of the names in it} */
        public String reason() {
            return reason;
        }

        /**
         * Returns the reason; not the names, which are personal data and untrusted.
         *
         * @return for example {@code Unsupported[The algorithm is MD5; enroll this user again, names redacted]}
         */
        @Override
        public String toString() {
            return "Unsupported[" + reason + ", names redacted]";
        }
    }
}
