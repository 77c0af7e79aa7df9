package io.github.mfa4j;

import static io.github.mfa4j.Fixture.START;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.Fixture.token;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_ATTEMPTS;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_MAILS;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How many numbers are mailed and how many wrong ones are looked at, whatever happens in between and whatever the clock says. */
class EmailLimitsTest {

    private static final String ADDRESS = "alice@example.com";
    private static final long DAY = 86_400;
    private static final String NOTHING = "0 written, 0 opened, 0 sealed, 0 hashed";

    private final Fixture host = new Fixture(MfaBuilder::requireEmailProof);

    private Instant now() {
        return host.clock.instant();
    }

    private EmailCode create() {
        return host.mfa.createEmailCode(USER, ADDRESS);
    }

    private String mailed() {
        return ((EmailCode.Issued) create()).code();
    }

    /** A number that is not the given one, as nine hundred thousand others are not. */
    private String mailedOtherThan(String first) {
        String code;
        do {
            host.clock.moveSeconds(60);
            code = mailed();
        } while (code.equals(first));
        return code;
    }

    private Grant prove(String typed) {
        return host.mfa.proveEmail(USER, ADDRESS, typed);
    }

    private static String wrong(String code) {
        return code.substring(0, 5) + (char) ('0' + (code.charAt(5) - '0' + 1) % 10);
    }

    @Test
    void theNextCodeIsMailedAMinuteLaterAndVoidsTheOneBefore() {
        String first = mailed();
        host.clock.moveSeconds(59);
        host.forgetCounts();
        assertThat(create()).isEqualTo(Rejected.until(TOO_MANY_MAILS, START.plusSeconds(60)));
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(USER, now(), TOO_MANY_MAILS, 0));
        host.clock.moveSeconds(-59);
        String second = mailedOtherThan(first);
        assertThat(reason(prove(first))).isEqualTo(WRONG_CODE);
        assertThat(prove(second)).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void tenCodesADayAreTheMostAndTheDayBeginsWithTheFirst() {
        for (int i = 0; i < 10; i++) {
            assertThat(create()).isInstanceOf(EmailCode.Issued.class);
            host.clock.moveSeconds(60);
        }
        Rejected tomorrow = Rejected.until(TOO_MANY_MAILS, START.plusSeconds(DAY));
        host.forgetCounts();
        assertThat(create()).isEqualTo(tomorrow);
        host.clock.set(START.plusSeconds(DAY - 1));
        assertThat(create()).isEqualTo(tomorrow);
        assertThat(host.cost()).isEqualTo(NOTHING);
        host.clock.moveSeconds(1);
        assertThat(create()).isInstanceOf(EmailCode.Issued.class);
        assertThat(host.state().mails().codes().count()).isEqualTo(1);
    }

    @Test
    void theEndOfADayDoesNotShortenTheMinute() {
        assertThat(create()).isInstanceOf(EmailCode.Issued.class);
        host.clock.moveSeconds(DAY - 1);
        assertThat(create()).isInstanceOf(EmailCode.Issued.class);
        host.clock.moveSeconds(1);
        Rejected later = Rejected.until(TOO_MANY_MAILS, START.plusSeconds(DAY + 59));
        assertThat(create()).isEqualTo(later);
        host.clock.moveSeconds(58);
        assertThat(create()).isEqualTo(later);
        host.clock.moveSeconds(1);
        assertThat(create()).isInstanceOf(EmailCode.Issued.class);
        assertThat(host.state().mails().codes().count()).isEqualTo(1);
    }

    @Test
    void atTheTimeOfRetryTheNextMailIsReallySent() {
        for (int i = 0; i < 9; i++) {
            assertThat(create()).isInstanceOf(EmailCode.Issued.class);
            host.clock.moveSeconds(60);
        }
        host.clock.set(START.plusSeconds(DAY - 20));
        assertThat(create()).isInstanceOf(EmailCode.Issued.class);
        Rejected later = (Rejected) create();
        assertThat(later).isEqualTo(Rejected.until(TOO_MANY_MAILS, START.plusSeconds(DAY + 40)));
        host.clock.set(later.retryAt().orElseThrow());
        assertThat(create()).isInstanceOf(EmailCode.Issued.class);
    }

