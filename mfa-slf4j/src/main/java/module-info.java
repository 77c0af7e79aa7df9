/**
 * Audit events of mfa4j as structured log lines. Start at {@link io.github.mfa4j.slf4j.Slf4jMfaListener}.
 */
module io.github.mfa4j.slf4j {
    requires transitive io.github.mfa4j;
    requires transitive org.slf4j;
    requires static org.jspecify;

    exports io.github.mfa4j.slf4j;
}
