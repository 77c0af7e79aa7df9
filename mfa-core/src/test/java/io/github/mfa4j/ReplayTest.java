package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.START;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6238, section 5.2: a code that was accepted is never accepted again. */
class ReplayTest {

    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final OtpSecret SECRET = OtpSecret.ofBytes(KEY);

    private final TestPhone phone = TestPhone.holding(KEY);

    private static Fixture host(TotpWindow window) {
        Fixture host = new Fixture(choices -> choices.window(window));
        host.plant(USER, SECRET);
        return host;
    }

    private static Stream<Arguments> windows() {
        return IntStream.range(0, 16).mapToObj(i -> Arguments.of(i / 4, i % 4));
    }

    @ParameterizedTest(name = "{0} back, {1} ahead")
    @MethodSource("windows")
    void allauthUsedCodeCache_aCodeIsAcceptedOnceWheneverItIsFirstUsed(int back, int ahead) {
        Fixture host = host(new TotpWindow(back, ahead));
        long step = phone.step(START);
        String code = phone.code(START);
        Instant firstSecond = START.minusSeconds(30L * ahead);
        Instant end = START.plusSeconds(30L * (back + 1));
        for (Instant first = firstSecond; first.isBefore(end); first = first.plusSeconds(7)) {
            host.plant(USER, SECRET);
            host.clock.set(first);
            assertThat(host.verify(code)).isEqualTo(ACCEPTED);
            int every = first.equals(firstSecond) ? 1 : 13;
            for (Instant at = first; at.isBefore(end); at = at.plusSeconds(every)) {
                host.clock.set(at);
                assertThat(host.verify(code)).as("again at %s", at).isEqualTo("REPLAYED");
            }
            assertThat(host.store.writes).hasValue(1);
            host.clock.set(end);
            assertThat(host.verify(code)).as("after the life of step %s", step).isEqualTo("WRONG_CODE");
        }
        host.plant(USER, SECRET);
        host.clock.set(firstSecond.minusSeconds(1));
        assertThat(host.verify(code)).as("before its life").isEqualTo("WRONG_CODE");
    }

    @ParameterizedTest(name = "{0} back, {1} ahead")
    @MethodSource("windows")
    void fortify_theMatchedStepIsRememberedNotThePresentOne(int back, int ahead) {
        for (int off = -4; off <= 4; off++) {
            Fixture host = host(new TotpWindow(back, ahead));
            TestPhone wrongClock = phone.withClockAhead(Duration.ofSeconds(30L * off));
            host.clock.set(START.plusSeconds(11));
            String code = wrongClock.code(host.clock.instant());
            boolean inWindow = -off <= back && off <= ahead;
            assertThat(host.verify(code)).as("%s steps ahead", off).isEqualTo(inWindow ? ACCEPTED : "WRONG_CODE");
            for (int i = 0; inWindow && i < 8; i++) {
                host.clock.moveSeconds(30);
                assertThat(host.verify(wrongClock.code(host.clock.instant())))
                        .as("the phone's next code")
                        .isEqualTo(ACCEPTED);
                assertThat(host.verify(code)).isIn("REPLAYED", "WRONG_CODE");
            }
        }
    }

    @Test
    void fortify_aLatePhoneMaySignInTwiceWithTwoCodesAtOneMoment() {
        Fixture host = host(TotpWindow.DEFAULT);
        long present = phone.step(START);
        for (long step = present - 1; step <= present + 1; step++) {
            assertThat(host.verify(phone.codeOfStep(step))).isEqualTo(ACCEPTED);
        }
        for (long step = present - 1; step <= present + 1; step++) {
            assertThat(host.verify(phone.codeOfStep(step))).isEqualTo("REPLAYED");
        }
    }

    @Test
    void anOlderUnusedCodeIsRefusedOnceANewerOneWasUsed() {
        Fixture host = host(TotpWindow.DEFAULT);
        assertThat(host.verify(phone.codeOfStep(phone.step(START)))).isEqualTo(ACCEPTED);
        assertThat(host.verify(phone.codeOfStep(phone.step(START) - 1))).isEqualTo("REPLAYED");
    }

