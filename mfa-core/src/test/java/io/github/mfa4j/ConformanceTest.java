package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/conformance.md cannot drift from the code: each of its lines names tests that exist, or says why it is the host's. */
class ConformanceTest {

    /** How many lines each standard has; a line that is lost here would otherwise not be missed. */
    private static final Map<String, Integer> LINES =
            Map.of("4226", 11, "6238", 8, "63B", 23, "ASVS", 34, "cheat", 6, "otpauth", 10);

    private static final Pattern ROW = Pattern.compile("\\| (\\S+) \\| (.+?) \\| (.+) \\|");
    private static final Pattern REFERENCE = Pattern.compile("`([A-Z][A-Za-z0-9]*)\\.([a-z][A-Za-z0-9_]*)`");
    private static final Pattern TEST =
            Pattern.compile("@(Test|ParameterizedTest|TestFactory|Property|Example|Incident)\\b");

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everyLineNamesATestThatExistsOrTheHost() throws IOException {
        Map<String, String> tests = testSources();
        Map<String, List<String>> missing = new TreeMap<>();
        rows().forEach((line, evidence) -> {
            List<String> dangling = REFERENCE
                    .matcher(evidence)
                    .results()
                    .filter(reference -> !exists(tests, reference.group(1), reference.group(2)))
                    .map(reference -> reference.group())
                    .toList();
            if (!dangling.isEmpty()) {
                missing.put(line, dangling);
            }
            assertThat(REFERENCE.matcher(evidence).find() || evidence.contains("Host: "))
                    .as(line)
                    .isTrue();
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void noLineOfAStandardIsLost() throws IOException {
        Map<String, Integer> found = rows().keySet().stream()
                .collect(Collectors.toMap(line -> line.split("-", 2)[0], line -> 1, Integer::sum));
        assertThat(found).isEqualTo(LINES);
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        Set<String> headings = new HashSet<>(Set.of("line", "---"));
        for (String text : Files.readAllLines(ROOT.resolve("docs/conformance.md"), StandardCharsets.UTF_8)) {
            Matcher row = ROW.matcher(text);
            if (row.matches() && !headings.contains(row.group(1))) {
                assertThat(rows.put(row.group(1), row.group(3)))
                        .as(row.group(1))
                        .isNull();
            }
        }
        return rows;
    }

    /** What all modules have under test sources, by simple name: a test can stand in the class that others extend. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                            .toList()) {
                        String name = file.getFileName().toString().replace(".java", "");
                        sources.merge(name, Files.readString(file), String::concat);
                    }
                }
            }
        }
        return sources;
    }

    /** Whether there is such a method, and it is a test: what stands above it, up to the empty line, says so. */
    private static boolean exists(Map<String, String> tests, String type, String method) {
        String source = tests.getOrDefault(type, "");
        int signature = source.indexOf("void " + method + "(");
        int above = source.lastIndexOf("\n\n", signature);
        return signature >= 0
                && TEST.matcher(source.substring(Math.max(above, 0), signature)).find();
    }
}
