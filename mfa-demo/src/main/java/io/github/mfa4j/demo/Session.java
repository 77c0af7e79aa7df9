package io.github.mfa4j.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the server remembers about one browser. How far it has come never changes: signing in makes a new session with a
 * new id, so an id that somebody planted or saw before is worth nothing afterwards. Thread-safe.
 */
final class Session {

    private final String id;
    private final String csrfToken;
    private final Access access;
    private final @Nullable User user;
    private final Instant startedAt;
    private volatile Instant lastUsedAt;

    // Small things for the next page. None of them is a secret.
    private final AtomicReference<@Nullable Notice> notice = new AtomicReference<>();
    private static final int MAX_EMAIL = 254;

    private volatile String typedEmail = "";
    private volatile String offerId = "";
    private volatile String setId = "";

    Session(String id, String csrfToken, Access access, @Nullable User user, Instant now) {
        this.id = id;
        this.csrfToken = csrfToken;
        this.access = access;
        this.user = user;
        this.startedAt = now;
        this.lastUsedAt = now;
    }

    String id() {
        return id;
    }

    String csrfToken() {
        return csrfToken;
    }

    boolean isCsrfToken(String candidate) {
        return MessageDigest.isEqual(
                csrfToken.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    Access access() {
        return access;
    }

    /** The user, for a page that only half or fully signed-in sessions reach. */
    User user() {
        if (user == null) {
            throw new IllegalStateException("this session has no user; the page needs another Access");
        }
        return user;
    }

    boolean isOf(User other) {
        return user != null && user.id().equals(other.id());
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant lastUsedAt() {
        return lastUsedAt;
    }

    void usedAt(Instant now) {
        lastUsedAt = now;
    }

    void leave(Notice next) {
        notice.set(next);
    }

    @Nullable
    Notice takeNotice() {
        return notice.getAndSet(null);
    }

    String typedEmail() {
        return typedEmail;
    }

    void typedEmail(String email) {
        // Anybody can send one, and sessions are many: what cannot be an address is not kept.
        typedEmail = email.length() <= MAX_EMAIL ? email : "";
    }

    /** The id of the set-up that this browser saw last; empty if there is none. */
    String offerId() {
        return offerId;
    }

    void offerId(String id) {
        offerId = id;
    }

    /** The id of the backup codes that this browser saw last; empty if there are none. */
    String setId() {
        return setId;
    }

    void setId(String id) {
        setId = id;
    }
}