    @Test
    void fortify_usersWhoseCodesCoincideDoNotAffectEachOther() {
        Fixture host = host(TotpWindow.DEFAULT);
        host.plant("user-2", SECRET);
        String code = phone.code(START);
        assertThat(outcome(host.mfa.verify("user-2", code))).isEqualTo(ACCEPTED);
        assertThat(outcome(host.mfa.verify(USER, code))).isEqualTo(ACCEPTED);
        assertThat(outcome(host.mfa.verify("user-2", code))).isEqualTo("REPLAYED");
        assertThat(outcome(host.mfa.verify(USER, code))).isEqualTo("REPLAYED");
    }

    private static Stream<String> variants() {
        return Stream.of(
                " %s",
                "%s ",
                "\t%s\r\n",
                "%s\n",
                "%1$3.3s %2$s",
                "%1$3.3s-%2$s",
                "%1$3.3s\u00A0%2$s",
                "\u00A0%s",
                "%s\u2003",
                "%1$3.3s\u2013%2$s",
                "%1$3.3s\u2011%2$s",
                "%1$3.3s\u2212%2$s",
                "%1$3.3s\u200B%2$s",
                "\uFEFF%s",
                "\u200E%s",
                "+%s",
                "0%s",
                "%s0",
                "%1$3.3s.%2$s",
                "%1$3.3s_%2$s",
                "\u0000%s",
                "%s\u0000",
                "\u202E%s");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void cve_2025_6014_whitespaceVariantOfAUsedCodeIsRefused(String form) {
        String code = phone.code(START);
        String variant = String.format(java.util.Locale.ROOT, form, code, code.substring(3));
        assertRefusedAtNoCost(variant);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF10, 0x0660, 0x06F0, 0x0966, 0x0E50, 0x1D7CE, 0x1D7F6})
    void cve_2025_6014_aUsedCodeInDigitsOfAnotherScriptIsRefused(int zero) {
        StringBuilder variant = new StringBuilder();
        phone.code(START).chars().forEach(c -> variant.appendCodePoint(zero + c - '0'));
        assertRefusedAtNoCost(variant.toString());
    }

    private void assertRefusedAtNoCost(String variant) {
        Fixture host = host(TotpWindow.DEFAULT);
        assertThat(host.verify(phone.code(START))).isEqualTo(ACCEPTED);
        String before = host.record(USER);
        host.forgetCounts();
        for (int i = 0; i < 40; i++) {
            assertThat(host.verify(variant)).isIn("REPLAYED", "MALFORMED");
        }
        assertThat(host.store.writes).hasValue(0);
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
    }

    @Test
    void vault_aRestartOrAnotherServerRemembers() {
        Fixture host = host(TotpWindow.DEFAULT);
        String code = phone.code(START);
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
        assertThat(outcome(host.another(choices -> choices).verify(USER, code))).isEqualTo("REPLAYED");
        Mfa wider = host.another(choices -> choices.window(new TotpWindow(3, 3)));
        host.clock.moveSeconds(100);
        assertThat(outcome(wider.verify(USER, code))).isEqualTo("REPLAYED");
    }

