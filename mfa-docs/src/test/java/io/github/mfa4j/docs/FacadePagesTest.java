package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaAdmin;
import io.github.mfa4j.MfaRecovery;
import io.github.mfa4j.MfaSettings;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What one can call is named where a reader of the Javadoc begins. */
class FacadePagesTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void everyCallIsInTheTableOfFlows() throws IOException {
        String page = Files.readString(ROOT.resolve("mfa-core/src/main/java/io/github/mfa4j/package-info.java"));
        // The doors to the other classes are named by what lies behind them.
        page += " settings recovery admin builder";
        assertThat(missing(page, List.of(Mfa.class, MfaSettings.class, MfaRecovery.class, MfaAdmin.class)))
                .isEmpty();
    }

    private static Set<String> missing(String page, List<Class<?>> types) {
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : types) {
            for (Method method : type.getDeclaredMethods()) {
                boolean named = Pattern.compile("\\b" + method.getName() + "\\b")
                        .matcher(page)
                        .find();
                if (Modifier.isPublic(method.getModifiers()) && !named) {
                    missing.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        return missing;
    }
}
