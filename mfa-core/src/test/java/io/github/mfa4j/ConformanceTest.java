package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final Pattern REFERENCE =
            Pattern.compile("`((?:[a-z0-9]+/)?[A-Z][A-Za-z0-9]*)\\.([a-z][A-Za-z0-9_]*)`");
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
            // What the demo shows, a test of it shows.
            boolean hostAlone = evidence.contains("Host: ") && !evidence.contains("the demo");
            assertThat(REFERENCE.matcher(evidence).find() || hostAlone).as(line).isTrue();
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

    /**
     * What all modules have under test sources, by simple name: a test can stand in the class that others extend. Where two
     * modules have the same name, it means that of the core, or of nobody; any other one is called "demo/SetupTest".
     */
    private static Map<String, String> testSources() throws IOException {
        Map<String, List<String>> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.toList()) {
                Path tests = module.resolve("src/test/java");
                String prefix = module.getFileName().toString().replace("mfa-", "") + "/";
                for (Path file : javaFilesIn(tests)) {
                    String name = file.getFileName().toString().replace(".java", "");
                    for (String key : List.of(name, prefix + name)) {
                        sources.computeIfAbsent(key, any -> new ArrayList<>()).add(Files.readString(file));
                    }
                }
            }
        }
        Map<String, String> clear = new TreeMap<>();
        sources.forEach((name, found) -> {
            List<String> own = sources.getOrDefault("core/" + name, found);
            if (own.size() == 1) {
                clear.put(name, own.get(0));
            }
        });
        return clear;
    }

    private static List<Path> javaFilesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList();
        }
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
