package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Attacker.Count;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an attacker gets who has the password and unlimited sessions: how many guesses are compared per run and per year, and
 * the odds that follow, exactly. The table of docs/decisions.md, "guessing", is held against what is counted here.
 */
@Tag("once")
class AttackerTest {

    private static final BigDecimal PER_RUN = new BigDecimal("1e-4");
    private static final BigDecimal PER_YEAR = new BigDecimal("2.5e-3");
    /** In the 365 days that begin with the first guess 12 periods of 31 days begin; in any 365 days there are parts of 13. */
    private static final int PERIODS = 12;

    @ParameterizedTest(name = "{0} devices, numeric backup codes: {1}")
    @CsvSource({"1, false, 30", "2, false, 16", "5, false, 6", "1, true, 7"})
    void aYearOfGuessingWithUnlimitedSessionsStaysBelowTheOdds(int devices, boolean numeric, int limit) {
        Attacker attacker = new Attacker(devices, numeric);
        Count count = attacker.aYear();
        // Of a million numbers of six digits these are accepted: three steps of each device, and the backup codes.
        BigDecimal hit = BigDecimal.valueOf(3L * devices + (numeric ? 10 : 0), 6);
        BigDecimal run = hit.multiply(BigDecimal.valueOf(count.longestRun()));
        BigDecimal year = hit.multiply(BigDecimal.valueOf(count.year()));
        System.out.printf(
                Locale.ROOT,
                "Attacker, %d device(s), numeric backup codes %s: %d guesses in the longest run (odds %s), %d in the"
                        + " fullest 31 days, %d in a year (odds %s); %d calls, %d sign-ins of the owner, %d recovery links and %d unlock links%n",
                devices,
                numeric,
                count.longestRun(),
                run.toPlainString(),
                count.fullestPeriod(),
                count.year(),
                year.toPlainString(),
                count.calls(),
                count.signIns(),
                count.recoveryLinks(),
                count.unlockLinks());
        assertThat(year).isLessThanOrEqualTo(PER_YEAR);
        assertThat(run).isLessThanOrEqualTo(PER_RUN);
        // Neither more than is allowed nor less: an attacker who does not use what there is shows nothing.
        assertThat(count.longestRun()).as("stops short of the lock").isEqualTo(limit - 1);
        assertThat(count.fullestPeriod()).isEqualTo(2 * limit);
        assertThat(count.year()).isEqualTo(PERIODS * 2 * limit);
        assertThat(count.signIns()).isGreaterThan(PERIODS);
        assertThat(count.recoveryLinks()).isBetween(365, 5 * 365);
        assertThat(count.unlockLinks()).isBetween(365, 5 * 365);
    }

    /** The worst year begins when a period nearly ends of which nearly all is left. */
    @ParameterizedTest(name = "{0} devices, numeric backup codes: {1}")
    @CsvSource({"1, false, 30", "2, false, 16", "5, false, 6", "1, true, 7"})
    void whoeverSavesAPeriodForItsEndStaysBelowTheOddsInAnyYear(int devices, boolean numeric, int limit)
            throws IOException {
        Attacker attacker = new Attacker(devices, numeric);
        attacker.guessesOnceAndWaits(Duration.ofDays(26));
        Count count = attacker.aYear();
        BigDecimal hit = BigDecimal.valueOf(3L * devices + (numeric ? 10 : 0), 6);
        int most = (PERIODS + 1) * 2 * limit;
        System.out.printf(
                Locale.ROOT,
                "Attacker, %d device(s), numeric backup codes %s: %d guesses in the worst year, of at most %d (odds %s)%n",
                devices,
                numeric,
                count.year(),
                most,
                hit.multiply(BigDecimal.valueOf(most)).toPlainString());
        assertThat(count.year()).isEqualTo(most - 1);
        List<String> figures = figures(setUp(devices, numeric));
        assertThat(figures.get(4)).isEqualTo((PERIODS + 1) + " x " + 2 * limit + " = " + most);
        assertThat(hit.multiply(BigDecimal.valueOf(most))).isEqualByComparingTo(figures.get(5));
        assertThat(hit.multiply(BigDecimal.valueOf(most))).isLessThanOrEqualTo(PER_YEAR);
    }

