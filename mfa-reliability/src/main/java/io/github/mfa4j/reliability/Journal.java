package io.github.mfa4j.reliability;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a worker began and what it answered, in a file of its own. A line is one call of the system before anything else is
 * done, and what the system has it keeps when the worker is killed. (When the power fails it does not; that is not tested.)
 *
 * @param started the rounds in which an attempt began
 * @param answers the answers, by round
 * @param twice the rounds that were answered more than once
 */
record Journal(Set<Long> started, Map<Long, Answer> answers, Set<Long> twice) {

    private static final String START = "start\t";
    private static final String ANSWER = "answer\t";

    static Journal read(Path file) throws IOException {
        Journal journal = new Journal(new HashSet<>(), new HashMap<>(), new HashSet<>());
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                journal.add(line);
            }
        }
        return journal;
    }

    private void add(String line) {
        if (line.startsWith(START) && line.endsWith("\t.")) {
            started.add(Long.parseLong(line.substring(START.length(), line.length() - 2)));
        } else if (line.startsWith(ANSWER)) {
            Optional<Answer> answer = Answer.read(line.substring(ANSWER.length()));
            if (answer.isPresent() && answers.put(answer.get().round(), answer.get()) != null) {
                twice.add(answer.get().round());
            }
        }
    }

    /** Writes a journal; thread-safe. */
    static final class Writer implements AutoCloseable {

        private final OutputStream out;

        Writer(Path file) throws IOException {
            out = new FileOutputStream(file.toFile(), true);
        }

        void start(long round) throws IOException {
            write(START + round + "\t.");
        }

        void answer(Answer answer) throws IOException {
            write(ANSWER + answer.line());
        }

        private void write(String line) throws IOException {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            synchronized (out) {
                out.write(bytes);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
