package io.github.mfa4j.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts Jazzer on one target in a JVM of its own, and ends with its status: 0 after so many executions, another one at the
 * first finding. Everything that is written goes below {@code target/fuzz}.
 */
public final class Fuzzing {

    private Fuzzing() {}

    /** Takes the name of the target and the number of executions, and what else is to be passed on to libFuzzer. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Target target = Target.named(arguments[0]);
        Path home = Path.of("target", "fuzz", target.id()).toAbsolutePath();
        Path corpus = Files.createDirectories(home.resolve("corpus"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "-XX:-OmitStackTraceInFastThrow",
                // Later than 17: the agent that instruments is attached at run time, and the fuzzer is native.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.className(),
                // Only the library: or the fuzzer would explore the oracles, and learn the texts that they compare
                // with.
                "--instrumentation_includes=" + target.explored(),
                "--instrumentation_excludes=" + classesOfTargets(),
                "--custom_hook_includes=" + target.explored(),
                "--custom_hook_excludes=" + classesOfTargets(),
                // Dictionaries take the place of traced comparisons, libFuzzer that of another mutator: several times
                // as fast.
                "--trace=cov",
                "--mutator_framework=0",
                "--reproducer_path=" + home,
                "--coverage_report=" + home.resolve("coverage.txt"),
                "-artifact_prefix=" + home + "/",
                "-dict=" + target.dictionary().toAbsolutePath(),
                "-max_len=" + target.maxLength(),
                "-timeout=60",
                "-print_final_stats=1",
                "-runs=" + arguments[1]));
        command.addAll(List.of(arguments).subList(2, arguments.length));
        // New inputs are written to the first, so the seeds stay as they are.
        command.add(corpus.toString());
        command.add(target.seedFolder().toAbsolutePath().toString());
        System.exit(new ProcessBuilder(command)
                .directory(home.toFile())
                .inheritIO()
                .start()
                .waitFor());
    }

    private static String classesOfTargets() throws IOException {
        Path classes = Path.of("target", "test-classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .map(file -> file.replace(File.separatorChar, '.'))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
