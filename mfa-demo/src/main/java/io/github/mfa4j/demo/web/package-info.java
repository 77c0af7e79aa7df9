/** What any web application has: sessions, forms, protection against forgery, security headers, error pages. */
@NullMarked
package io.github.mfa4j.demo.web;

import org.jspecify.annotations.NullMarked;
