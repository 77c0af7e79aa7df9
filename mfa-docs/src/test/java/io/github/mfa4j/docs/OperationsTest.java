package io.github.mfa4j.docs;

import static io.github.mfa4j.docs.CompiledPage.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfa4j.BearerToken;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.SignIn;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.docs.GuideApplication.Person;
import io.github.mfa4j.docs.GuideApplication.Session;
import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.RecoveryEvent;
import io.github.mfa4j.spi.SecretCipher;
import io.github.mfa4j.testkit.TestPhone;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** docs/operations.md: the key is exchanged, or lost, and a backup is restored, with the code of the page. */
class OperationsTest {

    private static final CompiledPage PAGE = CompiledPage.of("docs/operations.md");
    private static final List<String> USERS = List.of("alice", "bob", "carol", "dave");

    private final MfaStore store = new InMemoryMfaStore();

    @Test
    void theKeyIsExchangedInThreeDeploymentsWithoutAnInterruption() {
        byte[] oldKey = key('o');
        byte[] newKey = key('n');
        GuideApplication before = sealing(store, ring("first", oldKey, newKey));
        Person alice = before.enrolled("alice");
        GuideApplication after = sealing(store, ring("second", oldKey, newKey));
        Person bob = after.enrolled("bob");
        GuideApplication notYet = sealing(store, ring("third", newKey));
        before.clock.set(after.clock.instant());
        notYet.clock.set(after.clock.instant());
        assertThat(before.signsIn("bob", after.code(bob))).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> notYet.signsIn("alice", before.code(alice)))
                .withMessageContaining("'k1'");
        // Bob's was sealed with the old key again, by the server that still does.
        assertThat(sweep(notYet.mfa)).isEqualTo(List.of("alice", "bob"));

