package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgeryTest {

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

    @Test
    void withoutTheRightTokenNothingHappens() {
        user.registeredAndSignedIn(EMAIL);
        Answer codes = user.confirm(user.startSetup());
        String token = user.get("/security").csrf();
        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        String others = demo.newBrowser().get("/sign-in").csrf();
        String tick = WebUser.form("set", codes.hidden("set"), "saved", "yes");

        for (String wrong : List.of("", "&csrf=", "&csrf=" + others, "&csrf=" + token.substring(1), "&csrf=%C3%A4")) {
            for (String path :
                    List.of("/setup/complete", "/setup/app", "/sign-out", "/setup/code", "/disable", "/challenge")) {
                assertThat(user.postRaw(path, tick + wrong).status())
                        .as(path + wrong)
                        .isEqualTo(403);
            }
        }
        assertThat(user.get("/security").body()).contains(">Off</span>").contains("is not finished");

        assertThat(user.postRaw("/setup/complete", tick + "&csrf=" + token).header("Location"))
                .isEqualTo("/setup/done");
    }

    @Test
    void signingInNeedsATokenToo() {
        user.register(EMAIL);
        String form = WebUser.form("email", EMAIL, "password", WebUser.PASSWORD);
        assertThat(demo.newBrowser().postRaw("/sign-in", form).status()).isEqualTo(403);
        assertThat(demo.newBrowser().postRaw("/register", form).status()).isEqualTo(403);
    }

    @Test
    void aTokenEndsWithItsSession() {
        user.register(EMAIL);
        String before = user.get("/sign-in").csrf();
        user.signIn(EMAIL);
        assertThat(user.postRaw("/sign-out", "csrf=" + before).status()).isEqualTo(403);
        assertThat(user.get("/security").status()).isEqualTo(200);
    }

    @Test
    void aFormThatTheBrowserSaysIsOfAnotherSiteIsRefused() {
        user.registeredAndSignedIn(EMAIL);
        String form = "csrf=" + user.get("/security").csrf();
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(user.postRaw("/sign-out", form, "Sec-Fetch-Site", site).status())
                    .isEqualTo(403);
        }
        assertThat(user.get("/security").status()).isEqualTo(200);
        assertThat(user.postRaw("/sign-out", form, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(303);
    }
}
