/** A web application that shows the flows of mfa4j; not published. */
@SuppressWarnings("requires-automatic") // H2 has a module name but no module descriptor
module io.github.mfa4j.demo {
    requires com.h2database;
    requires io.github.mfa4j;
    requires io.github.mfa4j.jdbc;
    requires io.github.mfa4j.qr;
    requires java.sql;
    requires jdk.httpserver;
    requires static org.jspecify;
}
