package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The application as a process of its own, started and stopped as people do. */
@Timeout(120)
class DemoMainTest {

    private static final Pattern READY = Pattern.compile("mfa4j demo is ready: (http://localhost:[0-9]+/) .*");

    @TempDir
    private Path temp;

    private Process run(String... options) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DemoMain.class.getName());
        java.command().addAll(List.of(options));
        return java.redirectErrorStream(true).directory(temp.toFile()).start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static WebUser browser(Process demo) throws IOException {
        String line = output(demo).readLine();
        Matcher ready = READY.matcher(String.valueOf(line));
        assertThat(ready.matches()).as(line).isTrue();
        URI address = URI.create(ready.group(1));
        return new WebUser(() -> address, InstantSource.system());
    }

    @Test
    void whatWasAnsweredSurvivesACrashAndAStop() throws Exception {
        Process first = run("--port", "0", "--data", "some data");
        Process second = first;
        try {
            browser(first).registeredAndSignedIn("alice@example.com").switchOn();
            // A second one on the same data is told why it cannot start.
            Process other = run("--port", "0", "--data", "some data");
            assertThat(output(other).readLine()).contains("is another demo using it?");
            assertThat(other.waitFor()).isEqualTo(1);

            first.destroyForcibly().waitFor();
            second = run("--port", "0", "--data", "some data");
            assertThat(browser(second).signIn("alice@example.com").title()).isEqualTo("Enter your code");

            second.destroy();
            assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            first.destroyForcibly();
            second.destroyForcibly();
        }
        assertThat(passwordHashes(temp.resolve("some data")))
                .as("the rounds that a production needs")
                .hasSize(1)
                .allMatch(hash -> hash.startsWith("600000:"));
    }

    private static List<String> passwordHashes(Path data) throws IOException {
        try (Database database = Database.inFile(DataDirectory.open(data))) {
            return database.sql().list(row -> row.getString(1), "select password_hash from demo_account");
        }
    }

    @Test
    void wrongOptionsAreExplained() throws Exception {
        Process process = run("--port", "many");
        assertThat(output(process).lines()).containsExactly("--port must be 0 to 65535", DemoConfig.USAGE);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(temp).isEmptyDirectory();
    }
}
