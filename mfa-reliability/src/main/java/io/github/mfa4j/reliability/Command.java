package io.github.mfa4j.reliability;

import java.util.ArrayList;
import java.util.List;

/**
 * What a worker is to do.
 *
 * @param round its number, one per command that all workers get
 * @param lane which of a worker's threads is to do it
 * @param second the time, before the worker's own error is added; seconds since the epoch
 * @param operation the door
 * @param user the id of the user
 * @param arguments what else the door takes
 */
record Command(long round, int lane, long second, Operation operation, String user, List<String> arguments) {

    String line() {
        List<String> parts = new ArrayList<>(List.of("" + round, "" + lane, "" + second, operation.name(), user));
        parts.addAll(arguments);
        return String.join("\t", parts);
    }

    static Command read(String line) {
        String[] parts = line.split("\t", -1);
        return new Command(
                Long.parseLong(parts[0]),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                Operation.valueOf(parts[3]),
                parts[4],
                List.of(parts).subList(5, parts.length));
    }
}
