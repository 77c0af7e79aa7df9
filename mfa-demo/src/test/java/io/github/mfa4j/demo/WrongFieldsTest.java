package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said of the field that it is about, and of no other. */
class WrongFieldsTest {

    private static final String EMAIL = "alice@example.com";

    private TestDemo demo;
    private WebUser user;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        demo = TestDemo.start(data);
        user = demo.newBrowser();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private void assertWrong(String path, String field, String... fields) {
        assertThat(user.submit(path, fields).wrongFields()).as(path).containsExactly(field);
    }

    @Test
    void ofARegistrationAndASignIn() {
        user.get("/register");
        String[] good = {"email", EMAIL, "password", WebUser.PASSWORD, "organization", ""};
        assertThat(user.get("/register").wrongFields()).isEmpty();
        assertWrong("/register", "email", "email", "alice", "password", WebUser.PASSWORD, "organization", "");
        assertWrong("/register", "password", "email", EMAIL, "password", "short", "organization", "");
        assertWrong("/register", "organization", "email", EMAIL, "password", WebUser.PASSWORD, "organization", "a\nb");
        user.submit("/register", good);
        user.get("/register");
        assertWrong("/register", "email", good);
        user.get("/sign-in");
        assertThat(user.get("/sign-in").body()).contains("<title>Sign in · mfa4j demo</title>");
        Answer refused = user.submit("/sign-in", "email", EMAIL, "password", "not the password");
        assertThat(refused.body())
                .contains("<title>Error: Sign in · mfa4j demo</title>")
                .contains("<p><strong>Error:</strong> That is not the right address");
        assertWrong("/sign-in", "email", "email", EMAIL, "password", "not the password");
    }

    @Test
    void ofAnEnrolledAccount() {
        user.registeredAndSignedIn(EMAIL);
        Answer codes = user.confirm(user.startSetup());
        assertWrong("/setup/complete", "saved", "set", codes.hidden("set"));
        user.complete(codes);
        demo.clock().nextCode();
        String device =
                user.get("/security").all("/devices/change\\?device=([^\"]*)\"").get(0);

        String[] wrongPassword = {"device", "Tablet", "password", "not the password", "code", "123456"};
        assertWrong("/devices/add", "password", wrongPassword);
        assertWrong("/devices/add", "device", "device", "", "password", WebUser.PASSWORD, "code", "123456");
        assertWrong("/devices/add", "code", "device", "Tablet", "password", WebUser.PASSWORD, "code", "x");
        assertWrong("/devices/rename", "name", "device", device, "name", "");
        assertWrong("/disable", "password", wrongPassword);
        assertWrong("/disable", "code", "password", WebUser.PASSWORD, "code", "x");
        assertWrong("/password", "new-password", "password", WebUser.PASSWORD, "new-password", "short");
        assertWrong("/password", "password", "password", "x", "new-password", "another good password");
    }

    @Test
    void ofAChallengeAndALostPhone() {
        user.registeredAndSignedIn(EMAIL).switchOn();
        user.signOut();
        user.signIn(EMAIL);
        assertWrong("/challenge", "code", "code", "x", "browser", "My computer");
        assertWrong("/challenge", "browser", "code", "x", "browser", "", "trust", "yes");
        assertWrong("/lost-phone/replace", "device", "device", "", "code", "x");
        assertWrong("/lost-phone/replace", "code", "device", "New", "code", "x");
        assertThat(user.get("/lost-phone").wrongFields()).isEmpty();
    }
}
