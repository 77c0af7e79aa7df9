package io.github.mfa4j.model;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaAdmin;
import io.github.mfa4j.MfaRecovery;
import io.github.mfa4j.MfaSettings;
import io.github.mfa4j.spi.RejectionReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For what reasons each operation refuses, as the Javadoc of the facades says: those that stand behind its {@code @return}. */
final class StatedReasons {

    private static final Pattern METHOD = Pattern.compile("public (?:\\w+ )+(\\w+)\\(");
    private static final Pattern AS_ANOTHER = Pattern.compile("as \\{@link (?:Mfa)?#(\\w+)");

    /** By operation, over all its overloads. */
    private static final Map<String, String> STATED = read();

    /** Each of them as an operation and a reason. */
    static final Set<String> ALL = all();

    private StatedReasons() {}

    private static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (String operation : STATED.keySet()) {
            Arrays.stream(RejectionReason.values())
                    .filter(reason -> states(operation, reason.name()))
                    .forEach(reason -> all.add(operation + " " + reason));
        }
        return all;
    }

    private static boolean states(String operation, String reason) {
        String text = STATED.getOrDefault(operation, "");
        Matcher another = AS_ANOTHER.matcher(text);
        return text.contains("{@code " + reason + "}")
                || (another.find() && !another.group(1).equals(operation) && states(another.group(1), reason));
    }

    private static Map<String, String> read() {
        Map<String, String> stated = new TreeMap<>();
        for (Class<?> facade : List.of(Mfa.class, MfaSettings.class, MfaRecovery.class, MfaAdmin.class)) {
            for (String comment : source(facade).split("/\\*\\*")) {
                Matcher method = METHOD.matcher(comment);
                if (comment.contains("@return") && method.find()) {
                    String text = comment.substring(comment.indexOf("@return"), method.start());
                    stated.merge(method.group(1), text, String::concat);
                }
            }
        }
        return stated;
    }

    private static String source(Class<?> type) {
        try {
            return Files.readString(Path.of("src/main/java/io/github/mfa4j", type.getSimpleName() + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
