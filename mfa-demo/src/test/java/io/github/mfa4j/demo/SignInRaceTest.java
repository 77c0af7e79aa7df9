package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another browser does while somebody signs in or changes the password: a trigger of the database holds it open. */
class SignInRaceTest {

    private static final String EMAIL = "alice@example.com";

    private static final AtomicInteger STEPS_BEFORE = new AtomicInteger();
    private static final AtomicReference<@Nullable Runnable> MEANWHILE = new AtomicReference<>();

    private TestDemo demo;
    private Database database;
    private WebUser elsewhere;
    private WebUser user;

    /** Called before a session is taken away, which is how each step of a sign-in begins. */
    public static final class BeforeStep implements Trigger {

        @Override
        public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) {
            if (STEPS_BEFORE.getAndDecrement() == 0) {
                Runnable task = MEANWHILE.getAndSet(null);
                if (task != null) {
                    task.run();
                }
            }
        }
    }

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        demo = TestDemo.start(data);
        // H2 lets the same process open its file once more.
        database = Database.inFile(DataDirectory.open(data));
        elsewhere = demo.newBrowser().registeredAndSignedIn(EMAIL);
        user = demo.newBrowser();
        database.sql()
                .update("create trigger before_step before delete on demo_session call '" + BeforeStep.class.getName()
                        + "'");
    }

    @AfterEach
    void stop() {
        MEANWHILE.set(null);
        database.close();
        demo.close();
    }

    private Answer signInWhile(int stepsBefore, Runnable change) {
        user.get("/sign-in");
        MEANWHILE.set(change);
        STEPS_BEFORE.set(stepsBefore);
        Answer answer = user.post("/sign-in", "email", EMAIL, "password", WebUser.PASSWORD);
        assertThat(MEANWHILE.get()).as("what was to change meanwhile").isNull();
        return answer;
    }

    private List<String> stages() {
        return database.sql().list(row -> row.getString(1), "select stage from demo_session where account is not null");
    }

    @Test
    void aPasswordThatIsChangedMeanwhileSignsNobodyIn() {
        Answer answer = signInWhile(0, () -> {
            elsewhere.get("/password");
            Answer changed = elsewhere.submit(
                    "/password", "password", WebUser.PASSWORD, "new-password", "another good password");
            assertThat(changed.notice()).contains("Your password is changed");
        });
        assertThat(answer.header("Location")).isEqualTo("/sign-in");
        assertThat(user.get("/sign-in").notice()).contains("Your password was changed meanwhile");
        assertThat(user.get("/security").header("Location")).isEqualTo("/sign-in");
        assertThat(stages()).containsExactly("FULL");
    }

    @Test
    void aSecondFactorThatIsSwitchedOnMeanwhileIsAskedFor() {
        Answer answer = signInWhile(1, () -> elsewhere.switchOn());
        assertThat(answer.status()).isEqualTo(409);
        assertThat(user.get("/security").header("Location")).isEqualTo("/sign-in");
        assertThat(stages()).containsExactly("FULL");
        assertThat(user.signIn(EMAIL).title()).isEqualTo("Enter your code");
    }

    /** Sends the form, and before it is written, which is after the old password was found right, something else happens. */
    private static Answer changePasswordWhile(Database database, WebUser who, String next, Runnable meanwhile) {
        database.sql()
                .update("create trigger before_password before update on demo_account call '"
                        + BeforeStep.class.getName() + "'");
        who.get("/password");
        MEANWHILE.set(meanwhile);
        STEPS_BEFORE.set(0);
        Answer answer = who.submit("/password", "password", WebUser.PASSWORD, "new-password", next);
        assertThat(MEANWHILE.get()).as("what was to happen meanwhile").isNull();
        return answer;
    }

    @Test
    void whoProvedTheOldPasswordDoesNotReplaceTheOneThatWasChosenMeanwhile() {
        user.signIn(EMAIL);
        String chosen = "another good password";
        Answer late = changePasswordWhile(database, user, "the password of a thief", () -> {
            elsewhere.get("/password");
            elsewhere.submit("/password", "password", WebUser.PASSWORD, "new-password", chosen);
        });
        assertThat(late.title()).isEqualTo("Sign in");
        assertThat(late.notice()).contains("Your password was changed meanwhile");
        assertThat(elsewhere.get("/security").status()).isEqualTo(200);
        assertThat(stages()).containsExactly("FULL");
        assertThat(user.submit("/sign-in", "email", EMAIL, "password", chosen).title())
                .isEqualTo("Account security");
    }

    @Test
    void aBrowserThatBecomesTrustedMeanwhileIsForgottenWithTheOthers() {
        elsewhere.switchOn();
        demo.clock().nextCode();
        user.withPhoneOf(elsewhere);
        Answer changed = changePasswordWhile(database, elsewhere, "another good password", () -> {
            user.signIn(EMAIL);
            Answer trusted = user.submit("/challenge", "code", user.appCode(), "browser", "Laptop", "trust", "yes");
            assertThat(trusted.body()).contains("<strong>Laptop</strong>");
        });
        assertThat(changed.notice()).contains("Your password is changed");
        assertThat(changed.body()).contains("None: every browser is asked").doesNotContain("Laptop");
        assertThat(user.get("/security").header("Location")).isEqualTo("/sign-in");
    }

    @Test
    void whoseRequestRemovedTheLastOfTwoDevicesIsToldThatItIsOff() {
        List<String> codes = elsewhere.switchOn();
        demo.clock().nextCode();
        elsewhere.get("/devices/add");
        elsewhere.confirm(elsewhere.scan(elsewhere.post(
                "/devices/add", "device", "Tablet", "password", WebUser.PASSWORD, "code", codes.get(0))));
        List<String> devices = elsewhere.get("/security").all("/devices/change\\?device=([^\"]*)\"");
        database.sql()
                .update("create trigger before_change before update on mfa_state call '" + BeforeStep.class.getName()
                        + "'");
        WebUser otherTab = demo.newBrowser().withCookie(elsewhere.cookie());
        otherTab.get("/security");
        MEANWHILE.set(() -> {
            Answer first = remove(otherTab, devices.get(1), codes.get(1));
            assertThat(first.notice()).contains("The device is removed");
        });
        STEPS_BEFORE.set(0);
        Answer second = remove(elsewhere, devices.get(0), codes.get(2));
        assertThat(MEANWHILE.get()).as("what was to happen meanwhile").isNull();
        assertThat(second.notice()).isEqualTo("Your last device is removed, and so two-step verification is off.");
        assertThat(second.body()).contains(">Off</span>");
    }

    private static Answer remove(WebUser who, String device, String code) {
        return who.submit("/devices/remove", "device", device, "password", WebUser.PASSWORD, "code", code);
    }
}
