package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The module mfa-locales runs this suite in other locales and with another charset; this is the proof that it does. It has to say what
 * it means to set, in the properties expected.locale and expected.charset, and Surefire says in basedir for which module it runs.
 */
class EnvironmentTest {

    private static final boolean IN_MFA_LOCALES =
            Path.of(System.getProperty("basedir", "")).endsWith("mfa-locales");

    @Test
    void theLocaleIsTheOneTheBuildAskedFor() {
        Locale actual = Locale.getDefault();
        String unlessSaid = IN_MFA_LOCALES ? "not said: is expected.locale missing?" : actual.toLanguageTag();
        assertThat(actual.toLanguageTag()).isEqualTo(System.getProperty("expected.locale", unlessSaid));
    }

    /** Only one of the locales has a charset of its own. */
    @Test
    void theCharsetIsTheOneTheBuildAskedFor() {
        String actual = Charset.defaultCharset().name();
        String unlessSaid = IN_MFA_LOCALES && Locale.getDefault().getCountry().equals("TH")
                ? "not said: is expected.charset missing?"
                : actual;
        assertThat(actual).isEqualTo(System.getProperty("expected.charset", unlessSaid));
    }
}
