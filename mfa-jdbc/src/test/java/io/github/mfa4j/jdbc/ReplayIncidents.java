package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static io.github.mfa4j.jdbc.Person.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Codes that were accepted twice elsewhere. */
abstract class ReplayIncidents {

    /** A memory of one period is too short for a window of three steps. */
    @Incident("1")
    void allauth_aUsedCodeIsRefusedInEverySecondOfItsLife(MfaStore store) {
        for (int tolerance = 0; tolerance <= 3; tolerance++) {
            TotpWindow window = new TotpWindow(tolerance, tolerance);
            Person alice = Person.on(store, builder -> builder.window(window)).enrolls();
            assertThat(wholeLifeOfACode(alice, tolerance)).isEqualTo(onceIn(30 * (2 * tolerance + 1)));
        }
    }

    /** What is answered to one code from a second before its life to a second after it. */
    private static List<String> wholeLifeOfACode(Person alice, int tolerance) {
        TotpParameters totp = alice.phone.parameters();
        long step = totp.stepAt(alice.now) + tolerance + 1;
        String code = alice.phone.codeOfStep(step);
        alice.now = totp.startOf(step - tolerance).minusSeconds(1);
        Instant afterwards = totp.startOf(step + tolerance + 1);
        List<String> answers = new ArrayList<>();
        for (; !alice.now.isAfter(afterwards); alice.later(1)) {
            answers.add(alice.types(code));
        }
        return answers;
    }

    private static List<String> onceIn(int seconds) {
        List<String> answers = new ArrayList<>(List.of("WRONG_CODE", ACCEPTED));
        answers.addAll(Collections.nCopies(seconds - 1, "REPLAYED"));
        answers.add("WRONG_CODE");
        return answers;
    }

    /** The step that matched is remembered, not the present one. */
    @Incident("2")
    void fortify_aPhoneThatIsAheadOrBehindSignsInOncePerCode(MfaStore store) {
        for (int ahead = -1; ahead <= 1; ahead++) {
            Person alice = Person.on(store).later(-30).enrolls().later(30);
            String shown = alice.code(ahead);
            assertThat(alice.types(shown)).isEqualTo(ACCEPTED);
            for (int step = ahead; step >= -1; step--) {
                assertThat(alice.types(alice.code(step))).isEqualTo("REPLAYED");
            }
            for (int second = 0; second < 20 + 30 * (ahead + 1); second++) {
                assertThat(alice.types(shown)).isEqualTo("REPLAYED");
                alice.later(1);
            }
            assertThat(alice.types(alice.code(ahead))).isEqualTo(ACCEPTED);
        }
    }

    /** A memory keyed by the code alone makes one user's code another user's replay. */
    @Incident("2")
    void fortify_twoUsersWhoseCodesCoincideDoNotNoticeEachOther(MfaStore store) {
        OtpSecret secret = OtpSecret.generate();
        Person alice = Person.on(store).brings(secret, TotpParameters.DEFAULT).later(90);
        Person bob = Person.on(store).brings(secret, TotpParameters.DEFAULT).later(90);
        assertThat(alice.code()).isEqualTo(bob.code());
        assertThat(alice.types(alice.code())).isEqualTo(ACCEPTED);
        assertThat(bob.types(bob.code())).isEqualTo(ACCEPTED);
        assertThat(alice.types(alice.code())).isEqualTo("REPLAYED");
        assertThat(bob.types(bob.code())).isEqualTo("REPLAYED");
    }

    /** The guard was a pause of one period since the last use. */
    @Incident("3")
    void rodauth_aPauseOfOnePeriodDoesNotMakeACodeFresh(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        String code = alice.code(1);
        assertThat(alice.types(code)).isEqualTo(ACCEPTED);
        for (int pause = 29; pause <= 31; pause++) {
            assertThat(alice.later(pause == 29 ? 29 : 1).types(code)).isEqualTo("REPLAYED");
        }
    }

    @Incident("4")
    void betterAuth10387_threeSignInsWithOneCodeAreOne(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        String code = alice.code();
        assertThat(List.of(alice.types(code), alice.types(code), alice.types(code)))
                .containsExactly(ACCEPTED, "REPLAYED", "REPLAYED");
    }

