package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README is right: its Java is compiled without a warning and run, and it keeps to its own limits. */
class ReadmeTest {

    private static final JavaBlocks README = JavaBlocks.of("README.md");

    @TempDir
    private Path folder;

    @Test
    void theExampleRuns() throws Exception {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Object pages = README.compiled("TwoFactorPages", folder)
                .getConstructor(MfaStore.class, byte[].class)
                .newInstance(new InMemoryMfaStore(), key);

        String scan = call(pages, "scan", "user-1", "alice@example.com");
        assertThat(scan).startsWith("<svg").contains("or type ");
        Totp phone = Totp.of(OtpSecret.ofBase32(between(scan, "<p>or type ", "</p>")));
        String codes = call(pages, "phoneWorks", "user-1", between(scan, "value=\"", "\""), phone.code(Instant.now()));
        assertThat(call(pages, "next", "user-1")).isEqualTo("home");
        assertThat(call(pages, "codesSaved", "user-1", between(codes, "value=\"", "\"")))
                .isEqualTo("two-factor sign-in is on");
        assertThat(call(pages, "next", "user-1")).isEqualTo("code");
        assertThat(call(pages, "signIn", "user-1", between(codes, "<pre>", "\n")))
                .isEqualTo("welcome, 9 backup codes left");
        assertThat(call(pages, "signIn", "user-1", between(codes, "<pre>", "\n")))
                .startsWith("WRONG_CODE");
    }

    @Test
    void theStoreOverOnesOwnUserTableWorks() throws Exception {
        JdbcDataSource users = new JdbcDataSource();
        users.setURL("jdbc:h2:mem:readme;DB_CLOSE_DELAY=-1");
        try (Connection connection = users.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id VARCHAR(200) PRIMARY KEY, email VARCHAR(254),"
                    + " mfa_version BIGINT DEFAULT 0 NOT NULL, mfa_state VARCHAR(4000))");
            statement.execute("INSERT INTO users (id, email) VALUES ('user-1', 'alice@example.com')");
        }
        MfaStore store = (MfaStore) README.compiled("UsersTableStore", folder)
                .getConstructor(DataSource.class)
                .newInstance(users);

        Connection bound = users.getConnection();
        bound.setAutoCommit(false);
        DataSource transaction = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> bound);
        MfaStore inTransaction =
                (MfaStore) store.getClass().getConstructor(DataSource.class).newInstance(transaction);
        assertThatIllegalStateException()
                .isThrownBy(() -> inTransaction.compareAndSet("user-1", 0, new StoredState(7, "x")))
                .withMessageContaining("auto-commit");

        StoredState first = new StoredState(7_000_000_000L, "first");
        StoredState second = new StoredState(7_000_000_001L, "second");
        assertThat(store.find("user-1")).isEmpty();
        assertThat(store.compareAndSet("user-1", 5, first)).isFalse();
        assertThat(store.compareAndSet("user-1", 0, first)).isTrue();
        assertThat(store.compareAndSet("user-1", 0, second)).isFalse();
        assertThat(store.compareAndSet("USER-1", first.version(), second)).isFalse();
        assertThat(store.find("user-1")).isEqualTo(Optional.of(first));
        assertThat(store.compareAndSet("user-1", first.version(), second)).isTrue();
        assertThat(store.find("user-1")).isEqualTo(Optional.of(second));
    }

    @Test
    void theUserTableNeedsThirtyLinesAndTheReadme150() throws Exception {
        long lines = README.block("UsersTableStore")
                .lines()
                .filter(line -> !line.startsWith("import "))
                .count();
        assertThat(lines).isLessThanOrEqualTo(30 + 1); // the empty line after the imports
        assertThat(README.text().lines().toList()).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void everyJavaBlockIsOneThatThisTestKnows() throws Exception {
        assertThat(README.typeNames()).containsExactly("TwoFactorPages", "UsersTableStore");
    }

    private static String call(Object target, String method, String... arguments) throws Exception {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        Method found = target.getClass().getMethod(method, types);
        return String.valueOf(found.invoke(target, (Object[]) arguments));
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
