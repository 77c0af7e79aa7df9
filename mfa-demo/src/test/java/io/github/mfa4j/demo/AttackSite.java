package io.github.mfa4j.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Somebody else's web site on the same computer: a page with a button that sends a form to the demo. */
final class AttackSite implements AutoCloseable {

    private final HttpServer server;
    private String page = "";
    private String cookie = "";

    private AttackSite(HttpServer server) {
        this.server = server;
    }

    static AttackSite open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AttackSite site = new AttackSite(server);
        server.createContext("/", site::answer);
        server.start();
        return site;
    }

    /** Offers a button that posts this form. */
    void lures(String button, String action, String fields) {
        page = "<!doctype html><title>Win</title><h1>Win</h1><main><form method=post action=\"" + action + "\">"
                + fields + "<button>" + button + "</button></form></main>";
    }

    /** Leaves this cookie with whoever comes: a host's cookies are those of all its ports. */
    void plants(String nameAndValue) {
        page = "<!doctype html><title>Hello</title><h1>Hello</h1>";
        cookie = nameAndValue + "; Path=/";
    }

    /** The address by the name that the demo has too, which makes it the same site to a browser. */
    String ofTheSameHost() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    /** The address by number, which is another site. */
    String ofAnotherHost() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            if (!cookie.isEmpty()) {
                exchange.getResponseHeaders().set("Set-Cookie", cookie);
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
