package io.github.mfa4j.testservers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * A database server in a process of its own. It listens on loopback only, keeps its port and its data over {@link #stop} and
 * {@link #start}, and is gone with the JVM. Not thread-safe.
 */
public final class LocalServer implements AutoCloseable {

    private static final byte[] SPEAKS_FIRST = new byte[0];
    private static final byte[] PING = {'P', 'I', 'N', 'G', '\r', '\n'};

    private final Path folder;
    private final IntFunction<List<String>> command;
    private final byte[] greeting;
    private final String url;
    private final int port = Program.freePort();
    private Process process;

    private LocalServer(Path folder, IntFunction<List<String>> command, byte[] greeting, String url) {
        this.folder = folder;
        this.command = command;
        this.greeting = greeting;
        this.url = url;
        process = launch();
        Program.atExit(this::kill, folder);
    }

    /**
     * MariaDB, from Debian's package {@code mariadb-server}.
     *
     * @param options further ones of its command line, such as {@code --innodb-snapshot-isolation=ON}
     */
    public static LocalServer mariaDb(String... options) {
        Path folder = Program.folder("mariadb");
        Path data = folder.resolve("data");
        Program.run(
                folder.resolve("install.log"),
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"));
        return new LocalServer(
                folder,
                port -> mySqlLike("mariadbd", folder, port, options),
                SPEAKS_FIRST,
                "jdbc:mariadb://127.0.0.1:%d/%s?user=root&createDatabaseIfNotExist=true");
    }

    /**
     * MySQL 8, from a jar with a server for Linux on x86-64.
     *
     * @param options further ones of its command line
     */
    public static LocalServer mySql(String... options) {
        Path folder = Program.folder("mysql");
        Path archive = folder.resolve("mysql.tar.gz");
        Program.copy(
                Objects.requireNonNull(
                        ClassLoader.getSystemResourceAsStream("mysql-Linux-amd64.tar.gz"), "the jar with MySQL"),
                archive);
        Path log = folder.resolve("install.log");
        Program.run(log, List.of("tar", "-xzf", archive.toString(), "-C", folder.toString()));
        String program = folder.resolve("bin/mysqld").toString();
        Program.run(
                log,
                List.of(
                        program,
                        "--no-defaults",
                        "--initialize-insecure",
                        "--user=root",
                        "--datadir=" + folder.resolve("data")));
        return new LocalServer(
                folder,
                port -> mySqlLike(program, folder, port, options),
                SPEAKS_FIRST,
                "jdbc:mysql://127.0.0.1:%d/%s?user=root&createDatabaseIfNotExist=true&useSSL=false"
                        + "&allowPublicKeyRetrieval=true");
    }

    /** Redis, from Debian's package {@code redis-server}, which confirms a write when it is on the disk. */
    public static LocalServer redis() {
        Path folder = Program.folder("redis");
        return new LocalServer(
                folder,
                port -> List.of(
                        "redis-server",
                        "--port",
                        "" + port,
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "always"),
                PING,
                "redis://127.0.0.1:%d/%s");
    }

    private static List<String> mySqlLike(String program, Path folder, int port, String... options) {
        List<String> command = new ArrayList<>(List.of(
                program,
                "--no-defaults",
                "--user=root",
                "--datadir=" + folder.resolve("data"),
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-log-bin",
                "--max-connections=500"));
        if (program.endsWith("mysqld")) {
            command.add("--mysqlx=OFF");
        }
        command.addAll(List.of(options));
        return command;
    }

    /** Where it listens on loopback. */
    public int port() {
        return port;
    }

    /**
     * Where to connect to.
     *
     * @param database its name; a database of MariaDB or MySQL is made when somebody connects to it, one of Redis is a number
     */
    public String url(String database) {
        return String.format(Locale.ROOT, url, port, database);
    }

    /** Starts it again after {@link #stop} or {@link #kill}, and returns when it answers. */
    public void start() {
        if (process.isAlive()) {
            throw new IllegalStateException("it runs already");
        }
        process = launch();
    }

    /** Asks it to end, and returns when it has. */
    public void stop() {
        Program.stop(process);
    }

    /** Ends it by SIGKILL, in the middle of whatever it does. */
    public void kill() {
        process.destroyForcibly();
        Program.stop(process);
    }

    /** Ends it. */
    @Override
    public void close() {
        stop();
    }

    private Process launch() {
        Path log = folder.resolve("server.log");
        Process started = Program.start(log, command.apply(port));
        Program.awaitAnswer(started, port, greeting, log);
        return started;
    }
}