    /** The first fix remembered the code only for its own interval, and not for one of a phone that drifted. */
    @Incident("5")
    void cve_2021_43177_aCodeIsNotGoodAgainInTheTrailingInterval(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        String code = alice.code();
        assertThat(alice.types(code)).isEqualTo(ACCEPTED);
        assertThat(alice.later(30).types(code)).isEqualTo("REPLAYED");

        int ahead = 7;
        assertThat(said(alice.mfa
                        .settings()
                        .resynchronizeDevice(alice.id, alice.deviceId(), alice.code(ahead - 1), alice.code(ahead))))
                .isEqualTo(ACCEPTED);
        assertThat(alice.types(alice.code(ahead))).isEqualTo("REPLAYED");
        String next = alice.later(30).code(ahead);
        assertThat(alice.types(next)).isEqualTo(ACCEPTED);
        assertThat(alice.types(next)).isEqualTo("REPLAYED");
        assertThat(alice.later(30).types(next)).isEqualTo("REPLAYED");
    }

    /** What was remembered was the text as it was typed, and what was compared was the text without spaces. */
    @Incident("6")
    void cve_2025_6014_whitespaceVariantOfAUsedCodeIsRefused(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        String code = alice.code();
        assertThat(alice.types(code)).isEqualTo(ACCEPTED);
        StoredState before = alice.stored();
        variantsOf(code)
                .forEach((variant, answer) ->
                        assertThat(alice.types(variant)).as(variant).isEqualTo(answer));
        assertThat(alice.stored()).isEqualTo(before);
    }

    /** Nor was a wrong code with a space in it the same wrong code for the limit. */
    @Incident("6")
    void cve_2025_6015_spacesAroundWrongCodesDoNotGoRoundTheLimit(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        String wrong = alice.wrongCode();
        for (String typed : List.of(wrong, " " + wrong, wrong + " ", "\t" + wrong, wrong + "\n")) {
            assertThat(alice.types(typed)).isEqualTo("WRONG_CODE");
        }
        assertThat(alice.types("  " + wrong)).isEqualTo("THROTTLED");
        assertThat(alice.types(alice.code())).isEqualTo("THROTTLED");
    }

    /** The code in the digits of a script, which is told by its zero. */
    static String inDigitsFrom(int zero, String code) {
        StringBuilder digits = new StringBuilder();
        code.chars().forEach(digit -> digits.appendCodePoint(zero + digit - '0'));
        return digits.toString();
    }

    private static Map<String, String> variantsOf(String code) {
        String middle = code.substring(0, 3) + "%s" + code.substring(3);
        String fullWidth = inDigitsFrom('\uff10', code);
        String arabic = inDigitsFrom('\u0660', code);
        return Map.ofEntries(
                Map.entry(" " + code, "REPLAYED"),
                Map.entry(code + " ", "REPLAYED"),
                Map.entry("\t" + code + "\r\n", "REPLAYED"),
                Map.entry(middle.formatted(" "), "REPLAYED"),
                Map.entry(middle.formatted("-"), "REPLAYED"),
                Map.entry(middle.formatted("\u00a0"), "REPLAYED"),
                Map.entry(fullWidth, "REPLAYED"),
                Map.entry(arabic, "REPLAYED"),
                Map.entry(middle.formatted("\u200b"), "MALFORMED"),
                Map.entry("\ufeff" + code, "MALFORMED"),
                Map.entry(code + "\0", "MALFORMED"),
                Map.entry("0" + code, "MALFORMED"),
                Map.entry(code + code, "MALFORMED"),
                Map.entry("+" + code, "MALFORMED"));
    }

    /** No guard at all, in four products. */
    @Incident("8")
    void cve_2025_43798_cve_2025_69197_cve_2026_33473_cve_2026_27855_aCodeWorksOnce(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        for (int signIn = 0; signIn < 3; signIn++) {
            String code = alice.code();
            assertThat(alice.types(code)).isEqualTo(ACCEPTED);
            assertThat(alice.types(code)).isEqualTo("REPLAYED");
            alice.later(30);
            assertThat(alice.types(code)).isEqualTo("REPLAYED");
        }
    }

    /** A memory of a fixed time is shorter than the life of a code as soon as somebody widens the period or the window. */
    @Incident("9")
    void infisical6112_theMemoryLastsAsLongAsTheCodeWhateverThePeriod(MfaStore store) {
        TotpParameters slow = TotpParameters.of(OtpAlgorithm.SHA256, 8, Duration.ofMinutes(2));
        Person alice = Person.on(store, builder -> builder.window(new TotpWindow(4, 4)))
                .brings(OtpSecret.generate(32), slow)
                .later(5 * 120);
        String code = alice.code(4);
        assertThat(alice.types(code)).isEqualTo(ACCEPTED);
        Instant lastSecond = slow.startOf(slow.stepAt(alice.now) + 9).minusSeconds(1);
        alice.now = lastSecond;
        assertThat(alice.types(code)).isEqualTo("REPLAYED");
        assertThat(alice.later(1).types(code)).isEqualTo("WRONG_CODE");
    }

