package io.github.mfa4j.demo;

import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Page;
import io.github.mfa4j.demo.web.Routes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What the application answers, as it says itself: a page that comes later is tested like all others. */
final class RouteList implements Routes {

    private final List<Route> routes = new ArrayList<>();

    /** A method and a path, and who may come. */
    record Route(String method, String path, Access access) {}

    static List<Route> of(Database database) {
        RouteList list = new RouteList();
        byte[] key = "32 bytes of keys to seal nothing".getBytes(StandardCharsets.US_ASCII);
        Demo.Parts.of(database, key, InstantSource.system(), TestDemo.PASSWORDS).addPages(list);
        return List.copyOf(list.routes);
    }

    @Override
    public Routes get(String path, Access access, Page page) {
        routes.add(new Route("GET", path, access));
        return this;
    }

    @Override
    public Routes post(String path, Access access, Page page) {
        routes.add(new Route("POST", path, access));
        return this;
    }
}
