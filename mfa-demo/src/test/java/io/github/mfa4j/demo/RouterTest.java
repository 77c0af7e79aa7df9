package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RouterTest {

    @Test
    void aPageThatFailsSaysNothingAboutWhy() throws Exception {
        Logger log = Logger.getLogger("io.github.mfa4j.demo");
        Level before = log.getLevel();
        log.setLevel(Level.OFF);
        HttpServer server = start(new Routes().get("/", Access.ANYONE, request -> {
            throw new IllegalStateException("the password of the database is 1234");
        }));
        try {
            URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("Something went wrong").doesNotContain("1234");
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("io.github");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        } finally {
            server.stop(0);
            log.setLevel(before);
        }
    }

    private static HttpServer start(Routes routes) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", new Router(routes, new Sessions(new MutableClock())));
        server.start();
        return server;
    }
}
