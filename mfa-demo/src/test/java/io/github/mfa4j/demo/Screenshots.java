package io.github.mfa4j.demo;

import io.github.mfa4j.testkit.TestPhone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the pictures of docs/screenshots: a person of no account switches two-step verification on, and signs in. The key in
 * them was made for the picture and is gone with it.
 */
final class Screenshots {

    private static final String EMAIL = "alice@example.com";
    private static final int WIDTH = 760;
    private static final int PHONE_WIDTH = 360;

    private final TestDemo demo;
    private final Chromium browser;
    private final Path directory;

    private Screenshots(TestDemo demo, Chromium browser, Path directory) {
        this.demo = demo;
        this.browser = browser;
        this.directory = directory;
    }

    /** Puts them into the directory that is named first, and what is of no use afterwards into the second. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        Path temp = Files.createTempDirectory(Path.of(arguments[1]), "screenshots");
        try (TestDemo demo = TestDemo.start(temp.resolve("data"));
                Chromium browser = Chromium.start(temp)) {
            new Screenshots(demo, browser, directory).takeAll();
        }
    }

    private void takeAll() throws IOException {
        WebUser alice = demo.newBrowser().registeredAndSignedIn(EMAIL);
        browser.open(demo.address());
        browser.cookie("mfa4j_demo", alice.cookie());
        alice.proveAddress();
        open("/setup/app");
        browser.type("#device", "My phone");
        browser.follow("main form button");
        take("scan");
        TestPhone phone = TestPhone.type(browser.content("#manual-key"));
        browser.type("#code", phone.code(demo.clock().instant()));
        browser.follow("main form button");
        take("codes");
        browser.click("#saved");
        browser.follow("main form button");
        open("/security");
        take("security");

        browser.follow("nav form button");
        open("/sign-in");
        browser.type("#email", EMAIL);
        browser.type("#password", WebUser.PASSWORD);
        browser.follow("main form button");
        take("challenge");
    }

    private void open(String path) {
        browser.open(demo.address().resolve(path));
    }

    private void take(String name) throws IOException {
        browser.scheme("dark");
        browser.savePage(WIDTH, directory.resolve(name + "-dark.png"));
        browser.scheme("light");
        browser.savePage(WIDTH, directory.resolve(name + "-light.png"));
        browser.savePage(PHONE_WIDTH, directory.resolve(name + "-phone.png"));
        browser.usualScreen();
    }
}
