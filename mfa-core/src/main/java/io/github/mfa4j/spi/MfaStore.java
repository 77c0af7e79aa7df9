package io.github.mfa4j.spi;

import java.util.Optional;

/**
 * Where a host keeps one opaque record per user: in a table of its own, in two more columns of the user table, in a
 * key-value store. The project's {@code docs/storing-state.md} has a class to copy for each.
 *
 * <p>Everything the library promises (a code works once, guesses are counted, nothing is half-done) rests on
 * {@link #compareAndSet}. An implementation MUST be safe for use by several threads and, if several processes share the
 * data, by several processes.
 *
 * <h2>Security guarantees</h2>
 *
 * <p>Rules 1 to 7 bind the implementation. Rule 8 binds whoever calls the library, since a store cannot see to it.
 *
 * <ol>
 *   <li>{@code compareAndSet} MUST decide and write in one atomic step. Reading the version first and writing
 *       afterwards is wrong, however short the gap: use one conditional statement
 *       ({@code UPDATE ... WHERE user_id = ? AND version = ?}) and look at the number of rows, or an equal primitive.
 *   <li>It MUST return {@code true} only if exactly this call wrote the record, and {@code false} only if it wrote
 *       nothing. If it cannot know which, because a connection broke or a time-out passed, it MUST throw.
 *   <li>{@code true} MUST be durable: it MUST NOT be returned inside a transaction that can still roll back. A failed
 *       attempt that is rolled back with the host's own work is a free guess.
 *   <li>{@code find} MUST return the latest record for which {@code compareAndSet} returned {@code true}. It MUST NOT
 *       read a replica or a cache: answers that write nothing rest on it.
 *   <li>User ids MUST be compared exactly, character by character: {@code "alice"} and {@code "Alice"}
 *       are two users. Mind the collation of the column.
 *   <li>Version and text MUST be kept exactly as given. The library chooses the versions; the store MUST NOT.
 *   <li>With an expected version of {@code 0} the call MUST create the record, and MUST return {@code false} if there
 *       already is one. With any other expected version it MUST NOT create one.
 *   <li>The caller MUST NOT hold a lock on the row of the user while it calls the library.
 * </ol>
 *
 * <p>There is no delete. A host that removes a user may delete the row with the user.
 */
public interface MfaStore {

    /**
     * Reads the record of a user.
     *
     * @param userId the id of the user, 1 to 200 characters, compared exactly
     * @return the latest record, or empty if there is none
     * @throws RuntimeException if the store cannot answer; the library then gives no verdict
     */
    Optional<StoredState> find(String userId);

    /**
     * Writes the record of a user if nobody else did since it was read.
     *
     * @param userId the id of the user, 1 to 200 characters, compared exactly
     * @param expectedVersion the version that was read, or {@code 0} if there was no record
     * @param next what to write; its version differs from {@code expectedVersion}
     * @return {@code true} if this call wrote {@code next}, durably; {@code false} if the version was another one and
     *     nothing was written
     * @throws RuntimeException if the store cannot answer, or cannot know whether the write happened; the library then
     *     gives no verdict
     */
    boolean compareAndSet(String userId, long expectedVersion, StoredState next);
}
