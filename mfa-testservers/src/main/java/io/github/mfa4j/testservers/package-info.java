/** Real database servers for the tests of this project: each on a free port of loopback, with data of its own, gone with the JVM. */
@NullMarked
package io.github.mfa4j.testservers;

import org.jspecify.annotations.NullMarked;
