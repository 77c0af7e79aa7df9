package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What people meet who do not see the page, or see it on a phone or in the dark, or have no pointer. */
@Tag("external")
@Timeout(900)
class AccessibilityTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final String EMAIL = "alice@example.com";

    @TempDir
    private Path temp;

    private TestDemo demo;
    private Chromium browser;

    @BeforeEach
    void start() throws IOException {
        demo = TestDemo.start(temp.resolve("data"));
        browser = Chromium.start(temp);
    }

    @AfterEach
    void stop() {
        browser.close();
        demo.close();
    }

    @Test
    void everyPageIsGoodInLightAndDarkAndOnANarrowScreen() throws IOException {
        Axe axe = Axe.load();
        TreeSet<String> visited = new TreeSet<>();
        List<String> complaints = new ArrayList<>();
        new PageTour(demo, browser, () -> {
                    String template = String.valueOf(browser.run("return document.body.dataset.template"));
                    visited.add(template);
                    for (String complaint : complaintsAbout(axe)) {
                        complaints.add(template + " (" + browser.title() + "): " + complaint);
                    }
                })
                .everywhere();
        assertThat(complaints).isEmpty();
        assertThat(visited).isEqualTo(templatesOfPages());
        // The one page that is not there shows that the browser's complaints come through.
        assertThat(browser.problems()).isNotEmpty().allMatch(problem -> problem.contains("no-such-page"));
    }

    /** Colours and width have nothing to do with each other, so two looks are enough for the four. */
    private List<String> complaintsAbout(Axe axe) {
        List<String> complaints = new ArrayList<>();
        browser.scheme("light");
        axe.complaints(browser).forEach(complaint -> complaints.add("light, wide: " + complaint));
        browser.scheme("dark");
        browser.screen(360, 740, 1);
        axe.complaints(browser).forEach(complaint -> complaints.add("dark, narrow: " + complaint));
        assertThat(browser.run("return innerWidth")).isEqualTo(360L);
        if (browser.run("return document.documentElement.scrollWidth > document.documentElement.clientWidth")
                .equals(true)) {
            complaints.add("narrow: has to be scrolled sideways");
        }
        browser.usualScreen();
        return complaints;
    }

    /** All templates but those that are parts of others. */
    private static Set<String> templatesOfPages() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            TreeSet<String> names = new TreeSet<>(files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList());
            assertThat(names.remove("layout.jte")).isTrue();
            return names;
        }
    }

    @Test
    void theKeyboardAloneSignsIn() {
        WebUser alice = demo.newBrowser().registeredAndSignedIn(EMAIL);
        alice.switchOn();
        demo.clock().nextCode();
        browser.open(demo.address().resolve("/sign-in"));

        browser.press(Keys.TAB);
        assertThat(browser.focused("class")).isEqualTo("skip");
        assertThat(browser.run("return document.activeElement.getBoundingClientRect().left >= 0"))
                .isEqualTo(true);
        browser.press(Keys.ENTER);
        assertThat(browser.focused("id")).isEqualTo("content");
        tabTo("email");
        browser.press(EMAIL);
        tabTo("password");
        browser.press(WebUser.PASSWORD);
        browser.press(Keys.TAB);
        assertThat(browser.focused("class")).isEqualTo("button");
        browser.pressAndFollow(Keys.ENTER);

        assertThat(browser.title()).isEqualTo("Enter your code");
        assertThat(browser.focused("id")).isEqualTo("code");
        browser.press(alice.appCode());
        tabTo("trust");
        tabTo("browser");
        browser.press(Keys.TAB);
        assertThat(browser.focused("class")).isEqualTo("button");
        browser.pressAndFollow(Keys.ENTER);
        assertThat(browser.title()).isEqualTo("Account security");
    }

    /** It is the next, and one sees that the keyboard is there. */
    private void tabTo(String id) {
        browser.press(Keys.TAB);
        assertThat(browser.focused("id")).isEqualTo(id);
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }
}
