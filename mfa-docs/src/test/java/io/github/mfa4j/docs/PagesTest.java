package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All pages together: no Java that no test runs, and no link that leads nowhere. */
class PagesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES = Path.of("src/test/java/io/github/mfa4j/docs");
    private static final Pattern STRING = Pattern.compile("\"([^\"\\n]*)\"");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]*)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @Test
    void everyJavaBlockIsInAPageThatATestRuns() throws IOException {
        Map<String, String> tests = new TreeMap<>(Map.of(
                "README.md", "ReadmeTest",
                "docs/guide.md", "GuideTest",
                "docs/operations.md", "OperationsTest",
                "docs/app-compatibility.md", "AppCompatibilityPageTest",
                "docs/storing-state.md", "NewcomerTest",
                "docs/storing-state/jpa.md", "StoringStateTest",
                "docs/storing-state/redis.md", "StoringStateOnRedisTest",
                "docs/storing-state/spring.md", "StoringStateTest"));
        for (String page : List.of("googleauth", "java-totp", "otp-java")) {
            tests.put("docs/migrating/" + page + ".md", "MigratingTest");
        }
        assertThat(pages().stream()
                        .filter(page -> text(page).contains("```java"))
                        .map(page -> ROOT.relativize(page).toString().replace('\\', '/')))
                .containsExactlyInAnyOrderElementsOf(tests.keySet());
        for (Map.Entry<String, String> page : tests.entrySet()) {
            String source = text(SOURCES.resolve(page.getValue() + ".java"));
            assertThat(source).as(page.getValue()).containsPattern("@(Test|TestFactory|ParameterizedTest)\\b");
            assertThat(stringsIn(source + helpersOf(source)).anyMatch(string -> names(string, page.getKey())))
                    .as("%s compiles %s", page.getValue(), page.getKey())
                    .isTrue();
        }
    }

    /** The path of the page, or its name alone where the migrations put the folder before it. */
    private static boolean names(String string, String page) {
        return string.equals(page) || page.equals("docs/migrating/" + string + ".md");
    }

    private static Stream<String> stringsIn(String source) {
        return STRING.matcher(source).results().map(string -> string.group(1));
    }

    /** The sources of the classes beside it that a test uses. */
    private static String helpersOf(String source) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> !file.endsWith("PagesTest.java"))
                    .filter(file -> Pattern.compile(
                                    "\\b" + file.getFileName().toString().replace(".java", "") + "\\.")
                            .matcher(source)
                            .find())
                    .map(PagesTest::text)
                    .collect(Collectors.joining());
        }
    }

    @Test
    void theTestsOfTheGuideUseEveryClassOfIt() throws IOException {
        String tests;
        try (Stream<Path> files = Files.list(SOURCES)) {
            tests = files.map(PagesTest::text).collect(Collectors.joining());
        }
        for (String page : List.of("docs/guide.md", "docs/operations.md", "docs/app-compatibility.md")) {
            assertThat(JavaBlocks.of(page).typeNames())
                    .isNotEmpty()
                    .allSatisfy(type -> assertThat(tests).contains("\"" + type + "\""));
        }
    }

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            for (MatchResult link : LINK.matcher(text(page)).results().toList()) {
                if (!link.group(1).contains("://")) {
                    links++;
                    String[] target = link.group(1).split("#", 2);
                    Path file = target[0].isEmpty() ? page : page.resolveSibling(target[0]);
                    if (!Files.exists(file)
                            || (target.length == 2 && !anchors(file).contains(target[1]))) {
                        broken.add(page + ": " + link.group(1));
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(40);
    }

    /** As the places that show Markdown make them of headings. */
    private static List<String> anchors(Path page) {
        return HEADING.matcher(text(page).replaceAll("(?ms)^```.*?^```$", ""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