    /** Elsewhere a code that has just signed somebody in confirms the next sensitive action as well. */
    @Incident("10")
    void aspNetCore_aCodeThatOpenedOneDoorOpensNoOther(MfaStore store) {
        for (Door first : Door.values()) {
            if (first == Door.REPLACE_LOST_DEVICES_BY_BACKUP_CODE_ONLY) {
                continue;
            }
            Person alice = Person.on(store, builder -> builder.trustBrowsersFor(Duration.ofDays(30)))
                    .enrolls();
            Door.Visit visit = Door.Visit.withATablet(alice);
            String code = alice.code();
            assertThat(said(first.through(alice.mfa, visit, code)))
                    .as(first.name())
                    .isEqualTo(ACCEPTED);
            for (Door second : Door.values()) {
                assertThat(said(second.through(alice.mfa, visit, code)))
                        .as(second + " after " + first)
                        .isEqualTo(afterwards(first, second));
            }
        }
    }

    private static String afterwards(Door first, Door second) {
        if (first == Door.DISABLE) {
            return "NOT_ENABLED";
        }
        boolean gone = first == Door.REMOVE_DEVICE && second == Door.REMOVE_DEVICE;
        return gone ? "UNKNOWN_DEVICE" : second.toAUsedAppCode();
    }

    /** The same of a backup code: each door that takes one takes it from all the others. */
    @Incident("10")
    void aspNetCore_aBackupCodeThatOpenedOneDoorOpensNoOther(MfaStore store) {
        for (Door first : Door.values()) {
            if (first == Door.RESYNCHRONIZE_BY_TWO_APP_CODES_ONLY) {
                continue;
            }
            Person alice = Person.on(store, builder -> builder.trustBrowsersFor(Duration.ofDays(30)))
                    .enrolls();
            Door.Visit visit = Door.Visit.withATablet(alice);
            String paper = alice.backupCodes.get(0);
            assertThat(said(first.through(alice.mfa, visit, paper)))
                    .as(first.name())
                    .isEqualTo(ACCEPTED);
            for (Door second : Door.values()) {
                boolean nothingToOpen = afterwards(first, second).matches("NOT_ENABLED|UNKNOWN_DEVICE");
                assertThat(said(second.through(alice.later(3_600).mfa, visit, paper)))
                        .as(second + " after " + first)
                        .isEqualTo(nothingToOpen ? afterwards(first, second) : second.toAWrongBackupCode());
            }
        }
    }

    @Incident("11")
    void authelia_theCodeThatConfirmedTheSetUpDoesNotSignIn(MfaStore store) {
        Person alice = Person.on(store);
        Enrollment.Offered offer = alice.scans();
        String code = alice.code();
        Confirmation.AwaitingActivation shown =
                Person.got(Confirmation.AwaitingActivation.class, alice.mfa.confirm(alice.id, offer.id(), code));
        assertThat(said(alice.mfa.activate(alice.id, shown.setId()))).isEqualTo(ACCEPTED);
        assertThat(alice.types(code)).isEqualTo("REPLAYED");
        assertThat(alice.types(alice.code(-1))).isEqualTo("REPLAYED");
        assertThat(alice.types(alice.code(1))).isEqualTo(ACCEPTED);
    }

    /** What a server keeps in its memory, a restart and a second server do not know. */
    @Incident("12")
    void vault_aRestartOrASecondServerRemembersUsedCodes(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        String code = alice.code();
        Mfa second = alice.server();
        assertThat(alice.types(code)).isEqualTo(ACCEPTED);
        assertThat(said(second.verify(alice.id, code))).isEqualTo("REPLAYED");
        assertThat(said(alice.server().verify(alice.id, code))).isEqualTo("REPLAYED");
        String paper = alice.backupCodes.get(0);
        assertThat(said(second.verify(alice.id, paper))).isEqualTo(ACCEPTED);
        assertThat(said(alice.server().verify(alice.id, paper))).isEqualTo("WRONG_CODE");
    }
}
