package io.github.mfa4j.jdbc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A test of a chapter of {@link IncidentTest}, run over every store of the suite that it is about, that shows that an incident cannot happen here. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ParameterizedTest
@ArgumentsSource(IncidentStores.class)
@interface Incident {

    /** The rows of the list of incidents that the test answers. */
    String[] value();

    /** Whether it is about transactions, and so only about the stores over a DataSource. */
    boolean onJdbcOnly() default false;
}
