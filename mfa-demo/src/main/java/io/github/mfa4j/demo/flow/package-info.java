/** What a person does with a second factor: one class for each flow, with its pages and its calls of the library. */
@NullMarked
package io.github.mfa4j.demo.flow;

import org.jspecify.annotations.NullMarked;
