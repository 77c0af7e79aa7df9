package io.github.mfa4j.demo.host;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The accounts of the application. The library has no part in them. */
public final class Accounts {

    private static final String COLUMNS = "select id, email, shared, organization, owner from demo_account ";

    private final Sql sql;
    private final Passwords passwords;

    public Accounts(Sql sql, Passwords passwords) {
        this.sql = sql;
        this.passwords = passwords;
    }

    /** Makes an account of no organization, unless there is one with this address. */
    public boolean register(String email, String password, boolean shared) {
        return sql.insertIfNew(
                "insert into demo_account (id, email, email_key, password_hash, shared, owner) values (?, ?, ?, ?, ?, false)",
                RandomIds.next(),
                email,
                Emails.key(email),
                passwords.hash(password),
                shared);
    }

    /** Makes the account with this address one of an organization. */
    public void join(String email, String organization, boolean owner) {
        sql.update(
                "update demo_account set organization = ?, owner = ? where email_key = ?",
                organization,
                owner,
                Emails.key(email));
    }

    /** Somebody who typed the right password, and the hash of it: it may be another one a moment later. */
    public static final class Proved {

        private final Account account;
        private final String passwordHash;

        private Proved(Account account, String passwordHash) {
            this.account = account;
            this.passwordHash = passwordHash;
        }

        public Account account() {
            return account;
        }
    }

    /**
     * The account with this address and password. It takes as long for an address that nobody has as for a wrong
     * password, so the time tells nothing.
     */
    public Optional<Proved> authenticate(String email, String password) {
        return prove(byEmail(email), password);
    }

    /** The same for an account that is known already: to be asked anew before what matters. */
    public Optional<Proved> prove(Account account, String password) {
        return prove(Optional.of(account), password);
    }

    private Optional<Proved> prove(Optional<Account> account, String password) {
        String hash = account.flatMap(found -> passwordHash(found.id())).orElse(passwords.nobodysHash());
        return passwords.matches(password, hash) ? account.map(found -> new Proved(found, hash)) : Optional.empty();
    }

    /** Whether the password is still the one that was proved. */
    public boolean isStill(Proved proved) {
        return passwordHash(proved.account.id())
                .filter(proved.passwordHash::equals)
                .isPresent();
    }

    private Optional<String> passwordHash(String id) {
        return sql.find(row -> row.getString(1), "select password_hash from demo_account where id = ?", id);
    }

    /** Gives the account another password, unless it has another one than the one that was proved by now. */
    public boolean changePassword(Proved proved, String password) {
        return sql.update(
                        "update demo_account set password_hash = ? where id = ? and password_hash = ?",
                        passwords.hash(password),
                        proved.account.id(),
                        proved.passwordHash)
                > 0;
    }

    public Optional<Account> byId(String id) {
        return sql.find(Accounts::read, COLUMNS + "where id = ?", id);
    }

    private Optional<Account> byEmail(String email) {
        return Emails.isEmail(email)
                ? sql.find(Accounts::read, COLUMNS + "where email_key = ?", Emails.key(email))
                : Optional.empty();
    }

    /** The first ones by address: an organization may have more people than a page can show. */
    public List<Account> firstOfOrganization(String organization, int most) {
        return sql.list(
                Accounts::read, COLUMNS + "where organization = ? order by email_key limit " + most, organization);
    }

    /** The ids of all of them. */
    public List<String> allOfOrganization(String organization) {
        return sql.list(row -> row.getString(1), "select id from demo_account where organization = ?", organization);
    }

    private static Account read(ResultSet row) throws SQLException {
        return new Account(
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                Optional.ofNullable(row.getString(4)),
                row.getBoolean(5));
    }
}
