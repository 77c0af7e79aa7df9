package io.github.mfa4j.demo;

import com.sun.net.httpserver.HttpServer;
import io.github.mfa4j.Mfa;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The running application. */
final class DemoServer implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int WAITING_REQUESTS = 64;

    private final HttpServer http;
    private final ExecutorService threads;
    private final Database database;

    private DemoServer(HttpServer http, ExecutorService threads, Database database) {
        this.http = http;
        this.threads = threads;
        this.database = database;
    }

    static DemoServer start(DemoConfig config, InstantSource clock) throws IOException {
        DataDirectory data = DataDirectory.open(config.data());
        byte[] key = data.key();
        Database database = Database.open(data);
        try {
            Mfa mfa = SecondFactor.build(database.dataSource(), key, clock);
            Users users = new Users(database.dataSource());
            Sessions sessions = new Sessions(clock);
            HttpServer http = listen(config.port());
            // Bounded: when all threads are busy and the queue is full, the connection is closed.
            ExecutorService threads = new ThreadPoolExecutor(
                    THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_REQUESTS));
            http.setExecutor(threads);
            http.createContext("/", new Router(routes(mfa, users, sessions, clock), sessions));
            http.start();
            return new DemoServer(http, threads, database);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static HttpServer listen(int port) throws IOException {
        try {
            // Loopback only: there is no TLS here. A product sits behind TLS and sets "Secure" on its cookies.
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new IOException("port " + port + " is in use; choose another one with --port", e);
        }
    }

    /** Every page of the application, and who may open it. */
    private static Routes routes(Mfa mfa, Users users, Sessions sessions, InstantSource clock) {
        RegisterPage register = new RegisterPage(users);
        SignInPage signIn = new SignInPage(users, mfa);
        ChallengePage challenge = new ChallengePage(mfa, clock);
        SecurityPage security = new SecurityPage(mfa, clock);
        SetupPage setup = new SetupPage(mfa, clock);
        CodesPage codes = new CodesPage(mfa, sessions, clock);
        return new Routes()
                .get("/", Access.ANYONE, HomePage::show)
                .get("/register", Access.ANYONE, register::show)
                .post("/register", Access.ANYONE, register::submit)
                .get("/sign-in", Access.ANYONE, signIn::show)
                .post("/sign-in", Access.ANYONE, signIn::submit)
                .get("/challenge", Access.HALF_SIGNED_IN, challenge::show)
                .post("/challenge", Access.HALF_SIGNED_IN, challenge::submit)
                .post("/sign-out", Access.ANYONE, SignOut::submit)
                .get("/security", Access.SIGNED_IN, security::show)
                .post("/setup", Access.SIGNED_IN, setup::start)
                .get("/setup/code", Access.SIGNED_IN, setup::showCodeForm)
                .post("/setup/code", Access.SIGNED_IN, codes::confirm)
                .get("/setup/saved", Access.SIGNED_IN, codes::showReminder)
                .post("/setup/complete", Access.SIGNED_IN, codes::complete)
                .get("/setup/done", Access.SIGNED_IN, codes::showDone)
                .get("/style.css", Access.ANYONE, Asset.of("style.css", "text/css; charset=utf-8"))
                .get("/app.js", Access.ANYONE, Asset.of("app.js", "text/javascript; charset=utf-8"))
                .get("/icon.svg", Access.ANYONE, Asset.of("icon.svg", "image/svg+xml"));
    }

    URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort() + "/");
    }

    /** Stops listening, lets the requests in hand finish, and closes the database. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
