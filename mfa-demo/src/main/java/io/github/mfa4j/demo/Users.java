package io.github.mfa4j.demo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** The accounts of the application. The library has no part in them. */
final class Users {

    /** Letters to Unicode, blank to the eye. */
    private static final String FILLERS = "\u115F\u1160\u3164\uFFA0";

    private static final int MAX_EMAIL_BYTES = 254;
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;
    private final SecureRandom random = new SecureRandom();

    Users(DataSource database) {
        this.database = database;
    }

    /** Whether this can be an address. The only proof of an address is a mail that arrives, so little is checked. */
    static boolean isEmail(String email) {
        int at = email.indexOf('@');
        return at > 0
                && at == email.lastIndexOf('@')
                && at < email.length() - 1
                && email.getBytes(StandardCharsets.UTF_8).length <= MAX_EMAIL_BYTES
                && email.codePoints().allMatch(Users::mayStandInEmail);
    }

    private static boolean mayStandInEmail(int c) {
        // An account name in an otpauth URI has no colon; invisible characters only serve to deceive.
        int type = Character.getType(c);
        return c != ':'
                && FILLERS.indexOf(c) < 0
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.UNASSIGNED
                && type != Character.SURROGATE;
    }

    /** Makes an account, unless there is one with this address. */
    boolean register(String email, String password) {
        String sql = "insert into demo_user (id, email, email_key, password_hash) values (?, ?, ?, ?)";
        String hash = Passwords.hash(password);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, newId());
            insert.setString(2, email);
            insert.setString(3, key(email));
            insert.setString(4, hash);
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException("an account could not be written", e);
        }
    }

    /**
     * The account with this address and password. It takes as long for an address that nobody has as for a wrong
     * password, so the time tells nothing.
     */
    Optional<User> authenticate(String email, String password) {
        Optional<Account> account = find(email);
        String hash = account.map(Account::passwordHash).orElse(Passwords.NOBODYS_HASH);
        boolean right = Passwords.matches(password, hash);
        return account.filter(found -> right).map(Account::user);
    }

    private Optional<Account> find(String email) {
        String sql = "select id, email, password_hash from demo_user where email_key = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, key(email));
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Account(new User(row.getString(1), row.getString(2)), row.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an account could not be read", e);
        }
    }

    private String newId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    private record Account(User user, String passwordHash) {}
}
