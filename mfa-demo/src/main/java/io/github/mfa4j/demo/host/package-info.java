/** What the application owns and mfa4j does not: accounts, passwords, organizations, mail, the audit trail, the database. */
@NullMarked
package io.github.mfa4j.demo.host;

import org.jspecify.annotations.NullMarked;
