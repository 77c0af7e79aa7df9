package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The build runs the suite in other locales and with another charset; this is the proof that it does. */
class EnvironmentTest {

    @Test
    void theLocaleIsTheOneTheBuildAskedFor() {
        Locale actual = Locale.getDefault();
        assertThat(actual.toLanguageTag()).isEqualTo(System.getProperty("expected.locale", actual.toLanguageTag()));
    }

    @Test
    void theCharsetIsTheOneTheBuildAskedFor() {
        Charset actual = Charset.defaultCharset();
        assertThat(actual.name()).isEqualTo(System.getProperty("expected.charset", actual.name()));
    }
}
