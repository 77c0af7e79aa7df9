package io.github.mfa4j.otp;

import java.time.Year;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where authenticator apps deviate, as a table: one row per app and kind of trouble.
 *
 * <p>To amend it, add or change a row. The year is that of the observation, or of reading the app's source or the
 * table of a project that tested it; never of the row. An app that takes everything (Aegis, Bitwarden) has no row, and
 * neither has trouble that {@link OtpAuthUri} cannot cause (Google Authenticator's lower limit of 10 bytes for a typed
 * secret, what Aegis and 2FAS make of a second colon).
 */
final class AppCompatibility {
    private static final int TWO_FAS_ISSUER_LENGTH = 30;
    private static final int TWO_FAS_ACCOUNT_LENGTH = 50;

    private static final List<Row> ROWS = List.of(
            row(
                    "Google Authenticator (Android)",
                    AppWarning.Effect.WRONG_CODES,
                    2023,
                    "ignores the period and always computes with 30 seconds",
                    AppCompatibility::hasOtherPeriod),
            row(
                    "Google Authenticator (Android)",
                    AppWarning.Effect.REFUSED,
                    2023,
                    "refuses any algorithm but SHA1; versions up to 2022 ignored it and showed wrong codes",
                    AppCompatibility::hasOtherAlgorithm),
            row(
                    "Google Authenticator (iOS)",
                    AppWarning.Effect.UNCERTAIN,
                    2023,
                    "is not known to honour any period but 30 seconds, nor digits other than 6 and 8",
                    uri -> hasOtherPeriod(uri) || uri.digits() == 7),
            row(
                    "Microsoft Authenticator",
                    AppWarning.Effect.WRONG_CODES,
                    2022,
                    "ignores algorithm, digits and period and always computes SHA1, 6 digits, 30 seconds",
                    AppCompatibility::isNotDefault),
            row(
                    "Authy",
                    AppWarning.Effect.WRONG_CODES,
                    2022,
                    "ignores the algorithm and always computes with SHA1",
                    AppCompatibility::hasOtherAlgorithm),
            row(
                    "Authy",
                    AppWarning.Effect.UNCERTAIN,
                    2022,
                    "is only known to support a period of 30 seconds and 6 or 8 digits",
                    uri -> hasOtherPeriod(uri) || uri.digits() == 7),
            row(
                    "2FAS",
                    AppWarning.Effect.REFUSED,
                    2026,
                    "refuses any period but 10, 30, 60 and 90 seconds",
                    uri -> !List.of(10L, 30L, 60L, 90L).contains(period(uri))),
            row(
                    "2FAS",
                    AppWarning.Effect.TRUNCATED_LABEL,
                    2026,
                    "cuts the issuer at 30 and the account at 50 characters",
                    uri -> uri.issuer().orElse("").length() > TWO_FAS_ISSUER_LENGTH
                            || uri.account().length() > TWO_FAS_ACCOUNT_LENGTH),
            row(
                    "FreeOTP",
                    AppWarning.Effect.FLAGGED,
                    2026,
                    "warns of a secret shorter than 16 bytes",
                    uri -> uri.secret().strength() == OtpSecret.Strength.BELOW_RFC_4226),
            row("FreeOTP", AppWarning.Effect.REFUSED, 2026, "refuses a period below 5 seconds", uri -> period(uri) < 5),
            row(
                    "Apple Passwords",
                    AppWarning.Effect.UNCERTAIN,
                    2026,
                    "is only known to support 6 and 8 digits",
                    uri -> uri.digits() == 7),
            row(
                    "1Password",
                    AppWarning.Effect.UNCERTAIN,
                    2026,
                    "does not support the algorithm SHA512, nor in every version digits other than 6",
                    uri -> uri.algorithm() == OtpAlgorithm.SHA512 || hasOtherDigits(uri)),
            row(
                    "Yubico Authenticator",
                    AppWarning.Effect.UNCERTAIN,
                    2026,
                    "supports the algorithm SHA512 only with newer firmware of the key, and digits other than 6 and 8 "
                            + "not in practice",
                    uri -> uri.algorithm() == OtpAlgorithm.SHA512 || uri.digits() == 7),
            row(
                    "Okta Verify",
                    AppWarning.Effect.UNCERTAIN,
                    2022,
                    "supports only the algorithm SHA1, 6 digits and a period of 30 seconds",
                    AppCompatibility::isNotDefault),
            row(
                    "Authenticator Plus",
                    AppWarning.Effect.UNCERTAIN,
                    2022,
                    "supports only the algorithm SHA1, 6 digits and a period of 30 seconds",
                    AppCompatibility::isNotDefault),
            row(
                    "Authenticator (browser extension)",
                    AppWarning.Effect.WRONG_CODES,
                    2024,
                    "ignores the algorithm of a scanned code in some versions and computes with SHA1",
                    AppCompatibility::hasOtherAlgorithm),
            row(
                    "Authenticator (browser extension)",
                    AppWarning.Effect.UNCERTAIN,
                    2024,
                    "is only known to support 6 and 8 digits",
                    uri -> uri.digits() == 7),
            row(
                    "Some apps",
                    AppWarning.Effect.WRONG_CODES,
                    2022,
                    "cut codes of 8 digits to 6",
                    uri -> uri.digits() == 8),
            row(
                    "Some apps",
                    AppWarning.Effect.REFUSED,
                    2026,
                    "refuse a secret longer than 20 bytes",
                    uri -> uri.secret().length() > 20));

    private AppCompatibility() {}

    static List<AppWarning> warnings(OtpAuthUri uri) {
        return ROWS.stream()
                .filter(row -> row.troubled().test(uri))
                .map(Row::warning)
                .toList();
    }

    private static Row row(
            String app, AppWarning.Effect effect, int year, String message, Predicate<OtpAuthUri> troubled) {
        String sentence = app + " " + message + " (observed " + year + ").";
        return new Row(new AppWarning(app, effect, sentence, Year.of(year)), troubled);
    }

    // What an app does with algorithm and digits is taken to hold for both types, as the sources make no difference and
    // the code is computed alike. Which apps know counters at all is not in them.
    private static boolean isNotDefault(OtpAuthUri uri) {
        return hasOtherAlgorithm(uri) || hasOtherDigits(uri) || hasOtherPeriod(uri);
    }

    private static boolean hasOtherAlgorithm(OtpAuthUri uri) {
        return uri.algorithm() != TotpParameters.DEFAULT.algorithm();
    }

    private static boolean hasOtherDigits(OtpAuthUri uri) {
        return uri.digits() != TotpParameters.DEFAULT.digits();
    }

    private static boolean hasOtherPeriod(OtpAuthUri uri) {
        return period(uri) != TotpParameters.DEFAULT.period().toSeconds();
    }

    // A counter-based authenticator has no period to have trouble with, which the default says as well.
    private static long period(OtpAuthUri uri) {
        TotpParameters parameters = uri.type() == OtpAuthUri.Type.TOTP ? uri.totpParameters() : TotpParameters.DEFAULT;
        return parameters.period().toSeconds();
    }

    private record Row(AppWarning warning, Predicate<OtpAuthUri> troubled) {}
}
