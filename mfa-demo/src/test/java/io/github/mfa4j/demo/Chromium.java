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
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
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
    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
        Files.createDirectories(PICTURES);
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
        WebElement page = driver.findElement(By.tagName("html"));
        click(selector);
        WebDriverWait wait = new WebDriverWait(driver, PATIENCE);
        wait.until(ExpectedConditions.stalenessOf(page));
        wait.until(anything -> "complete".equals(driver.executeScript("return document.readyState")));
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

    private void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private Path shoot(String name) {
        File picture = driver.getScreenshotAs(OutputType.FILE);
        try {
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
