package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was typed becomes one canonical form, or nothing. */
class TypedCodeTest {

    private static final BackupCodeFormat NUMERIC = BackupCodeFormat.insecureShortNumeric(10, 6);

    @Property
    void djangoOtp_whateverIsTypedIsExactlySoManyAsciiDigitsOrNoAppCode(
            @ForAll String typed, @ForAll @IntRange(min = 6, max = 8) int digits) {
        TypedCode.of(typed).asDigits(digits).ifPresent(code -> assertThat(code).matches("[0-9]{" + digits + "}"));
        TypedCode.of(typed)
                .asBackupCode(BackupCodeFormat.DEFAULT)
                .ifPresent(code -> assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{16}"));
        TypedCode.of(typed)
                .asBackupCode(NUMERIC)
                .ifPresent(code -> assertThat(code).matches("[0-9]{6}"));
    }

    @Provide
    static Arbitrary<String> nearlyCodes() {
        return Arbitraries.strings()
                .withChars("0123456789OILUoilu -\u00A0\u2212\u0660\u0669\uFF10\uFF19\uD835\uDFCE\u200B")
                .ofMaxLength(40);
    }

    @Property
    void nearlyCodesToo(@ForAll("nearlyCodes") String typed) {
        djangoOtp_whateverIsTypedIsExactlySoManyAsciiDigitsOrNoAppCode(typed, 6);
    }

    @Property
    void theCanonicalFormReadsAsItself(@ForAll("nearlyCodes") String typed) {
        for (BackupCodeFormat format : new BackupCodeFormat[] {BackupCodeFormat.DEFAULT, NUMERIC}) {
            TypedCode.of(typed)
                    .asBackupCode(format)
                    .ifPresent(code ->
                            assertThat(TypedCode.of(code).asBackupCode(format)).contains(code));
        }
    }

    @Property
    void separatorsAnywhereChangeNothing(
            @ForAll @IntRange(min = 0, max = 999_999) int number, @ForAll("separators") String s) {
        String code = String.format(Locale.ROOT, "%06d", number);
        String typed = s + code.substring(0, 2) + s + code.substring(2, 5) + s + code.substring(5) + s;
        assertThat(TypedCode.of(typed).asDigits(6)).contains(code);
    }

    @Provide
    static Arbitrary<String> separators() {
        return Arbitraries.strings()
                .withChars(" -\t\r\n"
                        + "\u00A0\u1680\u2000\u2003\u2007\u2009\u200A\u202F\u205F\u3000\u2028"
                        + "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFF0D\uFE58")
                .ofMaxLength(6);
    }

    @Test
    void andOtp359_everyDecimalDigitOfUnicodeIsRead() {
        int[] digits = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER)
                .toArray();
        assertThat(digits).hasSizeGreaterThan(500);
        for (int digit : digits) {
            String typed = Character.toString(digit).repeat(6);
            String expected =
                    String.valueOf((char) ('0' + Character.digit(digit, 10))).repeat(6);
            assertThat(TypedCode.of(typed).asDigits(6)).as("U+%X", digit).contains(expected);
        }
    }

    @Test
    void otherNumbersOfUnicodeAreNotDigits() {
        for (String typed : new String[] {
            "12345\u00B2",
            "12345\u2460",
            "12345\u2165",
            "12345\u00BD",
            "12345\u4E09",
            "12345\u2087",
            "12345\uD83D\uDD22"
        }) {
            assertThat(TypedCode.of(typed).asDigits(6)).as(typed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O12345",
                "12345O",
                "I23456",
                "l23456",
                "+12345",
                "-12345",
                "12345",
                "1234567",
                "0x1234",
                "1234.5",
                "1e1234",
                "",
                " ",
                "12345a",
                "123,456",
                "123\u066C456",
                "\u0000123456",
                "\u200B123456"
            })
    void whatLooksLikeAnAppCodeIsNone(String typed) {
        assertThat(TypedCode.of(typed).asDigits(6)).isEmpty();
    }

    @Test
    void lookAlikesAreReadInBackupCodesOnly() {
        assertThat(TypedCode.of("oOiI-lL01-abcd-EFGH").asBackupCode(BackupCodeFormat.DEFAULT))
                .contains("00111101ABCDEFGH");
        assertThat(TypedCode.of("O1234l").asBackupCode(NUMERIC)).contains("012341");
        assertThat(TypedCode.of("0000-0000-0000-000U").asBackupCode(BackupCodeFormat.DEFAULT))
                .isEmpty();
        assertThat(TypedCode.of("00000-0000-0000-0000").asBackupCode(BackupCodeFormat.DEFAULT))
                .isEmpty();
    }

    @Test
    void theCaseOfLettersIsThatOfAsciiInEveryLocale() {
        assertThat(TypedCode.of("iiii-iiii-iiii-iiii").asBackupCode(BackupCodeFormat.DEFAULT))
                .contains("1111111111111111");
        for (char alien : new char[] {'\u0130', '\u0131', '\u212A', '\uFF21', '\u0410', '\u00DF'}) {
            assertThat(TypedCode.of(alien + "000-0000-0000-0000").asBackupCode(BackupCodeFormat.DEFAULT))
                    .as("U+%X", (int) alien)
                    .isEmpty();
        }
    }

    @Test
    void overlongInputIsNoCode() {
        assertThat(TypedCode.of(" ".repeat(122) + "123456").asDigits(6)).contains("123456");
        assertThat(TypedCode.of(" ".repeat(123) + "123456").asDigits(6)).isEmpty();
        assertThat(TypedCode.of("1".repeat(10_000_000)).asDigits(6)).isEmpty();
        BackupCodeFormat longest = BackupCodeFormat.crockford(1, 8, 4);
        assertThat(TypedCode.of("ABCD-".repeat(7) + "ABCD").asBackupCode(longest))
                .contains("ABCD".repeat(8));
        assertThat(TypedCode.of("ABCD".repeat(8) + "A").asBackupCode(longest)).isEmpty();
    }

    @Test
    void loneSurrogatesAreNoCode() {
        for (String typed : new String[] {"\uD835", "12345\uD835", "\uDFCE12345", "123456\uDFCE", "123\uD835456"}) {
            assertThat(TypedCode.of(typed).asDigits(6)).isEmpty();
        }
    }

    @Test
    void itDoesNotPrintWhatWasTyped() {
        assertThat(TypedCode.of("123456").toString()).doesNotContain("123456");
    }

    @Test
    void aUIsOfNoBackupCodeWhereverItStands() {
        String sixteen = "7K2M9QXA04TZHW5C";
        assertThat(TypedCode.of(sixteen).asBackupCode(BackupCodeFormat.DEFAULT)).contains(sixteen);
        for (int i = 0; i < sixteen.length(); i++) {
            String typed = sixteen.substring(0, i) + "U" + sixteen.substring(i + 1);
            assertThat(TypedCode.of(typed).asBackupCode(BackupCodeFormat.DEFAULT))
                    .as(typed)
                    .isEmpty();
        }
    }
}
