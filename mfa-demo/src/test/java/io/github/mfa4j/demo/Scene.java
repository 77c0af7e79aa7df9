package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.bidi.browser.SetDownloadBehaviorParameters;
import org.openqa.selenium.bidi.browsingcontext.BrowsingContext;
import org.openqa.selenium.bidi.browsingcontext.CreateContextParameters;
import org.openqa.selenium.bidi.module.Browser;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The application, a clock and one browser program, for all tests of a class: starting them takes longer than a test. What
 * the tests must not share, they do not: each person has an account, and a profile of the browser for itself.
 */
final class Scene implements AutoCloseable {

    private final Path temp;
    private final TestDemo demo;
    private final Chromium browser;
    private String shown = "";
    private int profiles;

    private Scene(Path temp, TestDemo demo, Chromium browser) {
        this.temp = temp;
        this.demo = demo;
        this.browser = browser;
    }

    static Scene open(Path temp) throws IOException {
        TestDemo demo = TestDemo.start(temp.resolve("data"));
        try {
            return new Scene(temp, demo, Chromium.startForSeveral(temp));
        } catch (IOException | RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    /** Somebody new with this e-mail address, and with a browser and a phone that nobody else has. */
    Person person(String email) {
        return new Person(this, email, newPhone());
    }

    Authenticator newPhone() {
        return new Authenticator(demo.clock());
    }

    ChromeDriver driver() {
        return browser.driver();
    }

    /** Turns to a tab, unless it is the one that is worked with anyway: turning to it takes longer than reading it. */
    ChromeDriver show(String tab) {
        if (!tab.equals(shown)) {
            driver().switchTo().window(tab);
            shown = tab;
        }
        return driver();
    }

    /** Somebody without a browser, who sends what requests they like. */
    WebUser stranger() {
        return demo.newBrowser();
    }

    URI address(String path) {
        return demo.address().resolve(path);
    }

    /** Returns the backup codes. */
    List<String> makeAccountWithTwoSteps(String email, String organization, Authenticator phone) {
        WebUser user = demo.newBrowser();
        user.register(email, organization);
        user.signIn(email);
        List<String> codes = user.switchOn();
        phone.typeKey(user.key());
        user.signOut();
        return codes;
    }

    Instant now() {
        return demo.clock().instant();
    }

    void timePasses(Duration time) {
        demo.clock().advance(time);
    }

    /** Until all phones show another code. */
    void nextCode() {
        demo.clock().nextCode();
    }

    Path newDownloads() {
        profiles++;
        return temp.resolve("downloads-" + profiles);
    }

    /** Opens a window that shares nothing with the others, as if it were of another computer. */
    String openProfile(Path downloads) {
        Browser profiles = new Browser(driver());
        String profile = profiles.createUserContext();
        profiles.setDownloadBehavior(new SetDownloadBehaviorParameters(true, downloads).userContexts(List.of(profile)));
        return new BrowsingContext(driver(), new CreateContextParameters(WindowType.TAB).userContext(profile)).getId();
    }

    /** Opens one more tab beside another one: both know the same cookies. */
    String openTab(String beside) {
        return new BrowsingContext(driver(), new CreateContextParameters(WindowType.TAB).referenceContext(beside))
                .getId();
    }

    @Override
    public void close() {
        // Pages that refuse something are errors to the browser too, and tests ask for them; a breach of the policy is
        // not.
        assertThat(browser.problems()).noneMatch(line -> line.contains("Content Security Policy"));
        browser.close();
        demo.close();
    }
}
