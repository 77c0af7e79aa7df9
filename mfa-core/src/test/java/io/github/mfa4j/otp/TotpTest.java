package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
    private static final OtpSecret SECRET =
            OtpSecret.ofBytes("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Totp totp = Totp.of(SECRET);

    /** The seeds are those of the reference code (and of erratum 2866): 20, 32 and 64 bytes, not the 20 of the text. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082, 46119246, 90693936",
        "1111111109, 07081804, 68084774, 25091201",
        "1111111111, 14050471, 67062674, 99943326",
        "1234567890, 89005924, 91819424, 93441116",
        "2000000000, 69279037, 90698825, 38618901",
        "20000000000, 65353130, 77737706, 47863826"
    })
    void computesAppendixBOfRfc6238(long second, String sha1, String sha256, String sha512) {
        Map<OtpAlgorithm, String> codes =
                Map.of(OtpAlgorithm.SHA1, sha1, OtpAlgorithm.SHA256, sha256, OtpAlgorithm.SHA512, sha512);
        codes.forEach((algorithm, code) -> {
            byte[] seed = "1234567890"
                    .repeat(7)
                    .substring(0, algorithm.recommendedSecretLength())
                    .getBytes(StandardCharsets.US_ASCII);
            Totp any = Totp.of(
                    OtpSecret.ofBytes(seed),
                    TotpParameters.DEFAULT.withAlgorithm(algorithm).withDigits(8));
            Instant at = Instant.ofEpochSecond(second);
            assertThat(any.code(at)).isEqualTo(code);
            assertThat(any.verify(code, at)).hasValue(second / 30);
        });
    }

    @Test
    void recommendsSecretsAsLongAsTheHash() {
        assertThat(OtpAlgorithm.SHA1.recommendedSecretLength()).isEqualTo(20);
        assertThat(OtpAlgorithm.SHA256.recommendedSecretLength()).isEqualTo(32);
        assertThat(OtpAlgorithm.SHA512.recommendedSecretLength()).isEqualTo(64);
    }

    @Test
    void keepsLeadingZeros() {
        long step = 0;
        while (!Reference.code(SECRET.toBytes(), OtpAlgorithm.SHA1, 6, step).startsWith("00")) {
            step++;
        }
        String code = totp.codeOfStep(step);
        assertThat(code).hasSize(6).startsWith("00");
        Instant at = totp.parameters().startOf(step);
        assertThat(totp.verify(code, at)).hasValue(step);
        assertThat(totp.verify(code.substring(1), at)).isEmpty();
        assertThat(totp.verify("0" + code, at)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+%s",
                "-%s",
                "%s ",
                " %s",
                "0%s",
                "%s0",
                "%s\n",
                "%s\u0000",
                "\uD83D\uDE00",
                "\uD83D",
                "0x%s"
            })
    void takesExactlyTheDigits(String form) {
        assertThat(totp.verify(form.replace("%s", totp.code(NOW)), NOW)).isEmpty();
        assertThat(totp.verify(form.replace("%s", totp.code(NOW).substring(1)), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u0660', '\u06F0', '\u0966', '\uFF10', '\u0E50', '/' - 9, ':'})
    void takesNoDigitsOfOtherScripts(char zero) {
        StringBuilder code = new StringBuilder();
        totp.code(NOW).chars().forEach(c -> code.append((char) (zero + c - '0')));
        assertThat(totp.verify(code.toString(), NOW)).isEmpty();
        assertThat(totp.verify(totp.code(NOW).substring(0, 5) + code.charAt(5), NOW))
                .isEmpty();
    }

    @Property
    void neverThrowsWhateverIsTyped(@ForAll String code) {
        if (!code.matches("[0-9]{6}")) {
            assertThat(totp.verify(code, NOW)).isEmpty();
        }
    }

    @Test
    void comparesEveryDigit() {
        String code = totp.code(NOW);
        for (int i = 0; i < 6; i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String guess = code.substring(0, i) + digit + code.substring(i + 1);
                assertThat(totp.verify(guess, NOW, TotpWindow.STRICT).isPresent())
                        .isEqualTo(guess.equals(code));
            }
        }
    }

    @Test
    void comparesEveryBit() {
        Totp eight = Totp.of(SECRET, TotpParameters.DEFAULT.withDigits(8));
        int code = Integer.parseInt(eight.code(NOW));
        for (int bit = 1; bit < 100_000_000; bit <<= 1) {
            String guess = Integer.toString(100_000_000 + (code ^ bit)).substring(1);
            assertThat(eight.verify(guess, NOW, TotpWindow.STRICT)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u0660', '\u06F0', '\u0966', '\uFF10'})
    void takesNoTextWhoseCarelessArithmeticGivesTheCode(char zero) {
        int code = Integer.parseInt(totp.code(NOW));
        int rest = code - (zero - '0');
        int digit = rest % 10;
        assertThat(rest).isBetween(100_000, 999_999);
        assertThat(totp.verify(rest / 10 + Character.toString(zero + digit), NOW))
                .isEmpty();
    }

    @Test
    void answersTheHighestOfSeveralSteps() {
        Collision collision = Collision.find(SECRET, 60);
        int distance = (int) (collision.high() - collision.low());
        Instant low = totp.parameters().startOf(collision.low());
        Instant high = totp.parameters().startOf(collision.high());
        String code = collision.code();
        assertThat(totp.verify(code, high, new TotpWindow(distance, 0))).hasValue(collision.high());
        assertThat(totp.verify(code, low, new TotpWindow(0, distance))).hasValue(collision.high());
        assertThat(totp.verify(code, low.plusSeconds(30), new TotpWindow(60, 60)))
                .hasValue(collision.high());
        assertThat(totp.verify(code, low, new TotpWindow(0, distance - 1))).hasValue(collision.low());
        assertThat(totp.verify(code, high, new TotpWindow(distance - 1, 0))).hasValue(collision.high());
    }

    @Test
    void acceptsNothingBeforeT0() {
        Instant t0 = Instant.ofEpochSecond(1_000_000);
        Totp late = Totp.of(SECRET, TotpParameters.DEFAULT.withT0(t0));
        TotpWindow wide = new TotpWindow(60, 60);
        assertThat(late.verify(late.codeOfStep(0), t0.minusNanos(1), wide)).isEmpty();
        assertThat(late.verify(late.codeOfStep(0), t0, wide)).hasValue(0);
        // What the token of a careless implementation would show.
        for (long step = -60; step < 0; step++) {
            String beforeT0 = Reference.code(SECRET.toBytes(), OtpAlgorithm.SHA1, 6, step);
            assertThat(late.verify(beforeT0, t0, wide)).isEmpty();
            assertThat(late.verify(beforeT0, t0.minusSeconds(1), wide)).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> late.code(t0.minusNanos(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> late.codeOfStep(-1))
                .withMessageContaining("before T0");
    }

    @Test
    void worksAtTheEndsOfTime() {
        TotpWindow wide = new TotpWindow(60, 60);
        for (int period : new int[] {1, 30, 86_400}) {
            for (Instant t0 : new Instant[] {Instant.MIN, Instant.EPOCH}) {
                Totp any = Totp.of(
                        SECRET,
                        TotpParameters.DEFAULT
                                .withPeriod(Duration.ofSeconds(period))
                                .withT0(t0));
                long last = any.parameters().stepAt(Instant.MAX);
                assertThat(any.verify(any.code(Instant.MAX), Instant.MAX, wide)).hasValue(last);
                assertThat(any.verify(any.codeOfStep(last + 60), Instant.MAX, wide))
                        .hasValue(last + 60);
            }
            assertThat(totp.verify("000000", Instant.MIN, wide)).isEmpty();
        }
        Totp fromTheStart = Totp.of(SECRET, TotpParameters.DEFAULT.withT0(Instant.MIN));
        assertThat(fromTheStart.verify(fromTheStart.codeOfStep(0), Instant.MIN)).hasValue(0);
    }

    @Test
    void remembersNothing() {
        String code = totp.code(NOW);
        for (int i = 0; i < 3; i++) {
            assertThat(totp.verify("000000".equals(code) ? "000001" : "000000", NOW, TotpWindow.STRICT))
                    .isEmpty();
            assertThat(totp.verify(code, NOW)).hasValue(NOW.getEpochSecond() / 30);
        }
        assertThat(Totp.of(SECRET).code(NOW)).isEqualTo(code);
    }

    @Test
    void isTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"ar-EG", "fa-IR", "tr-TR", "th-TH-u-nu-thai", "hi-IN-u-nu-deva"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(totp.code(Instant.ofEpochSecond(59))).isEqualTo("287082");
                assertThat(Base32.decode("iiiiiiii")).isEqualTo(Base32.decode("IIIIIIII"));
                String uri = OtpAuthUri.totp("I", "i", SECRET, TotpParameters.DEFAULT.withDigits(8))
                        .toUriString();
                assertThat(uri)
                        .isEqualTo("otpauth://totp/I:i?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=I&digits=8");
                assertThat(OtpAuthUri.parse(uri.replace("digits", "DIGITS")).digits())
                        .isEqualTo(8);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void canBeSharedByManyThreads() throws Exception {
        for (OtpAlgorithm algorithm : OtpAlgorithm.values()) {
            Totp shared = Totp.of(SECRET, TotpParameters.DEFAULT.withAlgorithm(algorithm));
            int threads = 64;
            int steps = 200;
            CountDownLatch start = new CountDownLatch(1);
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<List<String>>> results = new ArrayList<>();
                for (int t = 0; t < threads; t++) {
                    results.add(pool.submit(() -> {
                        start.await();
                        List<String> codes = new ArrayList<>();
                        for (int step = 0; step < steps; step++) {
                            codes.add(shared.codeOfStep(step));
                        }
                        return codes;
                    }));
                }
                start.countDown();
                List<String> expected = new ArrayList<>();
                for (int step = 0; step < steps; step++) {
                    expected.add(Reference.code(SECRET.toBytes(), algorithm, 6, step));
                }
                for (Future<List<String>> result : results) {
                    assertThat(result.get()).isEqualTo(expected);
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> Totp.of(null)).withMessage("secret");
        assertThatNullPointerException().isThrownBy(() -> Totp.of(SECRET, null)).withMessage("parameters");
        assertThatNullPointerException().isThrownBy(() -> totp.code(null)).withMessage("at");
        assertThatNullPointerException()
                .isThrownBy(() -> totp.verify(null, NOW))
                .withMessage("code");
        assertThatNullPointerException().isThrownBy(() -> totp.verify("", null)).withMessage("at");
        assertThatNullPointerException()
                .isThrownBy(() -> totp.verify("", NOW, null))
                .withMessage("window");
    }
}
