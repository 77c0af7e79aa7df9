package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static io.github.mfa4j.jdbc.Person.said;
import static io.github.mfa4j.jdbc.Person.tokenOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.MfaStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What time it is, and what a clock that is wrong does. */
abstract class ClockIncidents {

    /** Counters of 32 bits, powers of ten that do not fit, and a step before the first that was the first. */
    @Incident("47")
    void theArithmeticHoldsInEveryYear(MfaStore store) {
        OtpSecret secret = OtpSecret.ofBytes("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
        TotpParameters eight = TotpParameters.DEFAULT.withDigits(8);
        // RFC 6238, appendix B.
        Map<Instant, String> vectors = Map.of(
                Instant.ofEpochSecond(1_111_111_111L), "14050471",
                Instant.ofEpochSecond(2_000_000_000L), "69279037",
                Instant.ofEpochSecond(20_000_000_000L), "65353130");
        vectors.forEach((at, code) -> {
            Person alice = Person.on(store);
            alice.now = at.minusSeconds(90);
            alice.brings(secret, eight).now = at;
            assertThat(alice.types(code)).isEqualTo(ACCEPTED);
        });
        for (String at : List.of("2038-01-19T03:14:08Z", "2106-02-07T06:28:16Z", "9999-12-31T23:58:00Z")) {
            Person alice = Person.on(store);
            alice.now = Instant.parse(at).minusSeconds(90);
            alice.brings(secret, eight).now = Instant.parse(at);
            assertThat(alice.types(reckoned(secret, alice.now))).isEqualTo(ACCEPTED);
        }
        for (int digits : new int[] {5, 9, 10}) {
            assertThatIllegalArgumentException().isThrownBy(() -> TotpParameters.DEFAULT.withDigits(digits));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new TotpWindow(61, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TotpWindow(0, -1));
    }

    /** The code of eight digits by the JDK's own HMAC, with a counter of 64 bits. */
    private static String reckoned(OtpSecret secret, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.toBytes(), "HmacSHA1"));
            byte[] hash = mac.doFinal(
                    ByteBuffer.allocate(8).putLong(at.getEpochSecond() / 30).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
            return Integer.toString(100_000_000 + number % 100_000_000).substring(1);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Incident("47")
    void beforeTheFirstStepThereIsNoCode(MfaStore store) {
        Instant first = Person.START.plusSeconds(100);
        TotpParameters totp = TotpParameters.DEFAULT.withT0(first);
        Person alice = Person.on(store).brings(OtpSecret.generate(), totp);
        alice.now = first.minusSeconds(1);
        assertThat(alice.types(alice.phone.codeOfStep(0))).isEqualTo("WRONG_CODE");
        alice.now = first;
        assertThat(alice.types(alice.phone.codeOfStep(0))).isEqualTo(ACCEPTED);
        alice.now = Instant.EPOCH;
        assertThatIllegalStateException()
                .isThrownBy(() -> said(alice.mfa.verify(alice.id, "000000")))
                .withMessageContaining("clock");
    }

    /** Time was reckoned in local time, and when summer time ended an hour of codes came twice. */
    @Incident("49")
    void whenSummerTimeEndsNoCodeIsGoodTwice(MfaStore store) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            Person alice = Person.on(store);
            alice.now = Instant.parse("2026-10-25T00:29:30Z");
            alice.enrolls();
            String inSummer = alice.code();
            assertThat(alice.types(inSummer)).isEqualTo(ACCEPTED);
            assertThat(alice.later(3_600).types(inSummer)).isEqualTo("WRONG_CODE");
            assertThat(alice.types(alice.code())).isEqualTo(ACCEPTED);
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(alice.types(alice.code())).isEqualTo("REPLAYED");
            assertThat(alice.later(30).types(alice.code())).isEqualTo(ACCEPTED);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** A clock that jumped ahead and back made used codes good again, or no code good for years. */
    @Incident("52")
    void aClockThatJumpsBackMakesNoUsedCodeGood(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        String before = alice.code();
        assertThat(alice.types(before)).isEqualTo(ACCEPTED);
        String after = alice.later(3_600).code();
        assertThat(alice.types(after)).isEqualTo(ACCEPTED);
        alice.later(-3_600);
        assertThat(alice.types(before)).isEqualTo("REPLAYED");
        assertThat(alice.types(alice.code(1))).isEqualTo("REPLAYED");
        // The mark is at most one step ahead of the clock that accepted the code, so it is reached again.
        assertThat(alice.later(3_600).types(after)).isEqualTo("REPLAYED");
        assertThat(alice.types(alice.code(1))).isEqualTo(ACCEPTED);
    }

    @Incident("52")
    void afterAYearAheadTheOwnerGetsBackInByBackupCodeOrByReset(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        long year = 365L * 24 * 3_600;
        assertThat(alice.later(year).types(alice.code())).isEqualTo(ACCEPTED);
        assertThat(alice.later(-year).types(alice.code(1))).isEqualTo("REPLAYED");
        assertThat(alice.types(alice.backupCodes.get(1))).isEqualTo(ACCEPTED);
        OperationIncidents.replacesLostPhone(alice);
        assertThat(alice.later(30).types(alice.code())).isEqualTo(ACCEPTED);

        Person bob = Person.on(store).enrolls();
        assertThat(bob.later(year).types(bob.code())).isEqualTo(ACCEPTED);
        assertThat(bob.later(-year).types(bob.code(1))).isEqualTo("REPLAYED");
        OperationIncidents.enrollsAgain(
                bob, tokenOf(bob.mfa.admin().reset(bob.id, "admin")).value());
        assertThat(bob.types(bob.code())).isEqualTo(ACCEPTED);
    }
}
