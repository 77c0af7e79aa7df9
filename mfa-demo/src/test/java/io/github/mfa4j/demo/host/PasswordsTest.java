package io.github.mfa4j.demo.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    @Test
    void aHashMatchesItsPasswordOnly() {
        String hash = Passwords.hash("pässword");
        assertThat(hash).startsWith("600000:").doesNotContain("pässword");
        assertThat(Passwords.matches("pässword", hash)).isTrue();
        assertThat(Passwords.matches("passwort", hash)).isFalse();
        assertThat(Passwords.matches("", hash)).isFalse();
    }

    @Test
    void nobodysHashCostsAsMuchAndMatchesNothing() {
        assertThat(Passwords.NOBODYS_HASH).startsWith("600000:");
        assertThat(Passwords.matches("", Passwords.NOBODYS_HASH)).isFalse();
    }
}
