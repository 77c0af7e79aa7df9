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
        assertThat(cookies.browser("a", "t", Duration.ofDays(30)))
                .matches(
                        "__Host-mfa4j_browser_[A-Za-z0-9_-]{10}=t; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000");
        assertThat(cookies.findSession(List.of("mfa4j_demo=planted; __Host-mfa4j_demo=own")))
                .contains("own");
        assertThat(cookies.findSession(List.of("mfa4j_demo=planted"))).isEmpty();
    }

    @Test
    void eachAccountHasItsOwnMarkInABrowser() {
        Cookies cookies = new Cookies(false);
        String ofA = cookies.browser("a", "1", Duration.ofDays(30));
        String ofB = cookies.browser("b", "2", Duration.ofDays(30));
        List<String> sent = List.of(ofB.split(";", 2)[0] + "; " + ofA.split(";", 2)[0]);
        assertThat(cookies.findBrowser("a", sent)).contains("1");
        assertThat(cookies.findBrowser("b", sent)).contains("2");
        assertThat(cookies.findBrowser("c", sent)).isEmpty();
    }

    @Test
    void onPlainHttpBrowsersWouldDropSuchOnes() {
        assertThat(new Cookies(false).session("t")).isEqualTo("mfa4j_demo=t; Path=/; HttpOnly; SameSite=Lax");
    }
}
