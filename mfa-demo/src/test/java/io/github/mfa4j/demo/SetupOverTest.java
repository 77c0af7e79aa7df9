package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser still knows of a set-up that is over, or that another one took the place of. */
class SetupOverTest {

    private static final String EMAIL = "alice@example.com";

    private TestDemo demo;
    private WebUser user;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        demo = TestDemo.start(data);
        user = demo.newBrowser().registeredAndSignedIn(EMAIL);
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    /** Somebody who begins one elsewhere then does not lead this browser back to its own. */
    private void assertNothingIsGoneOnWith() {
        WebUser elsewhere = demo.newBrowser();
        elsewhere.signIn(EMAIL);
        demo.clock().advance(Duration.ofMinutes(2));
        elsewhere.startSetup();
        assertThat(user.get("/security").body()).contains("is not finished").doesNotContain("href=\"/setup/code\"");
        assertThat(user.get("/setup/code").header("Location")).isEqualTo("/security");
        assertThat(user.get("/setup/saved").header("Location")).isEqualTo("/security");
    }

    @Test
    void aSetUpThatEndedIsForgotten() {
        Answer offer = user.startSetup();
        for (int i = 0; i < 10; i++) {
            user.submit("/setup/code", "offer", offer.hidden("offer"), "code", user.wrongCode());
        }
        assertNothingIsGoneOnWith();
    }

    @Test
    void aSetUpThatTookTooLongIsForgotten() {
        Answer offer = user.startSetup();
        demo.clock().advance(Duration.ofMinutes(16));
        user.submit("/setup/code", "offer", offer.hidden("offer"), "code", user.appCode());
        assertNothingIsGoneOnWith();
    }

    @Test
    void codesOfASetUpThatTookTooLongAreForgotten() {
        Answer codes = user.confirm(user.startSetup());
        demo.clock().advance(Duration.ofMinutes(16));
        user.complete(codes);
        assertNothingIsGoneOnWith();
    }

    @Test
    void theSecondTabTakesOver() {
        Answer first = user.startSetup();
        String codeOfFirst = user.appCode();
        Answer second = user.scan(user.post("/setup/app", "device", "Another phone"));

        assertThat(user.submit("/setup/code", "offer", first.hidden("offer"), "code", codeOfFirst)
                        .notice())
                .contains("no longer open")
                .contains("second tab");
        assertThat(user.get("/setup/code").hidden("offer")).isEqualTo(second.hidden("offer"));
        assertThat(user.confirm(second).title()).isEqualTo("Save your backup codes");
    }

    @Test
    void aSecondTabThatTookOverIsNotForgottenWithTheCodesOfTheFirst() {
        Answer codes = user.confirm(user.startSetup());
        Answer second = user.scan(user.post("/setup/app", "device", "Another phone"));
        assertThat(user.complete(codes).notice()).contains("no longer open");
        assertThat(user.get("/setup/saved").header("Location")).isEqualTo("/security");
        assertThat(user.get("/setup/code").hidden("offer")).isEqualTo(second.hidden("offer"));
    }
}
