package io.github.mfa4j.reliability;

import io.github.mfa4j.jdbc.JdbcMfaStore;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;

/** Stores with one fault each, for workers to run with. */
final class BrokenStores {

    private BrokenStores() {}

    /** Hands everything to a good store. */
    private abstract static class Broken implements MfaStore {

        /** So often that each run has it many times, and so seldom that most rounds are as they should be. */
        private static final int SELDOM = 10;

        final MfaStore good;
        private final AtomicInteger writes = new AtomicInteger();

        Broken(DataSource dataSource) {
            good = JdbcMfaStore.of(dataSource);
        }

        boolean nowAndThen() {
            return writes.incrementAndGet() % SELDOM == 0;
        }

        boolean isThere(String userId, long version) {
            return good.find(userId).filter(found -> found.version() == version).isPresent();
        }

        @Override
        public Optional<StoredState> find(String userId) {
            return good.find(userId);
        }
    }

    /** Looks at the version, and then writes whatever it is by now. */
    static final class ChecksThenPuts implements Function<DataSource, MfaStore> {
        @Override
        public MfaStore apply(DataSource dataSource) {
            return new Broken(dataSource) {
                @Override
                public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                    if (!isThere(userId, expectedVersion)) {
                        return false;
                    }
                    try (Connection connection = dataSource.getConnection();
                            PreparedStatement put = connection.prepareStatement(
                                    "UPDATE mfa_state SET version = ?, state = ? WHERE user_id = ?")) {
                        put.setLong(1, next.version());
                        put.setString(2, next.state());
                        put.setString(3, userId);
                        return put.executeUpdate() == 1;
                    } catch (SQLException e) {
                        throw new IllegalStateException("Writing failed", e);
                    }
                }
            };
        }
    }

    /** Says that it wrote, and writes later. */
    static final class AnswersBeforeTheWrite implements Function<DataSource, MfaStore> {
        @Override
        public MfaStore apply(DataSource dataSource) {
            ExecutorService later = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            });
            return new Broken(dataSource) {
                @Override
                public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                    if (!isThere(userId, expectedVersion)) {
                        return false;
                    }
                    later.execute(() -> good.compareAndSet(userId, expectedVersion, next));
                    return true;
                }
            };
        }
    }

    /** Says that it wrote, and does not, now and then: as if an exception were taken for a success. */
    static final class ForgetsToWrite implements Function<DataSource, MfaStore> {
        @Override
        public MfaStore apply(DataSource dataSource) {
            return new Broken(dataSource) {
                @Override
                public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                    return nowAndThen() || good.compareAndSet(userId, expectedVersion, next);
                }
            };
        }
    }

    /** Says that another writer came first, and wrote: as if a broken connection were taken for a lost write. */
    static final class DeniesWhatItWrote implements Function<DataSource, MfaStore> {
        @Override
        public MfaStore apply(DataSource dataSource) {
            return new Broken(dataSource) {
                @Override
                public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                    return good.compareAndSet(userId, expectedVersion, next) && !nowAndThen();
                }
            };
        }
    }

    /** Fails as it does not say that it can. */
    static final class ThrowsSomethingElse implements Function<DataSource, MfaStore> {
        @Override
        public MfaStore apply(DataSource dataSource) {
            return new Broken(dataSource) {
                @Override
                public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                    if (nowAndThen()) {
                        throw new UnsupportedOperationException("now and then");
                    }
                    return good.compareAndSet(userId, expectedVersion, next);
                }
            };
        }
    }

    /** Ends the whole JVM. */
    static final class EndsTheWorker implements Function<DataSource, MfaStore> {
        @Override
        public MfaStore apply(DataSource dataSource) {
            return new Broken(dataSource) {
                @Override
                public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                    if (nowAndThen()) {
                        Runtime.getRuntime().halt(0);
                    }
                    return good.compareAndSet(userId, expectedVersion, next);
                }
            };
        }
    }
}
