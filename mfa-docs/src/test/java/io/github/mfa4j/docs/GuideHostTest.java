package io.github.mfa4j.docs;

import static io.github.mfa4j.docs.CompiledPage.ask;
import static io.github.mfa4j.docs.GuideApplication.ADDRESS;
import static io.github.mfa4j.docs.GuideApplication.GUIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.BearerToken;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaAdmin;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.MfaRecovery;
import io.github.mfa4j.MfaSettings;
import io.github.mfa4j.Verification;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.docs.GuideApplication.Person;
import io.github.mfa4j.docs.GuideApplication.Session;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.testkit.MutableClock;
import io.github.mfa4j.testkit.TestPhone;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/guide.md says besides the flows: the first program, the index, ways out of a lock, and how to test. */
class GuideHostTest {

    private static final String PAGE = JavaBlocks.of("docs/guide.md").text();

    private final GuideApplication app = new GuideApplication();

    @Test
    void theFirstProgramGoesThroughAllSteps() throws Exception {
        String classPath = GUIDE.folder().toAbsolutePath()
                + File.pathSeparator
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(classPath)
                .contains(GuideApplication.between(PAGE, "$HOME/.m2/repository", "\" FirstEnrollment.java"));
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "FirstEnrollment")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
                PrintStream in = new PrintStream(program.getOutputStream(), true, StandardCharsets.UTF_8)) {
            String key = lineWith(out, "or type the key: ");
            Totp phone = Totp.of(OtpSecret.ofBase32(key.substring(key.lastIndexOf(": ") + 2)));
            lineWith(out, "The code in the app:");
            in.println("not a code");
            assertThat(lineWith(out, "Rejected")).contains("MALFORMED");
            in.println(phone.code(Instant.now()));
            lineWith(out, "The code in the app:");
            String backupCode = lineWith(out, "-");
            lineWith(out, "Save these codes");
            in.println();
            assertThat(lineWith(out, "On. ")).endsWith("Challenge[]");
            in.println(backupCode);
            assertThat(lineWith(out, "Accepted")).contains("BACKUP_CODE", "9");
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroy();
        }
    }

    private static String lineWith(BufferedReader out, String text) throws Exception {
        String line = out.readLine();
        while (line != null && !line.contains(text)) {
            line = out.readLine();
        }
        assertThat(line).as("a line with " + text).isNotNull();
        return line;
    }

    @Test
    void theIndexNamesEveryCallAndEveryFlow() {
        String index = PAGE.substring(PAGE.indexOf("## Which call"), PAGE.indexOf("## In short"));
        Set<String> calls = Stream.of(Mfa.class, MfaSettings.class, MfaRecovery.class, MfaAdmin.class)
                .flatMap(type -> publicMethods(type).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        calls.remove("builder");
        assertThat(codeWords(index)).containsAll(calls);
        for (int flow = 1; flow <= 13; flow++) {
            assertThat(index).containsOnlyOnce("| F" + flow + " |");
        }
    }

    @Test
    void everyOptionOfTheBuilderIsExplained() {
        String options = PAGE.substring(PAGE.indexOf("| option | default |"), PAGE.indexOf("## Signing in"));
        Set<String> expected = publicMethods(MfaBuilder.class);
        expected.remove("build");
        assertThat(codeWords(options.replaceAll("(?m)^(\\|[^|]*\\|).*$", "$1")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Set<String> publicMethods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(method -> method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Method names in back quotes, with or without parentheses. */
    private static Set<String> codeWords(String text) {
        return Pattern.compile("`(\\w+)(?:\\(\\))?`")
                .matcher(text)
                .results()
                .map(word -> word.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void anOwnerUnderAttackHasBackupCodesAndTrustedBrowsersUntilThePeriodEnds() {
        Person alice = app.enrolled("alice");
        Instant begin = app.clock.instant();
        List<BearerToken> cookies = new ArrayList<>();
        Consumer<BearerToken> keep = cookies::add;
        Session session = new Session();
        session.user = "alice";
        ask(app.signIn, "codeAndTrust", session.forPages, app.code(alice), "Firefox on Linux", keep);
        for (int i = 1; i <= 60; i++) {
            app.pass(Duration.ofHours(1));
            assertThat(app.signsIn("alice", app.wrongCode(alice))).isFalse();
            if (i % 20 == 0 && i < 60) {
                app.pass(Duration.ofHours(1));
                assertThat(app.signsIn("alice", app.code(alice))).isTrue();
            }
        }
        app.pass(Duration.ofHours(1));
        String end = begin.plus(Duration.ofHours(1)).plus(Duration.ofDays(31)).toString();
        assertThat(app.typeCode(session, app.code(alice))).isEqualTo("/code?because=LOCKED&until=" + end);
        assertThat(app.signsIn("alice", alice.backupCodes().get(0))).isTrue();
        assertThat(ask(
                        app.signIn,
                        "afterPassword",
                        session.forPages,
                        "alice",
                        cookies.get(0).value()))
                .isEqualTo("/home");
        assertThat(app.signsIn("alice", app.code(alice))).isFalse();

        List<String> issued = ask(
                        app.settings,
                        "newBackupCodes",
                        "alice",
                        alice.backupCodes().get(1))
                .lines()
                .toList();
        assertThat(ask(app.setUp, "codesSaved", session.values, "alice", issued.get(0)))
                .endsWith("with 10 backup codes.");
        assertThat(app.signsIn("alice", issued.get(1))).isTrue();

        assertThat(ask(app.lostPhone, "mailUnlockLink", "alice", ADDRESS)).isEqualTo("We mailed you a link.");
        assertThat(ask(app.lostPhone, "unlock", "alice", app.lastMailFrom("#")))
                .isEqualTo("Codes are looked at again.");
        assertThat(app.signsIn("alice", app.code(alice))).isTrue();
    }

    @Test
    void thirtyWrongCodesInARowLockAndAnAdministratorUnlocks() {
        Person alice = app.enrolled("alice");
        for (int i = 0; i < 30; i++) {
            assertThat(app.signsIn("alice", app.wrongCode(alice))).isFalse();
            app.pass(Duration.ofHours(1));
        }
        Session session = new Session();
        session.user = "alice";
        assertThat(app.typeCode(session, app.code(alice))).isEqualTo("/code?because=LOCKED");
        assertThat(ask(app.helpDesk, "unlock", "alice", "carol")).isEqualTo("unlocked");
        assertThat(app.signsIn("alice", app.code(alice))).isTrue();
        assertThat(app.notices)
                .filteredOn(text -> text.startsWith("Somebody who knows your password"))
                .hasSize(1);
    }

    @Test
    void whoeverWasResetBringsThePermitOfTheHelpDesk() {
        Person alice = app.enrolled("alice");
        String permit =
                ask(app.helpDesk, "reset", "alice", "carol").substring("Hand this over, to nobody else: ".length());
        Session session = new Session();
        assertThat(app.afterPassword(session, "alice")).isEqualTo("/set-up/prove");
        session.values.put("permit", permit);
        Person again = app.complete("alice", ask(app.setUp, "scan", session.values, "alice", ADDRESS));
        assertThat(app.signsIn("alice", app.code(alice))).isFalse();
        assertThat(app.signsIn("alice", app.code(again))).isTrue();
    }

    @Test
    void aClockThatIsOffIsAllowedForAfterTwoCodes() {
        Person alice = app.enrolled("alice");
        TestPhone fast = alice.phone().drifting(Duration.ofMinutes(2));
        Instant now = app.clock.instant();
        assertThat(app.signsIn("alice", fast.code(now))).isFalse();
        String device = app.mfa.status("alice").devices().get(0).id();
        assertThat(ask(app.settings, "clockIsOff", "alice", device, fast.code(now), fast.nextCode(now)))
                .isEqualTo("your codes work again");
        app.pass(Duration.ofMinutes(1));
        assertThat(app.signsIn("alice", fast.code(app.clock.instant()))).isTrue();
    }

    @Test
    void theUserForTestsIsEnrolled() throws Exception {
        BiConsumer<String, String> outbox = (user, text) -> app.notices.add(text);
        MfaBuilder builder = (MfaBuilder) GUIDE.callStatic(
                "SecondFactor",
                "configured",
                new InMemoryMfaStore(),
                key(),
                List.of(),
                List.of(GUIDE.make("Notices", outbox)));
        Object user = GUIDE.make("EnrolledUser", builder, "alice");
        Mfa mfa = (Mfa) user.getClass().getField("mfa").get(user);
        TestPhone phone = (TestPhone) user.getClass().getField("phone").get(user);
        MutableClock clock = (MutableClock) user.getClass().getField("clock").get(user);
        assertThat(mfa.verify("alice", phone.code(clock.instant()))).isInstanceOf(Verification.Accepted.class);
    }

    private static byte[] key() {
        return "a key of thirty-two bytes: 32 of".getBytes(StandardCharsets.US_ASCII);
    }
}
