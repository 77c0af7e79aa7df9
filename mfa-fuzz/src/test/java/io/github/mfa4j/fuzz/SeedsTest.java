package io.github.mfa4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seeds of all targets, replayed without a fuzzer. */
class SeedsTest {

    @ParameterizedTest
    @EnumSource
    void everySeedKeepsThePromisesAndIsReadOrRefusedAsItsNameSays(Target target) throws IOException {
        assertThat(target.seeds()).hasSizeGreaterThanOrEqualTo(8).allSatisfy(seed -> {
            byte[] input = Files.readAllBytes(seed);
            assertThat(input).hasSizeLessThanOrEqualTo(target.maxLength());
            assertThat(target.accepts(input)).isEqualTo(isGood(seed));
        });
        assertThat(target.seeds()).anyMatch(SeedsTest::isGood).anyMatch(seed -> !isGood(seed));
    }

    private static boolean isGood(Path seed) {
        String name = seed.getFileName().toString();
        assertThat(name).matches("(good|bad)-[a-z0-9-]+");
        return name.startsWith("good-");
    }

    @ParameterizedTest
    @EnumSource
    void everyTargetIsOneThatTheFuzzerFindsAndThePageDescribes(Target target) throws Exception {
        Class<?> type = Class.forName(target.className());
        assertThat(type.getMethod("fuzzerTestOneInput", byte[].class).getReturnType())
                .isEqualTo(void.class);
        assertThat(target.dictionary()).isNotEmptyFile();
        assertThat(Target.named(target.id())).isEqualTo(target);
        assertThat(Files.readString(Path.of("../docs/quality.md"))).contains("| `" + target.id() + "` |");
    }

    @Test
    void everyFolderOfSeedsBelongsToATarget() throws IOException {
        try (var files = Files.walk(Path.of("src/test/resources"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> String.valueOf(file.getParent().getFileName()))
                            .filter("fuzzerTestOneInput"::equals))
                    .hasSize(seedsOfAllTargets());
        }
    }

    private static int seedsOfAllTargets() throws IOException {
        int seeds = 0;
        for (Target target : Target.values()) {
            seeds += target.seeds().size();
        }
        return seeds;
    }
}