        assertThat(sweep(after.mfa)).isEqualTo(List.of());
        assertThat(after.mfa.admin().reseal("alice")).isFalse();
        assertThat(notYet.signsIn("alice", before.code(alice))).isTrue();
    }

    private static Object sweep(Mfa mfa) {
        return PAGE.callStatic("ResealSweep", "run", mfa, USERS);
    }

    private static SecretCipher ring(String deployment, Object... keys) {
        return (SecretCipher) PAGE.callStatic("KeyRing", deployment, keys);
    }

    private static GuideApplication sealing(MfaStore store, SecretCipher cipher) {
        return new GuideApplication(store, builder -> builder.secretCipher(cipher));
    }

    private static byte[] key(char of) {
        return (of + " key of thirty-two bytes: 32 of").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void whoLostTheKeyHasTheWaysThatNeedNoSecret() {
        GuideApplication before = sealing(store, ring("third", (Object) key('o')));
        Person alice = before.enrolled("alice");
        before.enrolled("bob");
        before.enrolled("carol");
        GuideApplication lost = sealing(store, ring("second", key('x'), key('y')));
        assertThatIllegalStateException().isThrownBy(() -> lost.signsIn("alice", before.code(alice)));
        assertThat(lost.mfa.afterPassword("alice")).isEqualTo(new SignIn.Challenge());
        assertThat(lost.mfa.status("alice").devices()).hasSize(1);
        assertThat(ask(lost.settings, "passwordChanged", "alice")).isEqualTo("no browser is trusted");

        Session session = new Session();
        ask(lost.lostPhone, "mailRecoveryLink", "alice", GuideApplication.ADDRESS);
        ask(lost.lostPhone, "recover", session.values, "alice", lost.lastMailFrom("#"));
        Person again = enrollAgain(lost, session, "alice");
        assertThat(lost.signsIn("alice", lost.code(again))).isTrue();

        String permit = ask(lost.helpDesk, "reset", "bob", "carol");
        session.values.put("permit", permit.substring(permit.lastIndexOf(' ') + 1));
        assertThat(lost.signsIn("bob", lost.code(enrollAgain(lost, session, "bob"))))
                .isTrue();
    }

    private static Person enrollAgain(GuideApplication app, Session session, String user) {
        return app.complete(user, ask(app.setUp, "scan", session.values, user, GuideApplication.ADDRESS));
    }

    @Test
    void aRestoredBackupBringsBackWhatTheRepairRemoves() {
        GuideApplication app = new GuideApplication(store, builder -> builder);
        Person alice = app.enrolled("alice");
        Person bob = app.enrolled("bob");
        Person carol = app.enrolled("carol");
        TestPhone stolen = app.addedPhone(bob, "Stolen phone");
        BearerToken cookie = trustedBrowser(app, carol);
        MfaStore backup = copy(store);
        int told = app.events.size();

        app.pass(Duration.ofHours(1));
        Person dave = app.enrolled("dave");
        assertThat(app.signsIn("dave", dave.backupCodes().get(0))).isTrue();
        assertThat(app.signsIn("alice", alice.backupCodes().get(0))).isTrue();
        String device = app.mfa.status("bob").devices().get(1).id();
        assertThat(ask(app.settings, "removeDevice", "bob", device, app.code(bob)))
                .isEqualTo("removed");
        ask(app.settings, "passwordChanged", "carol");
        String used = app.code(carol);
        assertThat(app.signsIn("carol", used)).isTrue();

        GuideApplication broken = restored(backup, app);
        assertThat(broken.signsIn("alice", alice.backupCodes().get(0))).isTrue();
        assertThat(broken.signsIn("bob", stolen.code(app.clock.instant()))).isTrue();
        assertThat(broken.signsIn("carol", used)).isTrue();
        assertThat(broken.mfa.afterPassword("carol", cookie.value())).isEqualTo(new SignIn.Allow(true));
        assertThat(broken.mfa.afterPassword("dave")).isEqualTo(new SignIn.Allow(false));

        GuideApplication repaired = restored(backup, app);
        Set<String> fromTheLog = usersToRepair(app.events.subList(told, app.events.size()));
        assertThat(fromTheLog).containsExactlyInAnyOrder("alice", "bob", "dave");
        assertThat(PAGE.callStatic("AfterRestore", "repair", repaired.mfa, fromTheLog, USERS))
                .isEqualTo(Set.of("alice", "bob"));
        repaired.pass(Duration.ofMinutes(10));
        assertThat(repaired.mfa.afterPassword("alice")).isEqualTo(new SignIn.EnrollNow(true));
        assertThat(repaired.mfa.afterPassword("bob")).isEqualTo(new SignIn.EnrollNow(true));
        assertThat(repaired.mfa.afterPassword("carol", cookie.value())).isEqualTo(new SignIn.Challenge());
        assertThat(repaired.signsIn("carol", used)).isFalse();
        assertThat(repaired.signsIn("carol", repaired.code(carol))).isTrue();
    }

    /** Whatever brings back an old state when it is undone, of a user who is called as the event is. */
    @Test
    void theLogTellsWhomARestoreBringsSomethingBackFor() {
        Instant at = Instant.EPOCH;
        List<MfaEvent> all = List.of(
                new MfaEvent.CodeAccepted("backup code", at, CodeKind.BACKUP_CODE, Optional.empty(), 9, 0),
                new MfaEvent.CodeAccepted("app code", at, CodeKind.APP_CODE, Optional.of("kind"), 9, 0),
                new MfaEvent.BackupCodesReplaced("replaced codes", at, 10),
                new MfaEvent.DeviceRemoved("removed", at, "userId=\"nobody\"", 1),
                new MfaEvent.DevicesReplaced("replaced", at, "Phone", 1),
                new MfaEvent.Disabled("disabled", at, 1),
                new RecoveryEvent.Recovered("recovered", at, 1),
                new RecoveryEvent.Reset("reset", at, 1, "carol"),
                new MfaEvent.DeviceRenamed("renamed", at, "MFA", "Disabled"),
                new RecoveryEvent.RecoveryLinkIssued("mailed", at, at),
                new MfaEvent.Enabled("enabled", at, "Phone", 10));
        assertThat(usersToRepair(all))
                .containsExactlyInAnyOrder(
                        "backup code", "replaced codes", "removed", "replaced", "disabled", "recovered", "reset");
    }

    /** Does what the page says with the lines of a log. */
    private static Set<String> usersToRepair(List<MfaEvent> events) {
        List<List<String>> wanted =
                MarkdownTable.rows("docs/operations.md", "| message of the line | only with the pair |");
        Set<String> users = new TreeSet<>();
        for (String line : LogFile.of(events)) {
            for (List<String> row : wanted) {
                String[] pair = row.get(1).replace("`", "").split(" = ");
                if (line.matches("[A-Z]+ " + MarkdownTable.code(row.get(0)) + " .*")
                        && (pair.length == 1 || line.contains(" " + pair[0] + "=\"" + pair[1] + "\""))) {
                    users.add(GuideApplication.between(line, "userId=\"", "\""));
                }
            }
        }
        return users;
    }

    private static BearerToken trustedBrowser(GuideApplication app, Person person) {
        List<BearerToken> cookies = new ArrayList<>();
        Consumer<BearerToken> keep = cookies::add;
        Session session = new Session();
        session.user = person.user();
        ask(app.signIn, "codeAndTrust", session.forPages, app.code(person), "Firefox on Linux", keep);
        return cookies.get(0);
    }

    private static GuideApplication restored(MfaStore backup, GuideApplication before) {
        GuideApplication app = new GuideApplication(copy(backup), builder -> builder);
        app.clock.set(before.clock.instant());
        return app;
    }

    private static MfaStore copy(MfaStore store) {
        MfaStore copy = new InMemoryMfaStore();
        for (String user : USERS) {
            store.find(user)
                    .ifPresent(state ->
                            assertThat(copy.compareAndSet(user, 0, state)).isTrue());
        }
        return copy;
    }
}
