package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.testkit.TestPhone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An authenticator app made of programs that are not ours: one reads the QR code, the other one makes the codes. */
final class Authenticator {

    private static final DateTimeFormatter OATHTOOL_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private String key = "";

    Authenticator(InstantSource clock) {
        this.clock = clock;
    }

    /** Reads the QR code of a picture, and returns what it says. */
    String scan(Path picture) {
        String uri = run("zbarimg", "--raw", "-q", picture.toString());
        assertThat(uri).startsWith("otpauth://totp/");
        key = URI.create(uri).getRawQuery().replaceAll("(?:.*&)?secret=([A-Z2-7]+).*", "$1");
        return uri;
    }

    /** What a person types who cannot scan. */
    void typeKey(String shown) {
        key = shown;
    }

    String code() {
        return run("oathtool", "--totp=SHA1", "-b", "--now", OATHTOOL_TIME.format(clock.instant()), key);
    }

    /** A code that it shows at no time near now. */
    String wrongCode() {
        return TestPhone.type(key).wrongCode(clock.instant());
    }

    private static String run(String... command) {
        try {
            return Programs.run(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