    @Test
    void fiveWrongCodesOverAllMailsAreTheEndOfTheDay() {
        String code = mailed();
        host.forgetCounts();
        for (int i = 1; i <= 5; i++) {
            Grant answer = prove(wrong(code));
            assertThat(answer)
                    .isEqualTo(
                            i < 5
                                    ? Rejected.because(WRONG_CODE)
                                    : Rejected.until(TOO_MANY_ATTEMPTS, START.plusSeconds(DAY)));
            assertThat(host.cost()).isEqualTo("1 written, 1 opened, 0 sealed, 0 hashed");
            assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(USER, now(), reason(answer), i));
            host.clock.moveSeconds(60);
            code = i == 5 ? code : mailed();
            host.forgetCounts();
        }
        assertThat(reason(prove(code))).as("the right one").isEqualTo(SUPERSEDED);
        for (long second : new long[] {300, DAY - 1}) {
            host.clock.set(START.plusSeconds(second));
            assertThat(create()).isEqualTo(Rejected.until(TOO_MANY_ATTEMPTS, START.plusSeconds(DAY)));
        }
        assertThat(host.cost()).isEqualTo(NOTHING);
        host.clock.moveSeconds(1);
        String next = mailed();
        for (int i = 0; i < 4; i++) {
            assertThat(reason(prove(wrong(next)))).isEqualTo(WRONG_CODE);
        }
        assertThat(prove(next)).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void aRightCodeForgivesTheWrongOnes() {
        for (int round = 0; round < 2; round++) {
            String code = mailed();
            for (int i = 0; i < 4; i++) {
                assertThat(reason(prove(wrong(code)))).isEqualTo(WRONG_CODE);
            }
            assertThat(prove(code)).isInstanceOf(Grant.Granted.class);
            host.clock.moveSeconds(60);
        }
    }

    @Test
    void wrongCodesForTheLastMailOfADayAreCountedOnTheNext() {
        assertThat(create()).isInstanceOf(EmailCode.Issued.class);
        host.clock.moveSeconds(DAY - 1);
        String code = mailed();
        host.clock.moveSeconds(11);
        for (int i = 0; i < 4; i++) {
            assertThat(reason(prove(wrong(code)))).isEqualTo(WRONG_CODE);
        }
        assertThat(prove(wrong(code))).isEqualTo(Rejected.until(TOO_MANY_ATTEMPTS, now().plusSeconds(DAY)));
        assertThat(reason(prove(code))).isEqualTo(SUPERSEDED);
        assertThat(create()).isEqualTo(Rejected.until(TOO_MANY_ATTEMPTS, now().plusSeconds(DAY)));
    }

    private void exhaustTries() {
        String code = mailed();
        for (int i = 0; i < 5; i++) {
            assertThat(prove(wrong(code))).isInstanceOf(Rejected.class);
        }
        assertThat(reason(create())).isEqualTo(TOO_MANY_ATTEMPTS);
    }

    @Test
    void switchingOffDoesNotBeginTheDayAnew() {
        Fixture other = new Fixture();
        assertThat(other.mfa.createEmailCode(USER, ADDRESS)).isInstanceOf(EmailCode.Issued.class);
        Fixture.Owner owner = other.enable();
        assertThat(other.mfa.settings().disable(USER, owner.phone().code(other.clock.instant())))
                .isEqualTo(new Change.Done());
        long at = START.getEpochSecond();
        assertThat(other.record(USER)).isEqualTo("mfa4j1;x=1," + at + "," + at + ",0,0,0,0,0,0,0");
        for (int i = 2; i <= 10; i++) {
            assertThat(other.mfa.createEmailCode(USER, ADDRESS)).isInstanceOf(EmailCode.Issued.class);
            other.clock.moveSeconds(60);
        }
        assertThat(other.mfa.createEmailCode(USER, ADDRESS))
                .isEqualTo(Rejected.until(TOO_MANY_MAILS, START.plusSeconds(DAY)));
    }

