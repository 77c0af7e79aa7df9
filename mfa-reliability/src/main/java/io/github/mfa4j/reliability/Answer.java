package io.github.mfa4j.reliability;

import java.util.List;
import java.util.Optional;

/**
 * What a worker answered to one command.
 *
 * @param round the command's round
 * @param lost how many writes of this attempt lost against another writer
 * @param verdict {@link #OK}, {@link #ERROR} or the name of a reason to refuse
 * @param data what came with it, such as a token; of an error what was tried, its kind and its message
 */
record Answer(long round, int lost, String verdict, List<String> data) {

    static final String OK = "ok";
    static final String ERROR = "error";

    /** At the end of each line, so that one which a kill cut off is not taken for a shorter one. */
    private static final String END = ".";

    boolean ok() {
        return verdict.equals(OK);
    }

    boolean error() {
        return verdict.equals(ERROR);
    }

    boolean counted() {
        return verdict.equals("WRONG_CODE");
    }

    String line() {
        StringBuilder line = new StringBuilder().append(round).append('\t').append(lost);
        line.append('\t').append(verdict);
        data.forEach(value -> line.append('\t')
                .append(value.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ')));
        return line.append('\t').append(END).toString();
    }

    /** Reads a line back; empty if it is not whole. */
    static Optional<Answer> read(String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length < 4 || !parts[parts.length - 1].equals(END)) {
            return Optional.empty();
        }
        List<String> data = List.of(parts).subList(3, parts.length - 1);
        return Optional.of(
                new Answer(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2], List.copyOf(data)));
    }
}
