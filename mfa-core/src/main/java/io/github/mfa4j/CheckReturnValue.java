package io.github.mfa4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks results that a caller must look at. A verdict that nobody reads is a second factor that nobody asks for.
 *
 * <p>Error Prone, SpotBugs and IDEs know this annotation by its simple name and warn when such a result is dropped.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CheckReturnValue {}
