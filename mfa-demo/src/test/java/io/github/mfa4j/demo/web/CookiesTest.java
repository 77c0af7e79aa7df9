package io.github.mfa4j.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CookiesTest {

    @Test
    void behindTlsTheCookiesAreBoundToTheHost() {
        Cookies cookies = new Cookies(true);
        assertThat(cookies.session("t")).isEqualTo("__Host-mfa4j_demo=t; Path=/; HttpOnly; SameSite=Lax; Secure");
        assertThat(cookies.browser("t", Duration.ofDays(30)))
                .isEqualTo("__Host-mfa4j_browser=t; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000");
        assertThat(cookies.findSession(List.of("mfa4j_demo=planted; __Host-mfa4j_demo=own")))
                .contains("own");
        assertThat(cookies.findSession(List.of("mfa4j_demo=planted"))).isEmpty();
    }

    @Test
    void onPlainHttpBrowsersWouldDropSuchOnes() {
        assertThat(new Cookies(false).session("t")).isEqualTo("mfa4j_demo=t; Path=/; HttpOnly; SameSite=Lax");
    }
}