    @ParameterizedTest(name = "{0} devices, numeric backup codes: {1}")
    @CsvSource({"1, false, 30", "2, false, 16", "5, false, 6", "1, true, 7"})
    void aRunWithoutTheOwnerEndsAtTheLock(int devices, boolean numeric, int limit) throws IOException {
        Count count = new Attacker(devices, numeric).untilLocked();
        BigDecimal hit = BigDecimal.valueOf(3L * devices + (numeric ? 10 : 0), 6);
        BigDecimal run = hit.multiply(BigDecimal.valueOf(count.longestRun()));
        System.out.printf(
                Locale.ROOT,
                "Attacker, %d device(s), numeric backup codes %s: locked after %d guesses (odds %s)%n",
                devices,
                numeric,
                count.longestRun(),
                run.toPlainString());
        assertThat(run).isLessThanOrEqualTo(PER_RUN);
        assertThat(count.longestRun()).isEqualTo(limit);
        assertThat(count.year()).isEqualTo(limit);
        List<String> figures = figures(setUp(devices, numeric));
        assertThat(hit).isEqualByComparingTo(figures.get(1));
        assertThat(figures.get(2)).isEqualTo(Integer.toString(count.longestRun()));
        assertThat(run).isEqualByComparingTo(figures.get(3));
    }

    private static String setUp(int devices, boolean numeric) {
        return numeric
                ? "one, ten six-digit backup codes"
                : Map.of(1, "one device", 2, "two", 5, "five").get(devices);
    }

    /** The cells of a row of the table: what it is about, then its figures. */
    private static List<String> figures(String about) throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/decisions.md")).stream()
                .filter(line -> line.startsWith("| " + about + " |"))
                .toList();
        assertThat(rows).as(about).hasSize(1);
        return List.of(rows.get(0).substring(2).split(" \\| ?"));
    }

    /** Someone with the password of a user who has to enroll, but without the mailbox. */
    @Test
    void aYearOfGuessingAtMailedNumbersStaysBelowTheOdds() throws IOException {
        MailAttacker attacker = new MailAttacker();
        MailAttacker.Count count = attacker.aYear();
        BigDecimal day = BigDecimal.valueOf(count.fullestDay(), 6);
        BigDecimal year = BigDecimal.valueOf(count.year(), 6);
        System.out.printf(
                Locale.ROOT,
                "Attacker without the mailbox: %d guesses in the fullest day (odds %s), %d in a year (odds %s), %d mails%n",
                count.fullestDay(),
                day.toPlainString(),
                count.year(),
                year.toPlainString(),
                count.mails());
        assertThat(count.fullestDay()).isEqualTo(5);
        assertThat(count.year()).isEqualTo(5 * 365);
        assertThat(day).isEqualByComparingTo("5e-6");
        assertThat(year).isEqualByComparingTo("1.825e-3").isLessThanOrEqualTo(PER_YEAR);
        assertThat(figures("mailed number of six digits"))
                .containsExactly(
                        "mailed number of six digits", "1e-6", "5 a day", "5e-6 a day", "365 x 5 = 1,825", "1.825e-3");
    }

    /**
     * The price of an unlock link: whoever has the mailbox and redeems one lets one more run be guessed in that period, and
     * that is not in the odds per year.
     */
    @Test
    void eachUnlockLinkThatTheOwnerRedeemsIsWorthOneRun() {
        Attacker attacker = new Attacker(1, false);
        attacker.ownerRedeemsUnlockLinks(3);
        Count count = attacker.aYear();
        System.out.printf(Locale.ROOT, "Attacker, three unlock links redeemed: %d in a year%n", count.year());
        assertThat(count.fullestPeriod()).isEqualTo(60 + 3 * 30);
        assertThat(count.year()).isEqualTo(PERIODS * 60 + 3 * 30);
    }

    /** A budget is measured by what can be hit now, so where that becomes less, what was guessed before hit more easily. */
    @Test
    void aPeriodInWhichTheSetUpShrinksStaysBelowWhatTheDecisionsSay() {
        BigDecimal devices = BigDecimal.ZERO;
        BigDecimal codes = BigDecimal.ZERO;
        int spent = 0;
        for (int left = 5; left >= 1; left--) {
            int budget = 2 * limit(left, 0);
            devices = devices.add(BigDecimal.valueOf(3L * left * (budget - spent), 6));
            spent = budget;
        }
        spent = 0;
        for (int left = 10; left >= 0; left--) {
            int budget = 2 * limit(1, left);
            codes = codes.add(BigDecimal.valueOf((3L + left) * (budget - spent), 6));
            spent = budget;
        }
        System.out.printf(Locale.ROOT, "Odds of a period in which devices go: %s, codes: %s%n", devices, codes);
        assertThat(devices).isEqualByComparingTo("4.26e-4");
        assertThat(codes).isEqualByComparingTo("4.44e-4");
    }

    private static int limit(int devices, int codesLeft) {
        MfaState.Device device = new MfaState.Device("", "", TotpParameters.DEFAULT, 0, 0, -1, 0);
        MfaState.CodeSet codes = new MfaState.CodeSet("", BackupCodeFormat.insecureShortNumeric(10, 6), codesLeft, 0);
        return Throttling.lockLimit(Collections.nCopies(devices, device), codes, TotpWindow.DEFAULT);
    }
}