    @Test
    void authelia_theCodeOfTheSetUpDoesNotSignIn() {
        for (boolean atOnce : new boolean[] {false, true}) {
            Fixture host = new Fixture(choices -> atOnce ? choices.activateOnConfirm() : choices);
            TestPhone own = host.enable().phone();
            host.clock.set(START);
            assertThat(host.verify(own.code(START))).isEqualTo("REPLAYED");
            host.clock.moveSeconds(30);
            assertThat(host.verify(own.code(START))).isEqualTo("REPLAYED");
            assertThat(host.verify(own.code(START.plusSeconds(30)))).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void replayedIsNoFailureAndDoesNotEndFailures() {
        Fixture host = host(TotpWindow.DEFAULT);
        String code = phone.code(START);
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
        host.failTimes(4, phone);
        for (int i = 0; i < 50; i++) {
            assertThat(host.verify(code)).isEqualTo("REPLAYED");
        }
        assertThat(host.events(MfaEvent.CodeRejected.class).get(20).failures()).isEqualTo(4);
        Rejected fifth = (Rejected) host.mfa.verify(USER, phone.wrongCode(START));
        assertThat(fifth.retryAt()).contains(START.plusSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30, 14, 29})
    void theRetryTimeOfAReplayIsWhenTheNextCodeWorks(int phoneAhead) {
        Fixture host = host(TotpWindow.DEFAULT);
        TestPhone fast = phone.withClockAhead(Duration.ofSeconds(phoneAhead));
        for (int second = 0; second < 30; second++) {
            host.plant(USER, SECRET);
            host.clock.set(START.plusSeconds(second));
            String code = fast.code(host.clock.instant());
            assertThat(host.verify(code)).isEqualTo(ACCEPTED);
            Rejected replayed = (Rejected) host.mfa.verify(USER, code);
            assertThat(replayed.reason()).isEqualTo(RejectionReason.REPLAYED);
            Instant retryAt = replayed.retryAt().orElseThrow();
            assertThat(retryAt).isAfter(host.clock.instant());
            assertThat(retryAt).isBeforeOrEqualTo(host.clock.instant().plusSeconds(60));
            host.clock.set(retryAt);
            assertThat(host.verify(fast.code(retryAt))).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void aReplayFromALatePhoneDoesNotSayTryAtOnce() {
        Fixture host = host(TotpWindow.DEFAULT);
        String code = phone.withClockAhead(Duration.ofSeconds(-30)).code(START);
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
        Rejected replayed = (Rejected) host.mfa.verify(USER, code);
        assertThat(replayed.reason()).isEqualTo(RejectionReason.REPLAYED);
        assertThat(replayed.retryAt().orElseThrow()).isAfter(START);
    }

    @Test
    void aClockThatJumpsBackReopensNothing() {
        Fixture host = host(TotpWindow.DEFAULT);
        assertThat(host.verify(phone.code(START))).isEqualTo(ACCEPTED);
        for (long back : List.of(1L, 29L, 30L, 31L, 60L, 600L, 86_400L, 365L * 86_400)) {
            host.clock.set(START.minusSeconds(back));
            for (long step = phone.step(host.clock.instant()) - 1; step <= phone.step(START); step++) {
                if (step <= phone.step(host.clock.instant()) + 1) {
                    assertThat(host.verify(phone.codeOfStep(step)))
                            .as("%s s back", back)
                            .isEqualTo("REPLAYED");
                }
            }
        }
        assertThat(host.store.writes).hasValue(1);
        host.clock.set(START.plusSeconds(30));
        assertThat(host.verify(phone.code(START.plusSeconds(30)))).isEqualTo(ACCEPTED);
    }

    @Test
    void vault24b_aWrongCodeNeverConsumesAStep() {
        Fixture host = host(TotpWindow.DEFAULT);
        Instant later = START.plusSeconds(90);
        assertThat(host.verify(phone.code(later))).isEqualTo("WRONG_CODE");
        host.failTimes(3, phone);
        host.clock.set(later);
        assertThat(host.verify(phone.code(later))).isEqualTo(ACCEPTED);
    }

    @Test
    void aCodeThatTwoDevicesShowIsUsedForBoth() {
        Fixture host = new Fixture();
        host.plant(USER, SECRET, SECRET);
        assertThat(host.verify(phone.code(START))).isEqualTo(ACCEPTED);
        assertThat(host.verify(phone.code(START))).isEqualTo("REPLAYED");
        host.clock.moveSeconds(30);
        assertThat(host.verify(phone.code(START))).isEqualTo("REPLAYED");
        assertThat(host.mfa.status(USER).devices())
                .extracting(MfaStatus.Device::lastUsedAt)
                .containsExactly(Optional.of(START), Optional.of(Instant.ofEpochSecond(1)));
    }
}
