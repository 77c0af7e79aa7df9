package io.github.mfa4j.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Answer ANSWER = new Answer(3, 2, Answer.OK, List.of("id", "two\tlines\nwith a tab"));

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("w0.journal");
    }

    @Test
    void whatWasWrittenIsReadOnOneLineEach() throws Exception {
        try (Journal.Writer journal = new Journal.Writer(file())) {
            journal.start(3);
            journal.answer(ANSWER);
            journal.start(4);
        }
        Answer flat = new Answer(3, 2, Answer.OK, List.of("id", "two lines with a tab"));
        assertThat(Journal.read(file())).isEqualTo(new Journal(Set.of(3L, 4L), Map.of(3L, flat), Set.of()));
    }

    @Test
    void aWriteIsInTheFileBeforeTheNextThingHappens() throws Exception {
        try (Journal.Writer journal = new Journal.Writer(file())) {
            journal.start(3);
            assertThat(Files.readString(file())).isEqualTo("start\t3\t.\n");
        }
    }

    @Test
    void aLineThatWasCutOffIsNoLine() throws Exception {
        try (Journal.Writer journal = new Journal.Writer(file())) {
            journal.start(3);
        }
        Files.writeString(file(), "answer\t3\t0\tok\tid", StandardOpenOption.APPEND);
        assertThat(Journal.read(file())).isEqualTo(new Journal(Set.of(3L), Map.of(), Set.of()));
    }

    @Test
    void aSecondAnswerIsNoticed() throws Exception {
        try (Journal.Writer journal = new Journal.Writer(file())) {
            journal.answer(ANSWER);
            journal.answer(ANSWER);
        }
        assertThat(Journal.read(file()).twice()).containsExactly(3L);
    }

    @Test
    void aWorkerThatNeverWroteHasAnEmptyJournal() throws Exception {
        assertThat(Journal.read(file())).isEqualTo(new Journal(Set.of(), Map.of(), Set.of()));
    }
}
