package io.github.mfa4j;

import java.security.SecureRandom;
import java.util.Arrays;

/** A fresh number to mail, made once per call however often the write has to be tried again. */
final class NewEmailCode {

    static final int DIGITS = 6;

    private static final long SECONDS = 10 * 60;

    private final String id;
    private final String address;
    private final String digits;

    NewEmailCode(SecureRandom random, String address) {
        this.id = Ids.next(random, Ids.SHORT_BYTES);
        this.address = address;
        StringBuilder text = new StringBuilder(DIGITS);
        for (int i = 0; i < DIGITS; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        this.digits = text.toString();
    }

    String digits() {
        return digits;
    }

    Mails.Pending asPending(long now) {
        return new Mails.Pending(id, now, now + SECONDS);
    }

    byte[] hash(String user) {
        return hash(user, address, digits);
    }

    /** Bound to the address: a code that was mailed to one proves no other. It lies in the sealed body. */
    static byte[] hash(String user, String address, String digits) {
        String text = "mfa4j mailed code\n" + digits + "\n" + user.length() + "\n" + user + "\n" + address;
        return Arrays.copyOf(Token.sha256(text), Token.HASH_BYTES);
    }

    @Override
    public String toString() {
        return "NewEmailCode[redacted]";
    }
}
