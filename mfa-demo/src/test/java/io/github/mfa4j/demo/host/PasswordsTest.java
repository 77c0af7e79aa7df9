package io.github.mfa4j.demo.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void aHashMatchesItsPasswordOnly() {
        String hash = passwords.hash("pässword");
        assertThat(hash).startsWith("600000:").doesNotContain("pässword");
        assertThat(passwords.matches("pässword", hash)).isTrue();
        assertThat(passwords.matches("passwort", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
    }

    @Test
    void nobodysHashCostsAsMuchAndMatchesNothing() {
        assertThat(passwords.nobodysHash()).startsWith("600000:");
        assertThat(passwords.matches("", passwords.nobodysHash())).isFalse();
    }
}
