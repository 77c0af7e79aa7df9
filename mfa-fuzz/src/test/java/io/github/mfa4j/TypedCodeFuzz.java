package io.github.mfa4j;

import static io.github.mfa4j.fuzz.Oracle.require;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.Secrets.HashedCodes;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whatever is typed has exactly one answer: accepted for a true code and once, counted if it could have been one, and otherwise
 * nothing is written. The first byte chooses the user, the rest is typed.
 */
public final class TypedCodeFuzz {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final FuzzHost HOST = new FuzzHost();

    /** Codes too strong to be guessed; codes that look like those of an app; and those of another system, as long as those of the app. */
    private static final Map<Byte, Account> ACCOUNTS = Map.of(
            (byte) 'C',
            new Account(
                    TotpParameters.DEFAULT,
                    BackupCodeFormat.crockford(10, 4, 4),
                    List.of("0123456789ABCDEF", "Y3N95FSZ4A6KCKTG", "0000000000000000")),
            (byte) 'N',
            new Account(
                    TotpParameters.DEFAULT,
                    BackupCodeFormat.insecureShortNumeric(10, 6),
                    List.of("012341", "111111", "000000")),
            (byte) 'L',
            new Account(
                    TotpParameters.of(OtpAlgorithm.SHA256, 8, Duration.ofSeconds(60)),
                    BackupCodeFormat.legacy(10, 8),
                    List.of("A1B2C3D4", "00112233", "DEADBEEF")));

    private TypedCodeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    public static boolean accepts(byte[] input) {
        Account account = ACCOUNTS.get(input.length == 0 ? (byte) 'C' : input[0]);
        return (account == null ? ACCOUNTS.get((byte) 'C') : account).accepts(TypedReference.text(input, 1));
    }

    /** A user with one device and three backup codes that are left, and every code that is good at the moment. */
    private static final class Account {

        private final BackupCodeFormat format;
        private final int digits;
        private final String record;
        private final List<String> appCodes = new ArrayList<>();
        private final List<String> backupCodes;

        Account(TotpParameters totp, BackupCodeFormat format, List<String> backupCodes) {
            this.format = format;
            this.digits = totp.digits();
            this.backupCodes = backupCodes;
            Device device = new Device("AAAAAAAA", "Phone", totp, 1, 1, -1, 0);
            CodeSet set = new CodeSet("AAAAAAAAAAAAAAAAAAAAAA", format, backupCodes.size(), 1);
            byte[] salt = new byte[HashedCodes.SALT_LENGTH];
            FuzzHost.QuickHasher hasher = new FuzzHost.QuickHasher();
            List<byte[]> hashes = backupCodes.stream()
                    .map(code -> hasher.hash(code, salt, FuzzHost.QuickHasher.PARAMETERS))
                    .toList();
            OtpSecret secret = OtpSecret.ofBytes(SECRET);
            Secrets secrets = Secrets.ofDevice(device.id(), secret)
                    .plus(Secrets.ofSet(set.id(), new HashedCodes(salt, FuzzHost.QuickHasher.PARAMETERS, hashes)));
            String sealed = new Vault(HOST.cipher).seal(FuzzHost.USER, secrets);
            record = StateCodec.encode(new MfaState(
                    1, 0, Failures.NONE, List.of(device), set, null, null, List.of(), Tokens.NONE, Mails.NONE, sealed));
            for (int step = -1; step <= 1; step++) {
                appCodes.add(Totp.of(secret, totp)
                        .code(FuzzHost.NOW.plus(totp.period().multipliedBy(step))));
            }
        }

        boolean accepts(String typed) {
            String symbols = TypedReference.symbols(typed);
            String folded = TypedReference.folded(symbols);
            boolean appShape = TypedReference.isNumber(symbols, digits);
            boolean backupShape = TypedReference.isBackupCode(folded, format);
            readsTheSame(typed, symbols, folded);

            HOST.keep(record);
            Verification answer = HOST.mfa.verify(FuzzHost.USER, typed);
            String kept = HOST.store.kept.state();
            require(HOST.store.kept.version() == FuzzHost.VERSION + HOST.store.writes, "versions that do not count");
            if ((appShape && appCodes.contains(symbols)) || (backupShape && backupCodes.contains(folded))) {
                require(outcome(answer).equals("ACCEPTED"), "a true code is refused");
                require(HOST.store.writes == 1 && !kept.equals(record), "accepted, and not remembered");
                require(!kept.contains(";f="), "a true code is counted as a wrong one");
                String again = outcome(HOST.mfa.verify(FuzzHost.USER, typed));
                require(again.equals("REPLAYED") || again.equals("WRONG_CODE"), "a code that is good twice");
                return true;
            }
            if (appShape || backupShape) {
                long now = FuzzHost.NOW.getEpochSecond();
                String count = format.strong() && backupShape ? "0,0,1," + now + ",0,0" : "1," + now + ",0,0,1," + now;
                require(outcome(answer).equals("WRONG_CODE"), "a wrong code is not refused as one");
                require(HOST.store.writes == 1, "a wrong code that is not counted once");
                require(
                        kept.equals(record.replace(";d=", ";f=" + count + ";d=")),
                        "a wrong code changes something else");
                return false;
            }
            require(outcome(answer).equals("MALFORMED"), "what cannot be a code is taken for one");
            require(HOST.store.writes == 0 && kept.equals(record), "what cannot be a code is written");
            return false;
        }

        private void readsTheSame(String typed, String symbols, String folded) {
            TypedCode code = TypedCode.of(typed);
            for (int length = 6; length <= 8; length++) {
                String expected = TypedReference.isNumber(symbols, length) ? symbols : "";
                require(code.asDigits(length).orElse("").equals(expected), "another app code");
            }
            for (Account account : ACCOUNTS.values()) {
                String expected = TypedReference.isBackupCode(folded, account.format) ? folded : "";
                require(code.asBackupCode(account.format).orElse("").equals(expected), "another backup code");
            }
        }

        private static String outcome(Verification answer) {
            return answer.fold(ok -> "ACCEPTED", no -> no.reason().name());
        }
    }
}
