package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ResultMetadataType;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes in comes out of every form again, read by another implementation. */
class RoundTripTest {
    private static final int TRIES = 60;

    @Property(tries = TRIES)
    void png(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 1500) String any,
            @ForAll ErrorCorrection level,
            @ForAll @IntRange(min = 1, max = 5) int scale) {
        String text = fitting(any, level);
        boolean[][] dark = Pictures.fromPng(Qr.of(text, level).toPng(scale));
        assertThat(Pictures.decode(dark)).isEqualTo(text);
        Pictures.assertFrame(dark, scale);
    }

    @Property(tries = TRIES)
    void svg(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 1500) String any,
            @ForAll ErrorCorrection level) {
        String text = fitting(any, level);
        boolean[][] dark = Pictures.fromSvg(Qr.of(text, level).toSvg());
        assertThat(Pictures.decode(Pictures.enlarge(dark, 2))).isEqualTo(text);
        Pictures.assertFrame(dark, 1);
    }

    @Property(tries = TRIES)
    void terminal(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 1500) String any,
            @ForAll ErrorCorrection level) {
        String text = fitting(any, level);
        Qr qr = Qr.of(text, level);
        boolean[][] plain = new TerminalScreen("white", "black").show(qr.toText());
        assertThat(Pictures.decode(plain)).isEqualTo(text);
        Pictures.assertFrame(plain, 1);
        assertThat(new TerminalScreen("white", "black").show(qr.toAnsiText())).isDeepEqualTo(plain);
        assertThat(new TerminalScreen("black", "white").show(qr.toAnsiText())).isDeepEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource
    void everyFormShowsTheSameModules(ErrorCorrection level) {
        Qr qr = Qr.of(Samples.URI, level);
        boolean[][] modules = Pictures.fromPng(qr.toPng(1));
        assertThat(Pictures.fromSvg(qr.toSvg())).isDeepEqualTo(modules);
        assertThat(new TerminalScreen("white", "black").show(qr.toText())).isDeepEqualTo(modules);
        byte[] embedded = Base64.getDecoder().decode(qr.toDataUri(2).substring("data:image/png;base64,".length()));
        assertThat(Pictures.fromPng(embedded)).isDeepEqualTo(Pictures.enlarge(modules, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "31415926535897932384626433832795", "A", "HTTPS://EXAMPLE.COM/$%*+-./:", " ", "~"})
    void digitsAndCapitalsHaveModesOfTheirOwn(String text) {
        for (ErrorCorrection level : ErrorCorrection.values()) {
            assertThat(Pictures.decode(Pictures.fromPng(Qr.of(text, level).toPng())))
                    .isEqualTo(text);
        }
    }

    /** Version 5 holds 106, 84, 60 and 44 characters at L, M, Q and H, version 1 holds 17, 14, 11 and 7. */
    @ParameterizedTest
    @CsvSource({
        "LOW, 106, L",
        "LOW, 85, L",
        "LOW, 84, M",
        "LOW, 7, H",
        "MEDIUM, 84, M",
        "MEDIUM, 14, M",
        "MEDIUM, 11, Q",
        "QUARTILE, 60, Q",
        "QUARTILE, 7, H",
        "HIGH, 44, H"
    })
    void errorCorrectionIsRaisedWhereThatCostsNothing(ErrorCorrection level, int length, String used) {
        boolean[][] dark = Pictures.fromPng(Qr.of("a".repeat(length), level).toPng());
        assertThat(dark).hasDimensions(length < 18 ? 29 * 6 : 45 * 6, dark.length);
        assertThat(Pictures.result(dark).getResultMetadata())
                .containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, used);
    }

    private static String fitting(String text, ErrorCorrection level) {
        return text.substring(0, Math.min(text.length(), level.maxLength()));
    }
}
