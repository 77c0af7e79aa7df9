package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second reader, which finds the code in the picture as a camera would: {@code zbarimg} of Debian's zbar-tools. */
@Tag("external")
class QrWithZbarimgTest {
    private static final int SEED = 20260101;
    private static final int PICTURES = 300;
    private static final int FILES_PER_CALL = 100;
    private static final int SECONDS_PER_CALL = 60;
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);

    @Test
    void readsEveryPicture() throws IOException, InterruptedException {
        List<String> expected = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            String uri = uri();
            ErrorCorrection level = ErrorCorrection.values()[i % 4];
            int scale = 2 + i / 4 % 7;
            Path file = directory.resolve(i + "-" + level + "-" + scale + ".png");
            Files.write(file, Qr.of(uri, level).toPng(scale));
            files.add(file);
            expected.add(uri);
        }
        List<String> read = new ArrayList<>();
        for (int from = 0; from < PICTURES; from += FILES_PER_CALL) {
            read.addAll(zbarimg(files.subList(from, Math.min(PICTURES, from + FILES_PER_CALL))));
        }
        assertThat(read).isEqualTo(expected);
    }

    /** One line for each file, in their order. */
    private List<String> zbarimg(List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"));
        files.forEach(file -> command.add(file.toString()));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("zbarimg cannot be started: install Debian's zbar-tools", e);
        }
        if (!process.waitFor(SECONDS_PER_CALL, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("zbarimg took longer than " + SECONDS_PER_CALL + " s");
        }
        assertThat(process.exitValue())
                .as("%s", Files.readString(err, StandardCharsets.ISO_8859_1))
                .isZero();
        return Files.readAllLines(out, StandardCharsets.ISO_8859_1);
    }

    private String uri() {
        String issuer = label();
        StringBuilder uri =
                new StringBuilder("otpauth://totp/").append(issuer).append(':').append(label());
        uri.append("?secret=")
                .append(from(BASE_32, 26 + random.nextInt(78)))
                .append("&issuer=")
                .append(issuer);
        uri.append("&algorithm=SHA").append(random.nextBoolean() ? "1" : "256");
        uri.append("&digits=").append(6 + random.nextInt(3)).append("&period=").append(random.nextBoolean() ? 30 : 60);
        return uri.toString();
    }

    private String label() {
        StringBuilder label = new StringBuilder(from(UNRESERVED, 1 + random.nextInt(30)));
        for (int i = random.nextInt(12); i > 0; i--) {
            label.append('%').append(from("CDE", 1)).append(from("0123456789ABCDEF", 1));
            label.append('%').append(from("89AB", 1)).append(from("0123456789ABCDEF", 1));
        }
        return label.toString();
    }

    private String from(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
