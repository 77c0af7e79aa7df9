package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.testkit.TestPhone;

/** Leads a browser to every page, and to the states of it that look different. At each something is done that is told once. */
final class PageTour {

    private static final String OWNER = "olga@example.com";
    private static final String MEMBER = "max@example.com";
    private static final String SHARED = "team@example.com";

    private final TestDemo demo;
    private final Chromium browser;
    private final Runnable look;
    private String secret = "";
    private String backupCode = "";

    PageTour(TestDemo demo, Chromium browser, Runnable look) {
        this.demo = demo;
        this.browser = browser;
        this.look = look;
    }

    void everywhere() {
        arrive();
        setUp();
        settings();
        organization();
        challenge();
        waysOut();
        sharedAccount();
    }

    private void arrive() {
        visit("/");
        visit("/no-such-page");
        visit("/register");
        browser.type("#organization", "Acme");
        send("/register", "email", OWNER, "password", WebUser.PASSWORD);
        open("/register");
        send("/register", "email", OWNER, "password", WebUser.PASSWORD);
        look.run();
        visit("/sign-in");
        send("/sign-in", "email", OWNER, "password", "not the password");
        look.run();
        signIn(OWNER);
        look.run();
        visit("/");
        visit("/mailbox");
        visit("/activity");
        visit("/organization");
    }

    private void setUp() {
        visit("/setup");
        send("/setup/mail", "password", "not the password");
        look.run();
        send("/setup/mail", "password", WebUser.PASSWORD);
        look.run();
        send("/setup/number", "code", "no number");
        look.run();
        visit("/mailbox");
        String number = browser.text("article h2").replaceAll("[^0-9]", "");
        open("/setup/number");
        send("/setup/number", "code", number);
        look.run();
        send("/setup/app", "device", "My phone");
        scan();
        visit("/setup/app");
        visit("/setup/code");
        send("/setup/code", "code", "no code");
        look.run();
        visit("/security");
        open("/setup/code");
        send("/setup/code", "code", appCode());
        look.run();
        backupCode = browser.content("#codes code");
        visit("/setup/saved");
        browser.click("#saved");
        submit("/setup/complete");
        look.run();
        visit("/security");
    }

    /** The key is behind what opens on a click. */
    private void scan() {
        assertThat(browser.title()).isEqualTo("Scan this with your app");
        look.run();
        secret = browser.content("#manual-key");
        browser.click("main details summary");
        look.run();
    }

    private void settings() {
        visit("/devices/add");
        send("/devices/add", "device", "x", "password", "not the password", "code", "no code");
        look.run();
        browser.follow("main a[href='/security']");
        browser.follow("main a[href^='/devices/change']");
        look.run();
        String firstSecret = secret;
        open("/devices/add");
        send("/devices/add", "device", "Old tablet", "password", WebUser.PASSWORD, "code", appCode());
        scan();
        visit("/setup/code");
        visit("/security");
        open("/setup/code");
        send("/setup/code", "code", appCode());
        look.run();
        secret = firstSecret;
        browser.follow("main a[href^='/devices/change']");
        look.run();
        visit("/backup-codes");
        send("/backup-codes", "password", WebUser.PASSWORD, "code", appCode());
        look.run();
        visit("/security");
        visit("/setup/saved");
        visit("/password");
        visit("/disable");
        visit("/activity");
    }

    private void organization() {
        WebUser member = demo.newBrowser();
        member.register(MEMBER, "Acme");
        member.signIn(MEMBER);
        member.switchOn();
        visit("/organization");
        browser.type("#grace", "1");
        send("/organization/require", "password", "not the password");
        look.run();
        send("/organization/require", "password", WebUser.PASSWORD);
        browser.click("main details summary");
        look.run();
        visit("/security");
    }

    private void challenge() {
        signOut();
        signIn(OWNER);
        look.run();
        browser.click("#trust");
        send("/challenge", "code", appCode());
        look.run();
        submit("/browsers/forget-all");
        signOut();
        signIn(OWNER);
        visit("/");
        for (int i = 0; i < 5; i++) {
            open("/challenge");
            send(
                    "/challenge",
                    "code",
                    TestPhone.type(secret).wrongCode(demo.clock().instant()));
        }
        look.run();
    }

    private void waysOut() {
        visit("/lost-phone");
        submit("/lost-phone/recovery-link");
        look.run();
        submit("/lost-phone/unlock-link");
        visit("/mailbox");
        // The newest is the first.
        browser.follow("article:first-of-type a");
        look.run();
        open("/mailbox");
        browser.follow("article:nth-of-type(2) a");
        look.run();
        open("/lost-phone");
        send("/lost-phone/replace", "code", backupCode);
        look.run();
    }

    private void sharedAccount() {
        signOut();
        open("/register");
        browser.click("#shared");
        send("/register", "email", SHARED, "password", WebUser.PASSWORD);
        signIn(SHARED);
        look.run();
        visit("/setup");
        signOut();
    }

    // How a person gets there.

    private void open(String path) {
        browser.open(demo.address().resolve(path));
    }

    private void visit(String path) {
        open(path);
        look.run();
    }

    private void signIn(String email) {
        open("/sign-in");
        send("/sign-in", "email", email, "password", WebUser.PASSWORD);
    }

    private void signOut() {
        browser.follow("nav form button");
    }

    /** Fills in the form that goes to this address, and sends it. */
    private void send(String action, String... namesAndTexts) {
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            browser.type(
                    "main form[action='" + action + "'] input[name=" + namesAndTexts[i] + "]", namesAndTexts[i + 1]);
        }
        submit(action);
    }

    private void submit(String action) {
        browser.follow("main form[action='" + action + "'] button");
    }

    /** The next code of the app: the last one may have been used. */
    private String appCode() {
        demo.clock().nextCode();
        return TestPhone.type(secret).code(demo.clock().instant());
    }
}
