package io.github.mfa4j.jdbc;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** What a test knows of the user it races for: everything a person, a mailbox and a browser would hold. */
final class Known {

    static final String USER = "u-4711";
    static final String ADDRESS = "alice@example.com";

    private static final int STEPS = 60;

    Instant now = Instant.EPOCH;
    private String wrongCode = "";
    final OtpSecret importedSecret = OtpSecret.generate();
    final Totp imported = Totp.of(importedSecret);
    Totp phone = Totp.of(OtpSecret.generate());
    Totp tablet = Totp.of(OtpSecret.generate());
    /** The device that is being set up. */
    Totp offered = Totp.of(OtpSecret.generate());

    List<String> backupCodes = List.of("0000-0000-0000-0000-0000-0000", "1111-1111-1111-1111-1111-1111");
    String phoneId = "no such phone";
    String tabletId = "no such tablet";
    String browserId = "no such browser";
    String browserToken = "no such cookie";
    String mailCode = "000000";
    String permit = "no such permit";
    String recoveryToken = "no such link";
    String unlockToken = "no such link";
    String offerId = "no such offer";
    String setId = "no such set";

    /** What two devices show at this moment, and a backup code: so that callers of all doors type the same ones. */
    String code(int index) {
        return index % 3 == 2 ? backupCodes.get(0) : appCode(index);
    }

    String appCode(int index) {
        return (index % 3 == 1 ? tablet : phone).code(now);
    }

    List<Totp> devices() {
        return List.of(phone, tablet, offered, imported);
    }

    /** A code that no device shows within the hour. */
    private String wrongCode(Instant at) {
        Set<String> shown = new HashSet<>();
        for (Totp device : devices()) {
            shown.addAll(around(device, at, STEPS));
        }
        int candidate = 0;
        while (shown.contains(sixDigits(candidate))) {
            candidate++;
        }
        return sixDigits(candidate);
    }

    String wrongMailCode() {
        return mailCode.equals("123456") ? "654321" : "123456";
    }

    static String wrongBackupCode() {
        return "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ";
    }

    /** From here on the race is at this moment. */
    void readyAt(Instant moment) {
        now = moment;
        wrongCode = wrongCode(moment);
    }

    String wrongCode() {
        return wrongCode;
    }

    /** Codes of different steps and devices coincide now and then; races need some that do not. */
    boolean unambiguous() {
        Set<String> all = new HashSet<>();
        int count = 0;
        for (Totp device : devices()) {
            List<String> codes = around(device, now, 3);
            count += codes.size();
            all.addAll(codes);
        }
        return all.size() == count;
    }

    private static List<String> around(Totp device, Instant at, int steps) {
        long present = device.parameters().stepAt(at);
        return LongStream.rangeClosed(present - steps, present + steps)
                .mapToObj(device::codeOfStep)
                .toList();
    }

    private static String sixDigits(int number) {
        return Integer.toString(1_000_000 + number).substring(1);
    }
}
