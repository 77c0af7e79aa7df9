package io.github.mfa4j.demo;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes every request, checks what is the same for all pages, calls the page, and sends the answer. */
final class Router implements HttpHandler {

    private static final System.Logger LOG = System.getLogger("io.github.mfa4j.demo");

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:;"
            + " script-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Routes routes;
    private final Sessions sessions;

    Router(Routes routes, Sessions sessions) {
        this.routes = routes;
        this.sessions = sessions;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Cache-Control", "no-store");
            headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            send(exchange, answer(exchange));
        } finally {
            exchange.close();
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        Optional<Session> session =
                SessionCookie.find(headers(exchange, "Cookie")).flatMap(sessions::find);
        Request withoutForm = new Request(sessions, session, Form.empty());
        try {
            String method = exchange.getRequestMethod();
            Routes.Route route = routes.find(path(exchange), method);
            Request request = withoutForm;
            if (method.equals("POST")) {
                refuseOtherSites(exchange);
                request = new Request(sessions, session, readForm(exchange));
                refuseForgery(request, session);
            }
            Response elsewhere = redirectUnlessAllowed(route.access(), request.access());
            Response response = elsewhere != null ? elsewhere : route.page().answer(request);
            request.newCookie()
                    .ifPresent(cookie -> exchange.getResponseHeaders().set("Set-Cookie", cookie));
            return response;
        } catch (HttpError e) {
            if (e.status() == 405) {
                exchange.getResponseHeaders().set("Allow", routes.allowed(path(exchange)));
            }
            return ErrorPage.of(withoutForm, e.status(), e.words());
        } catch (RuntimeException e) {
            // A store that fails ends here: there was no verdict, so nobody was signed in.
            LOG.log(System.Logger.Level.ERROR, "a page failed", e);
            return ErrorPage.of(withoutForm, 500, "Something went wrong here. Please try again.");
        }
    }

    /** Whoever is not far enough, or too far, is sent to the page that comes next. */
    private static @Nullable Response redirectUnlessAllowed(Access needed, Access actual) {
        if (needed == Access.ANYONE || needed == actual) {
            return null;
        }
        return Response.redirect(
                switch (actual) {
                    case ANYONE -> "/sign-in";
                    case HALF_SIGNED_IN -> "/challenge";
                    case SIGNED_IN -> "/security";
                });
    }

    private static Form readForm(HttpExchange exchange) throws IOException {
        String contentType = header(exchange, "Content-Type").split(";", 2)[0].strip();
        if (!contentType.equalsIgnoreCase(Form.CONTENT_TYPE)) {
            throw new HttpError(415, "Only forms are understood here.");
        }
        return Form.read(exchange.getRequestBody());
    }

    /** What the browser itself says about where a form comes from; older browsers say nothing. */
    private static void refuseOtherSites(HttpExchange exchange) {
        String site = header(exchange, "Sec-Fetch-Site");
        if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none")) {
            throw new HttpError(403, "This form was sent from another site.");
        }
    }

    /** The real protection: only pages that this server made for this session know its token. */
    private static void refuseForgery(Request request, Optional<Session> session) {
        String token = request.form().get(Forms.CSRF_FIELD);
        if (session.filter(found -> found.isCsrfToken(token)).isEmpty()) {
            throw new HttpError(403, "That page was too old. Nothing was changed; please open it again.");
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = response.body();
        boolean withoutBody = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), withoutBody ? -1 : body.length);
        if (!withoutBody) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String path(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestURI().getRawPath());
    }

    private static String header(HttpExchange exchange, String name) {
        List<String> values = headers(exchange, name);
        return values.isEmpty() ? "" : values.get(0);
    }

    private static List<String> headers(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getOrDefault(name, List.of());
    }
}
