package io.github.mfa4j;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.MfaState.PendingCodes;
import io.github.mfa4j.Secrets.HashedCodes;
import io.github.mfa4j.Setup.Purpose;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.spi.SecretCipher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The longest record that a configuration can lead to, and a little more: not all of it can be there at once. */
final class LongestRecord {

    private static final long TIME = 99_999_999_999L;
    private static final String NAME = "x".repeat(Names.MAX_BYTES);

    private LongestRecord() {}

    static MfaState of(Configuration config, SecretCipher cipher, int hashLength) {
        int devices = MfaState.MAX_DEVICES;
        OtpSecret secret = OtpSecret.generate(64);
        Secrets secrets = Secrets.NONE;
        List<Device> all = new ArrayList<>();
        for (int i = 0; i <= devices; i++) {
            String id = id(Ids.SHORT_BYTES, i);
            long step = config.totp().stepAt(Instant.ofEpochSecond(TIME));
            all.add(new Device(id, NAME, config.totp(), TIME, TIME, step, -10));
            secrets = secrets.plus(Secrets.ofDevice(id, secret));
        }
        // Codes that came from elsewhere can be more than the configuration says.
        CodeSet present = codes(BackupCodeFormat.legacy(BackupCodeFormat.MAX_COUNT, BackupCodeFormat.MAX_LENGTH), 0);
        CodeSet next = codes(config.backupCodes(), 1);
        secrets = secrets.plus(hashes(present, hashLength)).plus(hashes(next, hashLength));
        return new MfaState(
                TIME,
                0,
                new Failures(99, TIME, 999_999, TIME, 99, TIME),
                all.subList(0, devices),
                present,
                new PendingCodes(next, TIME),
                new Setup(id(Ids.LONG_BYTES, 2), Purpose.REPLACEMENT, TIME, 9, all.get(devices), next),
                browsers(),
                new Tokens(token(), token(), null),
                new Mails(new Quota(10, TIME, TIME), 5, new Quota(5, TIME, TIME), new Quota(5, TIME, TIME), null),
                new Vault(cipher).seal("x", secrets));
    }

    private static CodeSet codes(BackupCodeFormat format, int number) {
        return new CodeSet(id(Ids.LONG_BYTES, number), format, format.count(), TIME);
    }

    private static Secrets hashes(CodeSet set, int hashLength) {
        byte[][] hashes = new byte[set.format().count()][hashLength];
        return Secrets.ofSet(
                set.id(), new HashedCodes(new byte[HashedCodes.SALT_LENGTH], "x".repeat(24), List.of(hashes)));
    }

    private static List<Browser> browsers() {
        List<Browser> browsers = new ArrayList<>();
        for (int i = 0; i < MfaState.MAX_BROWSERS; i++) {
            browsers.add(new Browser(id(Ids.SHORT_BYTES, i), NAME, token()));
        }
        return browsers;
    }

    private static Token token() {
        return new Token(id(Token.HASH_BYTES, 0), TIME, TIME);
    }

    private static String id(int bytes, int number) {
        byte[] id = new byte[bytes];
        id[0] = (byte) number;
        return Ids.encode(id);
    }
}
