/**
 * What the application owns and mfa4j does not: accounts, passwords, organizations, mail, the audit trail, the database.
 * Four of them speak with the library: {@code Organizations} and {@code SharedAccounts} tell it who must have a second
 * factor and who may not, {@code AuditTrail} and {@code SecurityMails} listen to what happens.
 */
@NullMarked
package io.github.mfa4j.demo.host;

import org.jspecify.annotations.NullMarked;