    @Test
    void neitherResetNorRecoveryForgivesWrongCodes() {
        String permit = token(prove(mailed())).value();
        host.complete(USER, (Enrollment.Offered) host.mfa.enrollWithPermit(USER, ADDRESS, "Phone", permit));
        assertThat(host.mfa.admin().reset(USER, "root")).isInstanceOf(Grant.Granted.class);
        exhaustTries();
        Rejected tomorrow = Rejected.until(TOO_MANY_ATTEMPTS, START.plusSeconds(DAY));
        assertThat(host.mfa.admin().reset(USER, "root")).isInstanceOf(Grant.Granted.class);
        assertThat(create()).isEqualTo(tomorrow);
        String link = token(host.mfa.recovery().createRecoveryLink(USER)).value();
        assertThat(host.mfa.recovery().redeemRecoveryLink(USER, link)).isInstanceOf(Grant.Granted.class);
        assertThat(create()).isEqualTo(tomorrow);
    }

    @Test
    void aCodeThatIsOutDiesWithAResetAndWithARecovery() {
        String permit = token(prove(mailed())).value();
        host.complete(USER, (Enrollment.Offered) host.mfa.enrollWithPermit(USER, ADDRESS, "Phone", permit));
        assertThat(host.mfa.admin().reset(USER, "root")).isInstanceOf(Grant.Granted.class);
        String code = mailed();
        assertThat(host.mfa.admin().reset(USER, "root")).isInstanceOf(Grant.Granted.class);
        assertThat(host.record(USER)).doesNotContain(";c=", ";s=");
        assertThat(reason(prove(code))).isEqualTo(SUPERSEDED);
        String next = mailedOtherThan(code);
        String link = token(host.mfa.recovery().createRecoveryLink(USER)).value();
        assertThat(host.mfa.recovery().redeemRecoveryLink(USER, link)).isInstanceOf(Grant.Granted.class);
        assertThat(reason(prove(next))).isEqualTo(SUPERSEDED);
    }

    @Test
    void aClockThatWasAYearAheadStopsNoMails() {
        host.clock.set(START.plusSeconds(365 * DAY));
        exhaustTries();
        host.clock.set(START);
        for (int i = 0; i < 10; i++) {
            assertThat(create()).isInstanceOf(EmailCode.Issued.class);
            host.clock.moveSeconds(60);
        }
        assertThat(create()).isEqualTo(Rejected.until(TOO_MANY_MAILS, START.plusSeconds(DAY)));
    }

    @Test
    void aClockThatWasADayAheadStopsNoMailsAndASecondLessIsBelieved() {
        host.clock.set(START.plusSeconds(DAY));
        assertThat(create()).isInstanceOf(EmailCode.Issued.class);
        host.clock.set(START.plusSeconds(1));
        assertThat(create()).isEqualTo(Rejected.until(TOO_MANY_MAILS, START.plusSeconds(DAY + 60)));
        host.clock.set(START);
        assertThat(create()).isInstanceOf(EmailCode.Issued.class);
    }

    @Test
    void aCodeFromAClockThatIsTwoMinutesAheadIsGoodAndFromOneThatIsFurtherAheadIsNot() {
        String code = mailed();
        host.clock.move(Duration.ofSeconds(-120));
        assertThat(prove(code)).isInstanceOf(Grant.Granted.class);
        host.clock.set(START.plusSeconds(60));
        String next = mailed();
        host.clock.move(Duration.ofSeconds(-121));
        assertThat(create()).isEqualTo(Rejected.until(TOO_MANY_MAILS, START.plusSeconds(120)));
        String before = host.record(USER);
        assertThat(reason(prove(next))).isEqualTo(EXPIRED);
        assertThat(host.record(USER)).isEqualTo(before);
        host.clock.set(START.plusSeconds(60));
        assertThat(prove(next)).as("it was this clock that was wrong").isInstanceOf(Grant.Granted.class);
    }
}
