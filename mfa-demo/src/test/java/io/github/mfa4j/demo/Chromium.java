package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser of the machine. Nothing is downloaded: the programs have to be where Debian puts them. */
final class Chromium implements AutoCloseable {

    private static final String BROWSER = "/usr/bin/chromium";
    private static final String DRIVER = "/usr/bin/chromedriver";
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Dimension DESKTOP = new Dimension(1280, 1000);
    private static final Dimension PHONE = new Dimension(390, 844);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    static Chromium start(Path temp) throws IOException {
        return start(temp, new ChromeOptions());
    }

    /** One that several people share, each with a profile: what makes those is of another protocol, which has to be asked for. */
    static Chromium startForSeveral(Path temp) throws IOException {
        ChromeOptions options = new ChromeOptions();
        options.enableBiDi();
        return start(temp, options);
    }

    private static Chromium start(Path temp, ChromeOptions options) throws IOException {
        assertThat(Path.of(BROWSER)).isExecutable();
        assertThat(Path.of(DRIVER)).isExecutable();
        options.setBinary(BROWSER);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--user-data-dir=" + temp.resolve("profile"));
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "download.default_directory", temp.resolve("downloads").toString(),
                        "credentials_enable_service", false,
                        "profile.password_manager_leak_detection", false));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER))
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(DESKTOP);
        return new Chromium(driver);
    }

    /** For whoever does more with it than this class can. */
    ChromeDriver driver() {
        return driver;
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    String title() {
        return text("h1");
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** What is written there, shown or not. */
    String content(String selector) {
        return String.valueOf(driver.findElement(By.cssSelector(selector)).getDomProperty("textContent"));
    }

    /** An attribute of what has the keyboard. */
    String focused(String attribute) {
        return String.valueOf(driver.switchTo().activeElement().getDomAttribute(attribute));
    }

    /** Types where the keyboard is, without a pointer. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Types what leads to another page, and waits for it. */
    void pressAndFollow(CharSequence... keys) {
        leave(driver, () -> press(keys));
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Runs what calls its last argument when it is done. */
    Object runAsync(String script) {
        return driver.executeAsyncScript(script);
    }

    boolean isEnabled(String selector) {
        return driver.findElement(By.cssSelector(selector)).isEnabled();
    }

    void type(String selector, String text) {
        WebElement field = driver.findElement(By.cssSelector(selector));
        field.clear();
        field.sendKeys(text);
    }

    /** Clicks on what leads to another page, and waits for it: a submitted form leaves the old page for a moment. */
    void follow(String selector) {
        leave(driver, () -> click(selector));
    }

    /**
     * Does what leads to another page, and waits until that is there. The old page is known by a mark in it and not by an element
     * of it: while a page goes away, the driver has several errors for its elements.
     */
    static void leave(ChromeDriver driver, Runnable action) {
        driver.executeScript("window.isLeft = true");
        action.run();
        new WebDriverWait(driver, PATIENCE, GLANCE)
                .ignoring(WebDriverException.class)
                .until(anything ->
                        (Boolean) driver.executeScript("return !window.isLeft && document.readyState === 'complete'"));
    }

    /** Clicks on what changes this page only. */
    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    void await(By element, String text) {
        new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.textToBe(element, text));
    }

    /** Waits for a whole download: the browser first makes an empty file of that name to hold its place. */
    void await(Path file) {
        new WebDriverWait(driver, PATIENCE).until(anything -> file.toFile().length() > 0);
    }

    String clipboard() {
        driver.executeCdpCommand("Browser.grantPermissions", Map.of("permissions", List.of("clipboardReadWrite")));
        return String.valueOf(driver.executeAsyncScript(
                "const done = arguments[0]; navigator.clipboard.readText().then(done, e => done('' + e));"));
    }

    /** What the console of the browser complained about, such as a breach of the Content-Security-Policy. */
    List<String> problems() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Saves pictures in light and dark, on a desktop and a phone; the first of them is returned. */
    Path photograph(String name) {
        Path desktop = shoot(name + "-desktop-light");
        scheme("dark");
        shoot(name + "-desktop-dark");
        driver.manage().window().setSize(PHONE);
        shoot(name + "-phone-dark");
        scheme("light");
        shoot(name + "-phone-light");
        driver.manage().window().setSize(DESKTOP);
        return desktop;
    }

    /** Goes on in light or in dark. */
    void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Goes on as a screen of this many CSS pixels would; a window of a browser cannot be as narrow as a phone. */
    void screen(int width, int height, double pixelRatio) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", pixelRatio, "mobile", false));
    }

    /** Goes on as a window of the usual size. */
    void usualScreen() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** Saves a picture of the whole page on a screen of this width. */
    void savePage(int width, Path file) throws IOException {
        screen(width, 100, 1);
        screen(width, ((Long) run("return document.documentElement.scrollHeight")).intValue(), 1);
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    void cookie(String name, String value) {
        driver.manage().addCookie(new Cookie(name, value));
    }

    private Path shoot(String name) {
        File picture = driver.getScreenshotAs(OutputType.FILE);
        try {
            Files.createDirectories(PICTURES);
            return Files.move(picture.toPath(), PICTURES.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
