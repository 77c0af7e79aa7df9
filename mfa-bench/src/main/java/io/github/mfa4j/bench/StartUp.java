package io.github.mfa4j.bench;

import com.bastiaanjansen.otp.TOTPGenerator;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.code.DefaultCodeVerifier;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.RejectionReason;
import io.github.mfa4j.spi.StoredState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * From the start of a JVM to the end of its first verdict, by the clock of the program that starts it. All are given the same
 * code, which is wrong for sure and is not zero: GoogleAuth refuses zero without computing anything, and whoever stops at a
 * match would be done earlier.
 */
final class StartUp {

    private static final int ROUNDS = 15;
    private static final String NOTHING = "nothing";
    private static final String WITH_STORE = "mfa4jWithStore";
    static final List<String> WHO =
            List.of(NOTHING, "mfa4j", WITH_STORE, "javaTotp", "otpJava", "javaOtpAndCommonsCodec", "googleAuth");

    /** The secret of the {@link Crowd}. */
    private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /** Half an hour in both directions: the other JVM looks at its clock a little later. */
    private static final TotpWindow WIDEST = new TotpWindow(60, 60);

    private StartUp() {}

    static List<Row> measure() throws IOException, InterruptedException {
        List<StoredState> record = new ArrayList<>();
        Crowd.make(Crowd.users(1), (user, state) -> record.add(state));
        String wrong = wrongCode(Instant.now());
        double[][] millis = new double[WHO.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int who = 0; who < WHO.size(); who++) {
                millis[who][round] = run(WHO.get(who), wrong, record.get(0));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int who = 0; who < WHO.size(); who++) {
            rows.add(Row.of("StartUp", WHO.get(who), millis[who], "ms"));
        }
        return rows;
    }

    /** A code that is wrong now, and at the time of the crowd, which is that of the verdict with a store. */
    static String wrongCode(Instant now) {
        Totp phone = Totp.of(OtpSecret.ofBase32(BASE32));
        for (int number = 123_456; ; number++) {
            String candidate = Integer.toString(number);
            if (phone.verify(candidate, now, WIDEST).isEmpty()
                    && phone.verify(candidate, Crowd.START, WIDEST).isEmpty()) {
                return candidate;
            }
        }
    }

    private static double run(String who, String wrong, StoredState record) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder program = new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                StartUp.class.getName(),
                who,
                wrong,
                record.state());
        long begin = System.nanoTime();
        Process process = program.inheritIO().start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(who + " failed");
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    /** One verdict. */
    public static void main(String[] args) throws InvalidKeyException {
        if (verdict(args[0], args[1], args[2])) {
            throw new IllegalStateException(args[0] + " accepted a wrong code");
        }
    }

    /** What one of them says of a code. */
    static boolean verdict(String who, String code, String record) throws InvalidKeyException {
        return switch (who) {
            case NOTHING -> false;
            case "mfa4j" ->
                Totp.of(OtpSecret.ofBase32(BASE32)).verify(code, Instant.now()).isPresent();
            case WITH_STORE -> wholeVerdict(code, record);
            case "javaTotp" ->
                new DefaultCodeVerifier(new DefaultCodeGenerator(), () -> System.currentTimeMillis() / 1000)
                        .isValidCode(BASE32, code);
            case "otpJava" ->
                new TOTPGenerator.Builder(BASE32.getBytes(StandardCharsets.US_ASCII))
                        .build()
                        .verify(code, 1);
            case "javaOtpAndCommonsCodec" ->
                new JavaOtp("HmacSHA1")
                        .verify(
                                new SecretKeySpec(new Base32().decode(BASE32), "HmacSHA1"),
                                Integer.parseInt(code),
                                Instant.now());
            case "googleAuth" -> new GoogleAuthenticator().authorize(BASE32, Integer.parseInt(code));
            default -> throw new IllegalArgumentException(who);
        };
    }

    /** What the first sign-in of a server needs: the facade, reading, opening, a verdict and a write. */
    private static boolean wholeVerdict(String code, String record) {
        InMemoryMfaStore store = new InMemoryMfaStore();
        store.compareAndSet("user-0", 0, new StoredState(1, record));
        return new Crowd(store, Crowd.users(1)).mfa().verify("user-0", code).fold(accepted -> true, rejected -> {
            if (rejected.reason() != RejectionReason.WRONG_CODE) {
                throw new IllegalStateException(rejected.toString());
            }
            return false;
        });
    }
}
