package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.Verification;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.Table;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The traps of JPA that docs/storing-state/jpa.md warns of are real, and its store does not step into them. */
class StoringStateJpaTest {

    private static final String USER = "user-1";

    private HikariDataSource pool;
    private Class<?> type;
    private EntityManagerFactory factory;
    private MfaStore store;

    @BeforeEach
    void open() throws Exception {
        pool = Database.H2.newPool();
        Database.addUser(pool, USER);
        type = Recipe.JPA.type();
        factory = Recipe.persistence(pool, type, User.class, UserWithTheColumns.class);
        store = (MfaStore) type.getConstructor(EntityManagerFactory.class).newInstance(factory);
    }

    @AfterEach
    void close() {
        factory.close();
        pool.close();
    }

    @Test
    void aRollbackOfTheApplicationDoesNotUndoAWrongCode() {
        Owner owner = new Owner(store, USER);
        EntityManager application = factory.createEntityManager();
        application.getTransaction().begin();
        guess(owner);
        application.getTransaction().rollback();
        application.close();
        owner.mustWait();
    }

    @Test
    void aUserWithoutTheColumnsCanBeSavedAfterAWrongCode() {
        Owner owner = new Owner(store, USER);
        factory.runInTransaction(application -> {
            User user = application.find(User.class, USER);
            guess(owner);
            user.email = "new@example.com";
        });
        owner.mustWait();
    }

    @Test
    void aUserWithTheColumnsStaysAsItWasLoadedAndUndoesWrongCodesWhenItIsSaved() {
        Owner owner = new Owner(store, USER);
        StoredState before = store.find(USER).orElseThrow();
        factory.runInTransaction(application -> {
            UserWithTheColumns user = application.find(UserWithTheColumns.class, USER);
            guess(owner);
            assertThat(store.find(USER)).isNotEqualTo(Optional.of(before));
            assertThat(application.find(UserWithTheColumns.class, USER).mfaVersion)
                    .isEqualTo(before.version());
            user.email = "new@example.com";
        });
        assertThat(store.find(USER)).isEqualTo(Optional.of(before));
        assertThat(owner.typesTheRightCode()).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void aNewUserNeedsNoneOfTheColumns() {
        factory.runInTransaction(application -> {
            User user = new User();
            user.id = "user-2";
            application.persist(user);
        });
        new Owner(store, "user-2").signsInAndAReplayIsRefused();
    }

    @Test
    void insideATransactionOfJtaNothingIsReadOrWritten() throws Exception {
        try (EntityManagerFactory jta = new HibernatePersistenceConfiguration("jta")
                .managedClass(type.getClasses()[0])
                .transactionType(PersistenceUnitTransactionType.JTA)
                .property(AvailableSettings.CLASSLOADERS, List.of(type.getClassLoader()))
                .property(AvailableSettings.JAKARTA_JTA_DATASOURCE, pool)
                .property(AvailableSettings.JTA_PLATFORM, ActiveTransaction.PLATFORM)
                .property(AvailableSettings.ALLOW_METADATA_ON_BOOT, false)
                .property(AvailableSettings.DIALECT, H2Dialect.class)
                .createEntityManagerFactory()) {
            MfaStore inside =
                    (MfaStore) type.getConstructor(EntityManagerFactory.class).newInstance(jta);
            assertThatIllegalStateException()
                    .isThrownBy(() -> inside.find(USER))
                    .withMessageStartingWith("inside a JTA transaction");
            assertThatIllegalStateException()
                    .isThrownBy(() -> inside.compareAndSet(USER, 0, new StoredState(7, "x")))
                    .withMessageStartingWith("inside a JTA transaction");
        }
        assertThat(store.find(USER)).isEmpty();
    }

    private static void guess(Owner owner) {
        for (int i = 0; i < Owner.UNTIL_THROTTLED; i++) {
            owner.typesAWrongCode();
        }
    }

    /** The application's, as the guide advises. */
    @Entity(name = "User")
    @Table(name = "users")
    static class User {
        @Id
        private String id;

        private String email;
    }

    /** The application's, as the guide warns of. */
    @Entity(name = "UserWithTheColumns")
    @Table(name = "users")
    static class UserWithTheColumns {
        @Id
        private String id;

        private String email;

        @Column(name = "mfa_version")
        private long mfaVersion;

        @Column(name = "mfa_state")
        private String mfaState;
    }

    /** An application server with JTA, in the middle of a transaction. */
    private enum ActiveTransaction implements JtaPlatform {
        PLATFORM;

        @Override
        public TransactionManager retrieveTransactionManager() {
            return (TransactionManager) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {TransactionManager.class},
                    (proxy, method, arguments) -> {
                        assertThat(method.getName()).isEqualTo("getStatus");
                        return Status.STATUS_ACTIVE;
                    });
        }

        @Override
        public UserTransaction retrieveUserTransaction() {
            return null;
        }

        @Override
        public Object getTransactionIdentifier(Transaction transaction) {
            return transaction;
        }

        @Override
        public boolean canRegisterSynchronization() {
            return true;
        }

        @Override
        public void registerSynchronization(Synchronization synchronization) {
            assertThat(synchronization).isNotNull();
        }

        @Override
        public int getCurrentStatus() {
            return Status.STATUS_ACTIVE;
        }
    }
}
