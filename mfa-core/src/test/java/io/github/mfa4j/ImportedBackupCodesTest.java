package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.key;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.LOCKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sheet of paper that a person got from another system stays good, each code once. */
class ImportedBackupCodesTest {

    private static final String NOTHING = "0 written, 0 opened, 0 sealed, 0 hashed";

    private final Fixture host = new Fixture();
    private final TestPhone phone = TestPhone.holding(key(9));

    private Instant now() {
        return host.clock.instant();
    }

    private Change importCodes(Mfa mfa, List<String> codes) {
        return mfa.admin()
                .importDevice(USER, OtpSecret.ofBytes(key(9)), TotpParameters.DEFAULT, "Old phone", codes, "migration");
    }

    /** The first code of the phone that counts here is one that could not be used there; the clock moves on to it. */
    private void imported(String... codes) {
        assertThat(importCodes(host.mfa, List.of(codes))).isEqualTo(new Change.Done());
        host.clock.moveSeconds(120);
        host.forgetCounts();
    }

    private static List<String> numbers(int count, int digits) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, "%0" + digits + "d", 100_000 + i * 37))
                .toList();
    }

    @Test
    void theCodesAreHashedWithTheDeviceInOneWrite() {
        assertThat(importCodes(host.mfa, List.of("tf8i-exmo-3lcb-slkm", "x4q2-7yhg-w9za-bcdp")))
                .isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 1 sealed, 2 hashed");
        assertThat(host.events).containsExactly(new MfaEvent.DeviceImported(USER, now(), "Old phone", 2, "migration"));
        assertThat(host.mfa.status(USER).backupCodesLeft()).isEqualTo(2);
        assertThat(host.record(USER)).matches("mfa4j1;e=\\d+;d=[^;]+;b=[A-Za-z0-9_-]{22},L,2,1,16,2,\\d+;s=[^;]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tf8i-exmo-3lcb-slkm",
                "TF8I-EXMO-3LCB-SLKM",
                "tf8iexmo3lcbslkm",
                " tf8i exmo 3lcb slkm\n",
                "tf81-exm0-3lcb-slkm",
                "TF8L-EXM0-31CB-S1KM",
                "t-f-8-i-e-x-m-o-3-l-c-b-s-l-k-m"
            })
    void aCodeOfJavaTotpIsUnderstoodHoweverItIsTypedAndOnce(String typed) {
        imported("aaaa-bbbb-cccc-dddd", "tf8i-exmo-3lcb-slkm");
        assertThat(host.verify(typed)).isEqualTo(ACCEPTED);
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 1 sealed, 1 hashed");
        assertThat(host.events)
                .containsExactly(
                        new MfaEvent.CodeAccepted(USER, now(), CodeKind.BACKUP_CODE, Optional.empty(), 1, 0),
                        new MfaEvent.BackupCodesLow(USER, now(), 1));
        assertThat(host.verify(typed)).isEqualTo("WRONG_CODE");
        assertThat(host.verify("tf8i-exmo-3lcb-slkm")).isEqualTo("WRONG_CODE");
        assertThat(host.verify("aaaabbbbccccdddd")).isEqualTo(ACCEPTED);
        assertThat(host.mfa.status(USER).backupCodesLeft()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9, 10, 11, 12})
    void numericCodesAreGoodOnceEach(int digits) {
        List<String> codes = numbers(10, digits);
        imported(codes.toArray(String[]::new));
        for (String code : codes) {
            assertThat(host.verify(code)).isEqualTo(ACCEPTED);
            assertThat(host.verify(code)).isEqualTo("WRONG_CODE");
        }
        assertThat(host.mfa.status(USER).backupCodesLeft()).isZero();
        assertThat(host.verify(phone.code(now()))).isEqualTo(ACCEPTED);
    }

    @Test
    void numericCodesAreHyphenatedAsOnPaperAndInOtherDigits() {
        imported("1234-5678", "8765 4321");
        assertThat(host.verify("12345678")).isEqualTo(ACCEPTED);
        assertThat(host.verify("\u0668\u0667\u0666\u0665-\u0664\u0663\u0662\u0661"))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void aSetWithOneLetterInItIsOneOfLettersAndDigits() {
        imported("12345678", "1234567U");
        assertThat(host.verify("1234567u")).isEqualTo(ACCEPTED);
        assertThat(host.verify("l2345678")).isEqualTo(ACCEPTED);
    }

    @Test
    void sixteenCodesOf32SymbolsAreTheMost() {
        List<String> codes = IntStream.range(0, 16)
                .mapToObj(i -> "abcdefghjkmnpqrstvwxyz23456789" + (char) ('a' + i % 4) + (char) ('p' + i / 4))
                .toList();
        imported(codes.toArray(String[]::new));
        for (String code : codes) {
            assertThat(host.verify(code)).isEqualTo(ACCEPTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcdefgh", "abcdefghjkmnpqr", "12345678"})
    void weakOnesAreGuessesLikeAppCodes(String code) {
        imported(code);
        String wrong = (code.startsWith("1") ? "0" : "x") + code.substring(1);
        for (int i = 0; i < 5; i++) {
            assertThat(host.verify(i % 2 == 0 ? wrong : phone.wrongCode(now()))).isEqualTo("WRONG_CODE");
        }
        assertThat(host.state().failures().inRow()).isEqualTo(5);
        assertThat(host.verify(code)).isEqualTo("THROTTLED");
        host.clock.moveSeconds(30);
        host.failTimes(25, phone);
        host.clock.moveSeconds(60);
        host.forgetCounts();
        assertThat(host.verify(code)).isEqualTo("LOCKED");
        assertThat(host.verify(phone.code(now()))).isEqualTo("LOCKED");
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.mfa.status(USER).refusing()).contains(Rejected.because(LOCKED));
    }

    @Test
    void sixteenSymbolsAreStrongAndEndALock() {
        imported("abcd-efgh-jkmn-pqrs");
        host.failTimes(30, phone);
        host.clock.moveSeconds(60);
        assertThat(host.verify(phone.code(now()))).isEqualTo("LOCKED");
        assertThat(host.verify("zzzz-zzzz-zzzz-zzzz")).isEqualTo("WRONG_CODE");
        assertThat(host.state().failures().strongInRow()).isEqualTo(1);
        assertThat(host.verify("abcd-efgh-jkmn-pqrs")).isEqualTo(ACCEPTED);
        assertThat(host.verify(phone.code(now()))).isEqualTo(ACCEPTED);
    }

    @Test
    void importedCodesBuyANewPhoneAndAreReplacedByItsOwn() {
        imported("abcd-efgh-jkmn-pqrs", "bbbb-efgh-jkmn-pqrs");
        Enrollment.Offered offer =
                (Enrollment.Offered) host.mfa.recovery().replaceLostDevices(USER, "a", "New", "ABCDEFGHJKMNPQRS");
        Fixture.Owner owner = host.complete(USER, offer);
        assertThat(host.verify("bbbb-efgh-jkmn-pqrs")).isEqualTo("WRONG_CODE");
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
    }

    static Stream<List<String>> setsThatAreNone() {
        return Stream.of(
                List.of(""),
                List.of("", ""),
                List.of("-- --"),
                List.of("12345678", ""),
                List.of("12345"),
                List.of("1234567890123"),
                List.of("abcdefg"),
                List.of("a".repeat(33)),
                List.of("12345678", "123456789"),
                List.of("abcdefgh", "abcdefghj"),
                List.of("12345678", "12345678"),
                List.of("abcdefgh", "ABCD-EFGH"),
                List.of("1234567o", "12345670"),
                List.of("1234567i", "1234567L"),
                List.of("abcdefg\u00e9"),
                List.of("\uff41bcdefgh"),
                List.of("abcdefg_"),
                List.of("abcd.efgh"),
                List.of("abcdefgh\u0000"),
                numbers(17, 12),
                numbers(1_000, 12));
    }

    @ParameterizedTest
    @MethodSource("setsThatAreNone")
    void aSetThatCannotBeTypedIsRefusedWhole(List<String> codes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(importCodes(host.mfa, codes)).isNull())
                .satisfies(thrown -> codes.stream()
                        .filter(code -> !code.isEmpty())
                        .forEach(code -> assertThat(thrown.getMessage()).doesNotContain(code)));
        assertThat(host.record(USER)).isEmpty();
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).isEmpty();
    }

    /** 16 codes of six digits and 3 steps are 19 hits in a million, which leaves 5 guesses; 5 steps make them 4. */
    @Test
    void codesThatAreGuessedTooEasilyAreRefused() {
        Mfa wide = host.another(to -> to.window(new TotpWindow(2, 2)));
        host.forgetCounts();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(importCodes(wide, numbers(16, 6))).isNull())
                .withMessageContaining("fewer than 5");
        assertThat(host.record(USER)).isEmpty();
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(importCodes(wide, numbers(15, 6))).isEqualTo(new Change.Done());
        assertThat(host.mfa.admin().reset(USER, "root")).isInstanceOf(Grant.Granted.class);
        assertThat(importCodes(host.mfa, numbers(16, 6))).isEqualTo(new Change.Done());
        host.clock.moveSeconds(120);
        host.failTimes(4, phone);
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
        host.failTimes(1, phone);
        assertThat(host.mfa.status(USER).refusing()).contains(Rejected.because(LOCKED));
    }

    @Test
    void whoHasASecondFactorKeepsTheCodesOfIt() {
        Fixture.Owner owner = host.enable();
        String before = host.record(USER);
        assertThat(reason(importCodes(host.mfa, numbers(10, 8)))).isEqualTo(ALREADY_ENABLED);
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
    }
}
