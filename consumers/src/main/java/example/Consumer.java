package example;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.jdbc.JdbcMfaStore;
import io.github.mfa4j.jdbc.JdbcSchema;
import io.github.mfa4j.qr.Qr;
import io.github.mfa4j.slf4j.Slf4jMfaListener;
import io.github.mfa4j.testkit.MfaStoreContract;
import io.github.mfa4j.testkit.MutableClock;
import io.github.mfa4j.testkit.TestPhone;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Does what README says, with the classes that are printed there: {@code TwoFactorPages} and {@code UsersTableStore} are put
 * beside this one.
 */
public final class Consumer {

    private static final String USER = "42";
    private static final String EMAIL = "alice@example.com";
    private static final byte[] KEY = SecureRandom.getSeed(32);

    private Consumer() {}

    /**
     * Runs.
     *
     * @param args "modules" or "classes": how the caller thinks that this runs
     * @throws SQLException if the database is broken
     */
    public static void main(String[] args) throws SQLException {
        require(Consumer.class.getModule().isNamed() == args[0].equals("modules"), "it runs the other way");
        require(isAbsent("org.jspecify.annotations.Nullable"), "the annotations of the build are published");

        DataSource database = database();
        theExampleOfTheReadme();
        theUserTableOfTheReadme(database);
        theTableOfItsOwn(database);
        System.out.println("works with " + args[0] + " on Java " + Runtime.version().feature());
    }

    private static void theExampleOfTheReadme() {
        TwoFactorPages pages = new TwoFactorPages(new InMemoryMfaStore(), KEY);
        require(pages.next(USER).equals("home"), "nothing is asked of who has no second factor");

        String page = pages.scan(USER, EMAIL);
        TestPhone phone = TestPhone.type(found("or type ([A-Z2-7 ]+)<", page));
        require(page.contains("<svg"), "there is a QR code");
        String codes = pages.phoneWorks(USER, id(page), phone.code(Instant.now()));
        require(pages.next(USER).equals("home"), "nothing is asked for before the backup codes are saved");
        require(pages.codesSaved(USER, id(codes)).equals("two-factor sign-in is on"), "it is on");

        require(pages.next(USER).equals("code"), "the code is asked for");
        require(pages.signIn(USER, "12").equals("MALFORMED"), "what is no code");
        // The code that confirmed the phone is used up, and the next one is within the window.
        String next = phone.nextCode(Instant.now());
        require(pages.signIn(USER, next).equals("welcome, 10 backup codes left"), "the code is right");
        require(pages.signIn(USER, next).startsWith("REPLAYED"), "it was right once");
        String backupCode = found("<pre>([0-9A-Za-z-]+)\\s", codes);
        require(pages.signIn(USER, backupCode).equals("welcome, 9 backup codes left"), "a backup code is right");
        require(!pages.signIn(USER, backupCode).startsWith("welcome"), "once");
    }

    private static void theUserTableOfTheReadme(DataSource database) throws SQLException {
        run(database, "CREATE TABLE users (id VARCHAR(200) PRIMARY KEY, mfa_version BIGINT DEFAULT 0 NOT NULL, mfa_state VARCHAR(4000))");
        MfaStoreContract.of(new UsersTableStore(database))
                .withUsers(id -> {
                    insert(database, id);
                    return id;
                })
                .verify();
    }

    private static void theTableOfItsOwn(DataSource database) throws SQLException {
        for (String statement : JdbcSchema.H2.statements()) {
            run(database, statement);
        }
        MutableClock clock = new MutableClock(Instant.parse("2026-11-22T12:00:00Z"));
        Mfa mfa = Mfa.builder("Example Bank")
                .store(JdbcMfaStore.of(database))
                .secretCipher(AesGcmSecretCipher.of("k1", KEY))
                .listener(new Slf4jMfaListener())
                .instantSource(clock)
                .build();
        String uri = mfa.enroll(USER, EMAIL).fold(offer -> offer.uri(), no -> "" + no.reason());
        require(Qr.of(uri).toPng(4).length > 0, "there is a picture");
        require(TestPhone.scan(uri).code(clock.instant()).length() == 6, "a phone can scan it");
        require(mfa.status(USER).setup().isPresent(), "the set-up is kept");
    }

    private static DataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:consumer;DB_CLOSE_DELAY=-1");
        return database;
    }

    private static void run(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void insert(DataSource database, String id) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("INSERT INTO users (id) VALUES (?)")) {
            statement.setString(1, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isAbsent(String type) {
        try {
            Class.forName(type);
            return false;
        } catch (ClassNotFoundException e) {
            return true;
        }
    }

    private static String id(String page) {
        return found("name=\"id\" value=\"([^\"]+)\"", page);
    }

    private static String found(String pattern, String page) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        require(matcher.find(), pattern + " is in " + page);
        return matcher.group(1);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not so: " + what);
        }
    }
}
