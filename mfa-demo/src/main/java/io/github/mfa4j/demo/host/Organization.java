package io.github.mfa4j.demo.host;

import java.time.Instant;
import java.util.Optional;

/**
 * People who share rules.
 *
 * @param requiredFrom from when on a second factor is required of everybody, if it is
 * @param graceDays for how many days after that it can be put off
 */
public record Organization(String id, String name, Optional<Instant> requiredFrom, int graceDays) {}
