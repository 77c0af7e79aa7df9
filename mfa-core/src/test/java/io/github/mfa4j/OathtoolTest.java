package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.Hotp;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.CodeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An oracle that shares nothing with this library: {@code oathtool} of the OATH Toolkit (Debian package
 * {@code oathtool}). It takes every time up to the year 9999 and every counter of 63 bits.
 */
@Tag("external")
@Timeout(120)
class OathtoolTest {

    private static final long YEAR_9999 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int WINDOW = 49;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @TempDir
    private Path directory;

    /** The codes that oathtool prints, one a line. */
    private List<String> oathtool(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("oathtool"));
        command.addAll(arguments);
        Path output = Files.createTempFile(directory, "codes", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.SECONDS))
                    .as("oathtool ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.US_ASCII);
        assertThat(process.exitValue()).as(text).isZero();
        return text.lines().toList();
    }

    private List<String> totp(OtpSecret secret, TotpParameters totp, long at, int more) throws Exception {
        return oathtool(List.of(
                "--totp=" + totp.algorithm().name().toLowerCase(Locale.ROOT),
                "--digits=" + totp.digits(),
                "--time-step-size=" + totp.period().toSeconds() + "s",
                "--now=@" + at,
                "--window=" + more,
                HexFormat.of().formatHex(secret.toBytes())));
    }

    private OtpSecret secret() {
        byte[] bytes = new byte[10 + random.nextInt(55)];
        random.nextBytes(bytes);
        return OtpSecret.ofBytes(bytes);
    }

    private TotpParameters parameters() {
        OtpAlgorithm algorithm = OtpAlgorithm.values()[random.nextInt(OtpAlgorithm.values().length)];
        long period = random.nextBoolean() ? 30 : 1 + random.nextInt(random.nextBoolean() ? 120 : 86_400);
        return TotpParameters.of(algorithm, 6 + random.nextInt(3), Duration.ofSeconds(period));
    }

    @Test
    void totpAgreesFrom1970To9999() throws Exception {
        int compared = 0;
        for (int i = 0; i < 200; i++) {
            OtpSecret secret = secret();
            TotpParameters parameters = parameters();
            long at = i < 3 ? i * 29L : i == 3 ? YEAR_9999 : (long) (random.nextDouble() * YEAR_9999);
            List<String> codes = totp(secret, parameters, at, WINDOW);
            Totp totp = Totp.of(secret, parameters);
            long step = parameters.stepAt(Instant.ofEpochSecond(at));
            assertThat(codes)
                    .as("seed %d, %s at %d", seed, parameters, at)
                    .isEqualTo(IntStream.rangeClosed(0, WINDOW)
                            .mapToObj(n -> totp.codeOfStep(step + n))
                            .toList());
            assertThat(totp.code(Instant.ofEpochSecond(at))).isEqualTo(codes.get(0));
            long found = totp.verify(codes.get(2), Instant.ofEpochSecond(at), new TotpWindow(0, 2))
                    .orElseThrow();
            assertThat(found).as("seed %d", seed).isEqualTo(step + 2);
            compared += codes.size();
        }
        assertThat(compared).isEqualTo(200 * (WINDOW + 1));
    }

    @Test
    void hotpAgreesUpToTheHighestCounter() throws Exception {
        for (int i = 0; i < 100; i++) {
            OtpSecret secret = secret();
            int digits = 6 + random.nextInt(3);
            long counter = i == 0
                    ? Long.MAX_VALUE - WINDOW
                    : Math.min(random.nextLong() >>> (1 + random.nextInt(62)), Long.MAX_VALUE - WINDOW);
            List<String> codes = oathtool(List.of(
                    "--hotp",
                    "--counter=" + counter,
                    "--digits=" + digits,
                    "--window=" + WINDOW,
                    HexFormat.of().formatHex(secret.toBytes())));
            Hotp hotp = Hotp.of(secret, OtpAlgorithm.SHA1, digits);
            assertThat(codes)
                    .as("seed %d, counter %d", seed, counter)
                    .isEqualTo(IntStream.rangeClosed(0, WINDOW)
                            .mapToObj(n -> hotp.code(counter + n))
                            .toList());
        }
    }

    @Test
    void itsCodesSetUpAndSignIn() throws Exception {
        for (int i = 0; i < 30; i++) {
            TotpParameters parameters = parameters();
            AtomicReference<Instant> now = new AtomicReference<>(
                    Instant.ofEpochSecond(1 + (long) (random.nextDouble() * (YEAR_9999 - 200_000))));
            Mfa mfa = Mfa.builder("Example")
                    .store(new InMemoryMfaStore())
                    .secretCipher(Rig.cipher())
                    .backupCodes(Rig.QUICK)
                    .totp(parameters)
                    .setupLifetime(Duration.ofHours(24))
                    .instantSource(now::get)
                    .build();
            Enrollment.Offered offer = (Enrollment.Offered) mfa.enroll("u", "alice@example.com");
            // The phone reads the key as a person would type it.
            OtpSecret typed = OtpSecret.ofBase32(offer.manualKey());
            assertThat(OtpAuthUri.parse(offer.uri()).totpParameters()).isEqualTo(parameters);
            List<String> codes = totp(typed, parameters, now.get().getEpochSecond(), 2);
            if (new HashSet<>(codes).size() < codes.size()) {
                continue; // Once in some hundred thousand, two steps show the same code.
            }
            String at = "seed " + seed + ", " + parameters + " at " + now;
            assertThat(mfa.confirm("u", offer.id(), codes.get(0)))
                    .as(at)
                    .isInstanceOfSatisfying(
                            Confirmation.AwaitingActivation.class,
                            ok -> assertThat(mfa.activate("u", ok.setId())).isEqualTo(new Activation.Enabled(4)));
            assertThat(mfa.verify("u", codes.get(1)))
                    .as(at)
                    .isEqualTo(new Verification.Accepted(CodeKind.APP_CODE, 4, Optional.empty()));
            now.updateAndGet(instant -> instant.plus(parameters.period()));
            assertThat(mfa.verify("u", codes.get(2)))
                    .as(at)
                    .isEqualTo(new Verification.Accepted(CodeKind.APP_CODE, 4, Optional.empty()));
            assertThat(mfa.verify("u", codes.get(2))).as(at).isInstanceOf(Rejected.class);
        }
    }
}
