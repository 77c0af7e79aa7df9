package io.github.mfa4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    private Path folder;

    @Test
    void onlyWhatJmhLeftIsDeletedBeforeARun() throws Exception {
        for (String name : new String[] {"jmh-quick-0.json", "jmh-window-2.json", "results.json", "jmh-notes.md"}) {
            Files.writeString(folder.resolve(name), "[]");
        }
        assertThat(Main.cleared(folder)).isEqualTo(folder);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("results.json", "jmh-notes.md");
    }

    @Test
    void aFolderThatIsNotThereIsNotMissed() throws Exception {
        assertThat(Main.cleared(folder.resolve("none"))).doesNotExist();
    }
}
