package io.github.mfa4j.demo;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All sessions, in memory: a restart signs everybody out, and nothing else. */
final class Sessions {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration WHOLE = Duration.ofHours(12);
    /** From the right password to the right code. */
    private static final Duration HALF_SIGNED_IN = Duration.ofMinutes(10);

    private static final int MAX_SESSIONS = 10_000;
    private static final int ID_BYTES = 32;

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** The live session with this id. An id that the server did not make up never becomes a session. */
    Optional<Session> find(String id) {
        Session session = sessions.get(id);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (isOver(session, now)) {
            end(session);
            return Optional.empty();
        }
        session.usedAt(now);
        return Optional.of(session);
    }

    /** A session for a browser about which nothing is known. */
    Session create() {
        return add(Access.ANYONE, null);
    }

    /** Ends a session and starts another one with a new id: to be called at every change of what the browser may do. */
    Session replace(Session old, Access access, User user) {
        end(old);
        return add(access, user);
    }

    void end(Session session) {
        sessions.remove(session.id());
    }

    /** Signs a user out everywhere else. */
    void endOthers(User user, Session keep) {
        sessions.values().removeIf(session -> session != keep && session.isOf(user));
    }

    private Session add(Access access, @Nullable User user) {
        makeRoom();
        Session session = new Session(token(), token(), access, user, clock.instant());
        sessions.put(session.id(), session);
        return session;
    }

    private static boolean isOver(Session session, Instant now) {
        Duration whole = session.access() == Access.HALF_SIGNED_IN ? HALF_SIGNED_IN : WHOLE;
        return now.isAfter(session.startedAt().plus(whole))
                || now.isAfter(session.lastUsedAt().plus(IDLE));
    }

    /** Strangers can make sessions, so their number is bounded, and they never push out somebody who is signed in. */
    private void makeRoom() {
        if (sessions.size() < MAX_SESSIONS) {
            return;
        }
        Instant now = clock.instant();
        sessions.values().removeIf(session -> isOver(session, now));
        sessions.values().stream()
                .filter(session -> session.access() == Access.ANYONE)
                .sorted(Comparator.comparing(Session::lastUsedAt))
                .limit(Math.max(0, sessions.size() - MAX_SESSIONS + MAX_SESSIONS / 10))
                .forEach(this::end);
    }

    private String token() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
