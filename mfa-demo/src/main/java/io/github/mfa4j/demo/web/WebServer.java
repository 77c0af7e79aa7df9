package io.github.mfa4j.demo.web;

import io.github.mfa4j.demo.host.Accounts;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.InternalServerErrorResponse;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The web server: Javalin with what every answer needs. */
public final class WebServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.github.mfa4j.demo");

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Listens on the loopback interface: there is no TLS here. A product sits behind TLS.
     *
     * @param port 0 for any free one
     * @param https whether browsers come by way of something that speaks TLS
     * @param pages adds the pages
     */
    public static WebServer start(
            int port, boolean https, Accounts accounts, Sessions sessions, InstantSource clock, Consumer<Routes> pages)
            throws IOException {
        Gate gate = new Gate(new Web(accounts, sessions, new Templates(), new Cookies(https), clock));
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            handleErrors(config, gate);
            config.routes.before(context -> SecurityHeaders.addTo(context, https));
            Asset.addTo(config, "style.css", "text/css; charset=utf-8");
            Asset.addTo(config, "app.js", "text/javascript; charset=utf-8");
            Asset.addTo(config, "icon.svg", "image/svg+xml");
            pages.accept(new JavalinRoutes(config, gate));
        });
        try {
            return new WebServer(javalin.start(InetAddress.getLoopbackAddress().getHostAddress(), port));
        } catch (JavalinBindException e) {
            throw new IOException("port " + port + " is in use; choose another one with --port", e);
        }
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        // A compressed page tells by its length whether what somebody else put into it is like a secret in it (BREACH).
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(server -> server.setErrorHandler(new BareErrors()));
    }

    private static void handleErrors(JavalinConfig config, Gate gate) {
        config.routes.exception(HttpError.class, (e, context) -> gate.error(context, e.status(), e.words()));
        config.routes.exception(HttpResponseException.class, (e, context) -> {
            String allowed = e.getDetails().get("availableMethods");
            if (allowed != null) {
                context.header("Allow", allowed);
            }
            gate.error(context, e.getStatus(), words(e.getStatus()));
        });
        config.routes.exception(Exception.class, (e, context) -> failed(e, context, gate));
    }

    /** A store that fails ends here: there was no verdict, so nobody was signed in. */
    private static void failed(Exception e, Context context, Gate gate) {
        LOG.log(System.Logger.Level.ERROR, "a page failed", e);
        int status = new InternalServerErrorResponse().getStatus();
        gate.error(context, status, "Something went wrong here. Please try again.");
    }

    private static String words(int status) {
        return switch (status) {
            case 404 -> "The address may be mistyped, or the page is gone.";
            case 405 -> "This page cannot be asked for like this.";
            default -> "This request cannot be understood.";
        };
    }

    public int port() {
        return javalin.port();
    }

    /** Stops listening and lets the requests in hand finish. */
    @Override
    public void close() {
        javalin.stop();
    }

    private record JavalinRoutes(JavalinConfig config, Gate gate) implements Routes {

        @Override
        public Routes get(String path, Access access, Page page) {
            config.routes.get(path, context -> gate.get(context, access, page));
            return this;
        }

        @Override
        public Routes post(String path, Access access, Page page) {
            config.routes.post(path, context -> gate.post(context, access, page));
            return this;
        }
    }
}
