package io.github.mfa4j.docs;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.spi.MfaStore;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A store of docs/storing-state.md over an SQL database. */
enum Recipe {
    OWN_TABLE("docs/storing-state.md", "MfaConfiguration") {
        @Override
        MfaStore open(Class<?> type, HikariDataSource pool) throws Exception {
            return configured(type, pool);
        }
    },
    USER_ROW("docs/storing-state.md", "UserRowConfiguration") {
        @Override
        MfaStore open(Class<?> type, HikariDataSource pool) throws Exception {
            return configured(type, pool);
        }
    },
    PLAIN_JDBC("docs/storing-state.md", "UsersTableStore") {
        @Override
        MfaStore open(Class<?> type, HikariDataSource pool) throws Exception {
            return (MfaStore) type.getConstructor(DataSource.class).newInstance(pool);
        }
    },
    SPRING("docs/storing-state/spring.md", "SpringMfaStore") {
        @Override
        MfaStore open(Class<?> type, HikariDataSource pool) throws Exception {
            return (MfaStore) type.getConstructor(DataSourceTransactionManager.class)
                    .newInstance(new JdbcTransactionManager(pool));
        }
    },
    JPA("docs/storing-state/jpa.md", "JpaMfaStore") {
        @Override
        MfaStore open(Class<?> type, HikariDataSource pool) throws Exception {
            return (MfaStore) type.getConstructor(EntityManagerFactory.class).newInstance(persistence(pool, type));
        }
    };

    /** Kept, or the level would be forgotten: Hibernate tells about every persistence unit, and warns of every error that a test wants. */
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    static {
        HIBERNATE.setLevel(Level.SEVERE);
    }

    private static final Map<Recipe, Class<?>> TYPES = new ConcurrentHashMap<>();

    private final String page;
    final String typeName;

    Recipe(String page, String typeName) {
        this.page = page;
        this.typeName = typeName;
    }

    /** Opens a store of a class that this recipe's block was compiled to, as an application does. */
    abstract MfaStore open(Class<?> type, HikariDataSource pool) throws Exception;

    /** Opens a store of the class in the page, which is compiled once for all tests. */
    MfaStore open(HikariDataSource pool) throws Exception {
        return open(type(), pool);
    }

    Class<?> type() throws Exception {
        if (!TYPES.containsKey(this)) {
            String jvm = Long.toString(ProcessHandle.current().pid()); // two of them run at a time
            TYPES.put(this, page().compiled(typeName, Files.createDirectories(Path.of("target", "guide", jvm))));
        }
        return TYPES.get(this);
    }

    /** The page with the block. */
    JavaBlocks page() {
        return JavaBlocks.of(page);
    }

    /** A persistence unit over a pool with the entity of the recipe and entities of the application. */
    static EntityManagerFactory persistence(DataSource pool, Class<?> store, Class<?>... entities) {
        return new HibernatePersistenceConfiguration("application")
                .managedClass(store.getClasses()[0])
                .managedClasses(entities)
                .property(AvailableSettings.CLASSLOADERS, List.of(store.getClassLoader()))
                .property(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .createEntityManagerFactory();
    }

    private static MfaStore configured(Class<?> type, DataSource pool) throws Exception {
        Object configuration = type.getConstructor().newInstance();
        return (MfaStore) type.getMethod("mfaStore", DataSource.class).invoke(configuration, pool);
    }
}
