package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The incident suite: what went wrong in other two-factor systems, as tests of this one. There is one test for each incident, named after it,
 * through the public API alone and over every store. Each chapter is a class of its own; open the one that you doubt. What only
 * an application can get wrong has a line in docs/threat-model.md instead.
 */
class IncidentTest {

    private static final Pattern LINE_OF_A_ROW = Pattern.compile("(?m)^\\| ([0-9]+[a-z]?) \\|");

    /** A used code is a used code: rows 1 to 12. */
    @Nested
    class Replay extends ReplayIncidents {}

    /** What two requests at once can break: rows 7, 13 to 18 and 40. */
    @Nested
    class Races extends RaceIncidents {}

    /** How many guesses anyone gets, and who can be locked out: rows 19 to 24b. */
    @Nested
    class Guessing extends GuessingIncidents {}

    /** What is stored, shown and logged: rows 27 to 32. */
    @Nested
    class SecretsKept extends SecretIncidents {}

    /** Switching on, off and over: rows 33 to 39. */
    @Nested
    class SetUp extends SetupIncidents {}

    /** What was typed, and where the server stands: rows 41 to 46, 48 and 50. */
    @Nested
    class Parsing extends ParsingIncidents {}

    /** What time it is: rows 47, 49 and 52. */
    @Nested
    class Clocks extends ClockIncidents {}

    /** Policies, resets, trusted browsers: rows 25, 26 and 51. */
    @Nested
    class Operation extends OperationIncidents {}

    @AfterAll
    static void close() throws Exception {
        IncidentStores.close();
    }

    @Test
    void everyRowHasATestOrALineInTheThreatModelAndNoneHasBoth() throws Exception {
        List<String> rows = new ArrayList<>(
                IntStream.rangeClosed(1, 52).mapToObj(Integer::toString).toList());
        rows.add("24b");
        // A row can have several tests; it cannot have a test and a line, nor two lines.
        Set<String> tested = new TreeSet<>();
        tests().forEach(test ->
                tested.addAll(List.of(test.getAnnotation(Incident.class).value())));
        List<String> answered = new ArrayList<>(tested);
        Matcher lines = LINE_OF_A_ROW.matcher(Files.readString(Path.of("..", "docs", "threat-model.md")));
        while (lines.find()) {
            answered.add(lines.group(1));
        }
        assertThat(answered).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void everyTestOfAChapterSaysWhichRowItAnswers() {
        assertThat(tests()).hasSizeGreaterThan(52).allMatch(test -> test.isAnnotationPresent(Incident.class));
    }

    @Test
    void theServersGetEveryChapter() {
        assertThat(chaptersOf(IncidentOnServersTest.class)).isEqualTo(chaptersOf(IncidentTest.class));
    }

    private static Set<Class<?>> chaptersOf(Class<?> suite) {
        return Stream.of(suite.getDeclaredClasses())
                .filter(chapter -> chapter.isAnnotationPresent(Nested.class))
                .map(Class::getSuperclass)
                .collect(Collectors.toSet());
    }

    private static List<Method> tests() {
        return chaptersOf(IncidentTest.class).stream()
                .flatMap(chapter -> Stream.of(chapter.getDeclaredMethods()))
                .filter(method -> (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0)
                .toList();
    }
}
