package io.github.mfa4j.demo.host;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Keeps what a product would mail, so that the demo needs no mail server. */
public final class Mailbox {

    private static final int SHOWN = 50;

    private final Sql sql;
    private final InstantSource clock;

    public Mailbox(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A mail. The link is a path of this application. In a real mail its configured address comes before that, and never
     * what the header Host says: whoever asks for a mail to somebody else chooses that header.
     */
    public record Mail(Instant sentAt, String subject, String text, Optional<String> link) {}

    public void send(String account, String subject, String text) {
        send(account, subject, text, Optional.empty());
    }

    public void sendLink(String account, String subject, String text, String link) {
        send(account, subject, text, Optional.of(link));
    }

    private void send(String account, String subject, String text, Optional<String> link) {
        sql.update(
                "insert into demo_mail (account, sent_at, subject, text, link) values (?, ?, ?, ?, ?)",
                account,
                clock.millis(),
                subject,
                text,
                link.orElse(null));
    }

    /** The newest first. */
    public List<Mail> of(String account) {
        return sql.list(
                row -> new Mail(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        row.getString(3),
                        Optional.ofNullable(row.getString(4))),
                "select sent_at, subject, text, link from demo_mail where account = ? order by id desc limit " + SHOWN,
                account);
    }
}
