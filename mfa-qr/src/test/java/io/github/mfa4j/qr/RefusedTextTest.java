package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that cannot become a picture, and messages that help without giving the secret away. */
class RefusedTextTest {
    private static final String SECRET = "JBSWY3DPEHPK3PXP";

    @Test
    @SuppressWarnings("NullAway")
    void nullIsNamed() {
        assertThatNullPointerException().isThrownBy(() -> Qr.of(null)).withMessage("text");
        assertThatNullPointerException()
                .isThrownBy(() -> Qr.of(null, ErrorCorrection.LOW))
                .withMessage("text");
        assertThatNullPointerException().isThrownBy(() -> Qr.of("a", null)).withMessage("errorCorrection");
        assertThatNullPointerException()
                .isThrownBy(() -> Qr.of("a").toSvg(null))
                .withMessage("label");
    }

    @Test
    void emptyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Qr.of("")).withMessageStartingWith("text is empty: ");
    }

    @Test
    void everyCharacterButPrintableAsciiIsRefused() {
        for (int c = 0; c <= 0xFFFF; c++) {
            String text = SECRET + (char) c + SECRET;
            if (c >= 0x20 && c <= 0x7E) {
                continue;
            }
            assertThatIllegalArgumentException()
                    .as("U+%04X", c)
                    .isThrownBy(() -> Qr.of(text))
                    .withMessage("text has a character outside printable ASCII (0x20 to 0x7E) at index 16:"
                            + " percent-encode it as UTF-8 first")
                    .withNoCause();
        }
    }

    @Test
    void everyPrintableCharacterIsAccepted() {
        for (char c = 0x20; c <= 0x7E; c++) {
            String text = SECRET + c;
            assertThat(Pictures.decode(Pictures.fromPng(Qr.of(text).toPng(2)))).isEqualTo(text);
        }
    }

    @Test
    void theFirstOfSeveralBadCharactersIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Qr.of("ab\u00e9\u00e9"))
                .withMessageContaining("index 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Qr.of("\uD83D\uDE00"))
                .withMessageContaining("index 0");
    }

    @ParameterizedTest
    @CsvSource({"LOW, 2953", "MEDIUM, 2331", "QUARTILE, 1663", "HIGH, 1273"})
    void theLimitIsTheCapacityOfVersion40InByteMode(ErrorCorrection level, int most) {
        assertThat(level.maxLength()).isEqualTo(most);
        String text = "a".repeat(most);
        Qr qr = Qr.of(text, level);
        assertThat(qr).hasToString("Qr[version 40, 177x177]");
        assertThat(Pictures.decode(Pictures.fromPng(qr.toPng(2)))).isEqualTo(text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Qr.of(text + "a", level))
                .withMessageStartingWith("text has " + (most + 1) + " characters, but a QR code with error correction "
                        + level + " holds at most " + most + ": shorten the label")
                .withNoCause();
    }

    @Test
    void theLimitIsTheSameForDigits() {
        assertThatCode(() -> Qr.of("7".repeat(2331))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> Qr.of("7".repeat(2332)));
    }

    @Test
    void theMessageOffersLessErrorCorrectionOnlyWhereThatHelps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Qr.of("a".repeat(2953)))
                .withMessageEndingWith("shorten the label or lower the error correction (LOW holds 2953)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Qr.of("a".repeat(2954)))
                .withMessageEndingWith("shorten the label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00fc", "\n", "\u0661", "\u007f"})
    void noMessageHoldsThePartsOfTheText(String bad) {
        String text = "otpauth://totp/x?secret=" + SECRET + bad;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Qr.of(text))
                .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET, "otpauth", bad));
        String tooLong = SECRET.repeat(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Qr.of(tooLong))
                .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET));
    }
}
