package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaStore;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What the module promises to others, and that it works as a module although the tests run on the class path. */
class ModuleTest {

    private static final String MODULE = "io.github.mfa4j.jdbc";

    @Test
    void requiresAndExportsExactlyThis() throws Exception {
        ModuleDescriptor module = finder().find(MODULE).orElseThrow().descriptor();
        assertThat(module.requires())
                .extracting(required -> required.modifiers() + " " + required.name())
                .containsExactlyInAnyOrder(
                        "[TRANSITIVE] io.github.mfa4j",
                        "[TRANSITIVE] java.sql",
                        "[] org.slf4j",
                        "[STATIC] org.jspecify",
                        "[MANDATED] java.base");
        assertThat(module.exports()).singleElement().satisfies(exported -> {
            assertThat(exported.source()).isEqualTo(MODULE);
            assertThat(exported.isQualified()).isFalse();
        });
        assertThat(module.opens()).isEmpty();
        assertThat(module.uses()).isEmpty();
        assertThat(module.provides()).isEmpty();
    }

    @Test
    void readsItsSchemaFilesOnTheModulePath() throws Exception {
        Configuration modules = ModuleLayer.boot().configuration().resolve(finder(), ModuleFinder.of(), Set.of(MODULE));
        ModuleLayer layer = ModuleLayer.defineModulesWithOneLoader(
                        modules, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
                .layer();
        Class<?> schema = layer.findLoader(MODULE).loadClass("io.github.mfa4j.jdbc.JdbcSchema");
        assertThat(schema.getModule().getName()).isEqualTo(MODULE);
        for (Object database : schema.getEnumConstants()) {
            assertThat(schema.getMethod("sql").invoke(database))
                    .isEqualTo(JdbcSchema.valueOf(database.toString()).sql());
        }
    }

    private static ModuleFinder finder() throws URISyntaxException {
        return ModuleFinder.of(whereIs(JdbcMfaStore.class), whereIs(MfaStore.class), whereIs(Logger.class));
    }

    private static Path whereIs(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
