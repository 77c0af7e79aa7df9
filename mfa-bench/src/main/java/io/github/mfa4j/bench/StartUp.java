package io.github.mfa4j.bench;

import com.bastiaanjansen.otp.TOTPGenerator;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.code.DefaultCodeVerifier;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
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

/** From the start of a JVM to the end of its first verdict, by the clock of the program that starts it. */
final class StartUp {

    private static final int ROUNDS = 15;
    private static final List<String> WHO = List.of(
            "nothing", "mfa4j", "mfa4jWithStore", "javaTotp", "otpJava", "javaOtpAndCommonsCodec", "googleAuth");

    private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String WRONG = "000000";

    private StartUp() {}

    static List<Row> measure() throws IOException, InterruptedException {
        List<StoredState> record = new ArrayList<>();
        Crowd.make(Crowd.users(1), (user, state) -> record.add(state));
        double[][] millis = new double[WHO.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int who = 0; who < WHO.size(); who++) {
                millis[who][round] = run(WHO.get(who), record.get(0));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int who = 0; who < WHO.size(); who++) {
            rows.add(Row.of("StartUp", WHO.get(who), millis[who], "ms"));
        }
        return rows;
    }

    private static double run(String who, StoredState record) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder program = new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), StartUp.class.getName(), who, record.state());
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
        boolean accepted = switch (args[0]) {
            case "nothing" -> false;
            case "mfa4j" ->
                Totp.of(OtpSecret.ofBase32(BASE32)).verify(WRONG, Instant.now()).isPresent();
            case "mfa4jWithStore" -> wholeVerdict(args[1]);
            case "javaTotp" ->
                new DefaultCodeVerifier(new DefaultCodeGenerator(), () -> System.currentTimeMillis() / 1000)
                        .isValidCode(BASE32, WRONG);
            case "otpJava" ->
                new TOTPGenerator.Builder(BASE32.getBytes(StandardCharsets.US_ASCII))
                        .build()
                        .verify(WRONG, 1);
            case "javaOtpAndCommonsCodec" ->
                new JavaOtp("HmacSHA1")
                        .verify(new SecretKeySpec(new Base32().decode(BASE32), "HmacSHA1"), 0, Instant.now());
            case "googleAuth" -> new GoogleAuthenticator().authorize(BASE32, 0);
            default -> throw new IllegalArgumentException(args[0]);
        };
        // A millionth of the starts guesses right, which is as good.
        if (accepted) {
            System.err.println("what luck");
        }
    }

    /** What the first sign-in of a server needs: the facade, reading, opening, a verdict and a write. */
    private static boolean wholeVerdict(String record) {
        InMemoryMfaStore store = new InMemoryMfaStore();
        store.compareAndSet("user-0", 0, new StoredState(1, record));
        return new Crowd(store, Crowd.users(1)).mfa().verify("user-0", WRONG).fold(accepted -> true, rejected -> {
            if (rejected.reason() != RejectionReason.WRONG_CODE) {
                throw new IllegalStateException(rejected.toString());
            }
            return false;
        });
    }
}
