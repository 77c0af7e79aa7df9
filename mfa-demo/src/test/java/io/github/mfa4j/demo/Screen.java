package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** What one person looks at: a tab of a profile, in which things are found by the words that can be read. */
final class Screen {

    private static final Dimension WINDOW = new Dimension(1280, 1100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final Scene scene;
    private String tab;

    Screen(Scene scene, String tab) {
        this.scene = scene;
        this.tab = tab;
        here().manage().window().setSize(WINDOW);
    }

    /** The browser program, showing this tab: other people were perhaps looking at it. */
    ChromeDriver here() {
        return scene.show(tab);
    }

    /** Opens one more tab of the same profile and looks at it from now on; the tab before is returned. */
    String openTab() {
        return goTo(scene.openTab(tab));
    }

    String goTo(String other) {
        String before = tab;
        tab = other;
        return before;
    }

    String heading() {
        return text("h1");
    }

    String text(String selector) {
        return here().findElement(By.cssSelector(selector)).getText();
    }

    List<String> texts(String selector) {
        return here().findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** What can be clicked on and has these words. */
    WebElement clickable(String words) {
        String named = "//*[self::a or self::button or self::summary][normalize-space()=\"" + words + "\"]";
        List<WebElement> inPage = shown(By.xpath("//main" + named));
        // A page may have a button with the words of a link that all pages have.
        return one(words, inPage.isEmpty() ? shown(By.xpath("//header" + named)) : inPage);
    }

    /** The field with this label. */
    WebElement field(String label) {
        return field(here().findElement(By.tagName("main")), label);
    }

    WebElement field(WebElement within, String label) {
        List<WebElement> labels = within.findElements(By.xpath(".//label[normalize-space()=\"" + label + "\"]"));
        return within.findElement(By.id(one(label, labels).getDomAttribute("for")));
    }

    private List<WebElement> shown(By by) {
        return here().findElements(by).stream().filter(WebElement::isDisplayed).toList();
    }

    private WebElement one(String words, List<WebElement> found) {
        assertThat(found).as("\"%s\" on \"%s\"", words, heading()).hasSize(1);
        return found.get(0);
    }

    /** Nothing if the page has no such field. */
    void typeIfAsked(String selector, String text) {
        here().findElements(By.cssSelector(selector)).forEach(field -> type(field, text));
    }

    void type(WebElement field, String text) {
        field.clear();
        field.sendKeys(text);
    }

    /** Clicks on what leads to another page, and waits for that. */
    void leaveBy(WebElement clicked) {
        Chromium.leave(here(), clicked::click);
    }

    void await(ExpectedCondition<Boolean> condition) {
        // A page may go while it is read, and the driver has several errors for that.
        new WebDriverWait(here(), PATIENCE, GLANCE)
                .ignoring(WebDriverException.class)
                .until(condition);
    }
}
