/**
 * Several JVMs against one database: the same codes and guesses from all of them, while JVMs are killed, connections are cut and clocks
 * disagree. docs/reliability.md says what is checked.
 */
@NullMarked
package io.github.mfa4j.reliability;

import org.jspecify.annotations.NullMarked;
