package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    @ParameterizedTest
    @CsvSource({
        "'', '', ''",
        "f, MY, MY======",
        "fo, MZXQ, MZXQ====",
        "foo, MZXW6, MZXW6===",
        "foob, MZXW6YQ, MZXW6YQ=",
        "fooba, MZXW6YTB, MZXW6YTB",
        "foobar, MZXW6YTBOI, MZXW6YTBOI======"
    })
    void readsAndWritesTheVectorsOfRfc4648(String plain, String unpadded, String padded) {
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
        assertThat(Base32.encode(bytes)).isEqualTo(unpadded);
        assertThat(Base32.decode(unpadded)).isEqualTo(bytes);
        assertThat(Base32.decode(padded)).isEqualTo(bytes);
    }

    @Property
    void agreesWithArithmeticOnOneBigNumber(@ForAll @Size(max = 80) byte[] bytes) {
        int characters = (bytes.length * 8 + 4) / 5;
        BigInteger number = new BigInteger(1, bytes).shiftLeft(characters * 5 - bytes.length * 8);
        StringBuilder expected = new StringBuilder();
        for (int i = characters - 1; i >= 0; i--) {
            expected.append(ALPHABET.charAt(number.shiftRight(5 * i).intValue() & 31));
        }
        assertThat(Base32.encode(bytes)).isEqualTo(expected.toString());
        assertThat(Base32.decode(expected.toString())).isEqualTo(bytes);
    }

    @Property
    void readsWhatAPersonTypes(@ForAll @Size(max = 64) byte[] bytes, @ForAll long noise) {
        String text = Base32.encode(bytes);
        String padded = text + "=".repeat((8 - text.length() % 8) % 8);
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < padded.length(); i++) {
            char c = padded.charAt(i);
            boolean lower = (noise >>> i % 61 & 1) == 1 && c >= 'A' && c <= 'Z';
            typed.append(lower ? (char) (c + 32) : c);
            typed.append((noise >>> i % 59 & 1) == 1 ? " - " : "");
        }
        assertThat(Base32.decode(typed.toString())).isEqualTo(bytes);
    }

    @Test
    void refusesEveryOtherCharacterAndNamesItsPosition() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            boolean known = c < 128 && (Character.isLetter(c) || (c >= '2' && c <= '7') || " -=".indexOf(c) >= 0);
            if (!known) {
                Throwable thrown = catchThrowableOf("MZ XW" + (char) c + "6YTB");
                assertThat(thrown)
                        .as("U+%04x", c)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("at position 5 (zero-based)");
            }
        }
    }

    @Property
    void namesThePositionWhereverItIs(@ForAll @IntRange(max = 40) int position) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Base32.decode("a".repeat(position) + "0" + "b".repeat(40 - position)))
                .withMessageContaining("position " + position + " ");
    }

    @Test
    void refusesTrailingBitsThatAreNotZero() {
        int[] spareBits = {0, 0, 2, 0, 4, 1, 0, 3};
        for (int length : new int[] {2, 4, 5, 7}) {
            for (int last = 0; last < 32; last++) {
                String text = "Z".repeat(length - 1) + ALPHABET.charAt(last);
                boolean clean = last % (1 << spareBits[length]) == 0;
                Throwable thrown = catchThrowableOf(text);
                if (clean) {
                    assertThat(thrown).as(text).isNull();
                    assertThat(Base32.encode(Base32.decode(text))).isEqualTo(text);
                } else {
                    assertThat(thrown).as(text).isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AAA", "AAAAAA", "AAAAAAAAA", "AAAAAAAAAAA", "A-A A"})
    void refusesLengthsThatEncodeNoWholeNumberOfBytes(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Base32.decode(text))
                .withMessageContaining("no whole number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=", "========", "MY=", "MY=======", "MZXW6YTB=", "MZXW6YTB========", "MY======MY", "M=Y====="})
    void refusesPaddingThatPadsNothing(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Base32.decode(text))
                .withMessageContaining("=");
    }

    @Test
    void copiesNothingOfTheInputIntoAMessage() {
        String secret = "JBSWY3DPEHPK3PXP";
        for (String text : new String[] {secret + "!", secret + "A", secret + "AZ", secret + "=", "=" + secret}) {
            assertThat(catchThrowableOf(text)).isNotNull();
            assertThat(String.valueOf(catchThrowableOf(text))).doesNotContain("JBSW", "!", "PXP");
        }
    }

    @Test
    void doesNotChangeOrKeepItsInput() {
        byte[] bytes = {1, 2, 3, 4, 5};
        Base32.encode(bytes);
        assertThat(bytes).containsExactly(1, 2, 3, 4, 5);
        byte[] first = Base32.decode("MZXW6YTB");
        Arrays.fill(first, (byte) 0);
        assertThat(Base32.decode("MZXW6YTB")).isNotEqualTo(first);
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> Base32.encode(null)).withMessage("bytes");
        assertThatNullPointerException().isThrownBy(() -> Base32.decode(null)).withMessage("text");
    }

    private static Throwable catchThrowableOf(String text) {
        return catchThrowable(() -> Base32.decode(text));
    }
}
