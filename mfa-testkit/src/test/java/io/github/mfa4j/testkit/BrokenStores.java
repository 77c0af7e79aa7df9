package io.github.mfa4j.testkit;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Stores as people write them when nobody tells them better. Each has one fault. */
final class BrokenStores {

    private BrokenStores() {}

    /** A store that is right, for the faults to be built on. */
    static class Sound implements MfaStore {

        final Map<String, StoredState> records = new ConcurrentHashMap<>();

        @Override
        public Optional<StoredState> find(String userId) {
            return Optional.ofNullable(records.get(userId));
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            boolean[] won = {false};
            records.compute(userId, (id, old) -> {
                won[0] = (old == null ? 0 : old.version()) == expectedVersion;
                return won[0] ? next : old;
            });
            return won[0];
        }

        @Override
        public String toString() {
            return getClass().getSimpleName();
        }
    }

    /** Reads, compares, and writes a moment later. */
    static final class CheckThenPut extends Sound {
        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            long present = find(userId).map(StoredState::version).orElse(0L);
            if (present != expectedVersion) {
                return false;
            }
            LockSupport.parkNanos(20_000);
            records.put(userId, next);
            return true;
        }
    }

    /** Right as long as nobody else opens the data. */
    static final class LockOfOneProcess implements MfaStore {

        final Map<String, StoredState> records;

        LockOfOneProcess(Map<String, StoredState> records) {
            this.records = records;
        }

        @Override
        public Optional<StoredState> find(String userId) {
            return Optional.ofNullable(records.get(userId));
        }

        @Override
        public synchronized boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            if (find(userId).map(StoredState::version).orElse(0L) != expectedVersion) {
                return false;
            }
            LockSupport.parkNanos(20_000);
            records.put(userId, next);
            return true;
        }
    }

    /** Writes a record that is not there, whatever was expected. */
    static final class Upsert extends Sound {
        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            return records.putIfAbsent(userId, next) == null || super.compareAndSet(userId, expectedVersion, next);
        }
    }

    /** Does not look at what the statement changed. */
    static final class AlwaysTrue extends Sound {
        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            super.compareAndSet(userId, expectedVersion, next);
            return true;
        }
    }

    /** Replaces whatever is older than the new one. */
    static final class OlderThan extends Sound {
        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            boolean[] won = {false};
            records.compute(userId, (id, old) -> {
                won[0] = old == null ? expectedVersion == 0 : expectedVersion > 0 && old.version() < next.version();
                return won[0] ? next : old;
            });
            return won[0];
        }
    }

    /** Keeps the version in 32 bits. */
    static final class IntVersion extends Sound {
        @Override
        public Optional<StoredState> find(String userId) {
            return super.find(userId)
                    .map(found -> new StoredState(Math.max(1, Math.abs((int) found.version())), found.state()));
        }
    }

    /** Cuts the text, as some databases do without a word. */
    static final class ShortColumn extends Sound {
        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            String text = next.state();
            return super.compareAndSet(
                    userId,
                    expectedVersion,
                    new StoredState(next.version(), text.substring(0, Math.min(2_000, text.length()))));
        }
    }

    /** Folds the case of ids, as a collation does. */
    static final class CaseFoldingIds extends Sound {
        @Override
        public Optional<StoredState> find(String userId) {
            return super.find(userId.toLowerCase(Locale.ROOT));
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            return super.compareAndSet(userId.toLowerCase(Locale.ROOT), expectedVersion, next);
        }
    }

    /** Counts the versions itself. */
    static final class OwnVersionNumbers extends Sound {
        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            long mine = find(userId).map(StoredState::version).orElse(0L) + 1;
            return super.compareAndSet(userId, expectedVersion, new StoredState(mine, next.state()));
        }
    }

    /** Says true and forgets some writes, as a write behind a cache can. */
    static final class LostWrite extends Sound {
        private int writes;

        @Override
        public synchronized boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            long present = find(userId).map(StoredState::version).orElse(0L);
            writes++;
            return (writes % 3 == 0 && present == expectedVersion)
                    || super.compareAndSet(userId, expectedVersion, next);
        }
    }

    /** Reads from a replica that is one write behind. */
    static final class ReadReplica extends Sound {
        private final Map<String, StoredState> replica = new ConcurrentHashMap<>();

        @Override
        public Optional<StoredState> find(String userId) {
            return Optional.ofNullable(replica.get(userId));
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            StoredState before = records.get(userId);
            boolean won = super.compareAndSet(userId, expectedVersion, next);
            if (won && before != null) {
                replica.put(userId, before);
            }
            return won;
        }
    }

    /** Keeps the first characters of an id. */
    static final class ShortIds extends Sound {
        private static String cut(String userId) {
            return userId.substring(0, Math.min(191, userId.length()));
        }

        @Override
        public Optional<StoredState> find(String userId) {
            return super.find(cut(userId));
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            return super.compareAndSet(cut(userId), expectedVersion, next);
        }
    }

    /** Throws where it should say that somebody else was faster. */
    static final class ThrowsInsteadOfFalse extends Sound {
        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            if (!super.compareAndSet(userId, expectedVersion, next)) {
                throw new IllegalStateException("duplicate key");
            }
            return true;
        }
    }

    /** Forgets the user in the condition of its update. */
    static final class UpdatesEverybody extends Sound {
        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            if (expectedVersion == 0) {
                return super.compareAndSet(userId, 0, next);
            }
            if (find(userId).filter(found -> found.version() == expectedVersion).isEmpty()) {
                return false;
            }
            records.replaceAll((id, found) -> found.version() == expectedVersion ? next : found);
            return true;
        }
    }

    /** Replaces a record by deleting it and then inserting it, and does not keep readers out. */
    static final class DeleteThenInsert extends Sound {
        @Override
        public synchronized boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            long present = find(userId).map(StoredState::version).orElse(0L);
            if (present != expectedVersion) {
                return false;
            }
            records.remove(userId);
            LockSupport.parkNanos(20_000);
            records.put(userId, next);
            return true;
        }
    }

    /** Does not wait for whoever writes at the moment. */
    static final class ThrowsWhenBusy extends Sound {
        private final Semaphore lock = new Semaphore(1);

        @Override
        public Optional<StoredState> find(String userId) {
            return alone(() -> super.find(userId));
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            return alone(() -> super.compareAndSet(userId, expectedVersion, next));
        }

        private <T> T alone(Supplier<T> action) {
            if (!lock.tryAcquire()) {
                throw new IllegalStateException("database is locked");
            }
            try {
                LockSupport.parkNanos(20_000);
                return action.get();
            } finally {
                lock.release();
            }
        }
    }

    /** Keeps ids in a character set of three bytes a character, and puts question marks in the place of the others. */
    static final class ThreeByteCharacters extends Sound {
        private static String kept(String userId) {
            return userId.replaceAll("[^\\x{0}-\\x{FFFF}]", "?");
        }

        @Override
        public Optional<StoredState> find(String userId) {
            return super.find(kept(userId));
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            return super.compareAndSet(kept(userId), expectedVersion, next);
        }
    }
}
