/**
 * A web application with accounts, sessions and a second factor, made to be read and copied from.
 *
 * <p>{@code Demo} puts it together and {@code SecondFactor} builds the library's object. The calls of the library are in
 * package {@code flow}, one class for each flow. Package {@code web} is what any web application has, and package
 * {@code host} what this one owns, among them the two policies that the library asks and the two
 * listeners that it tells.
 */
@NullMarked
package io.github.mfa4j.demo;

import org.jspecify.annotations.NullMarked;
