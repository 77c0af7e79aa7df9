package io.github.mfa4j.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which page answers which request, and who may send it. */
final class Routes {

    private final Map<String, Map<String, Route>> byPath = new HashMap<>();

    Routes get(String path, Access access, Page page) {
        return add(path, "GET", new Route(access, page));
    }

    Routes post(String path, Access access, Page page) {
        return add(path, "POST", new Route(access, page));
    }

    private Routes add(String path, String method, Route route) {
        if (byPath.computeIfAbsent(path, key -> new HashMap<>()).put(method, route) != null) {
            throw new IllegalArgumentException("two pages for " + method + " " + path);
        }
        return this;
    }

    Route find(String path, String method) {
        Map<String, Route> byMethod = byPath.get(path);
        if (byMethod == null) {
            throw new HttpError(404, "There is no such page.");
        }
        return Optional.ofNullable(byMethod.get(method.equals("HEAD") ? "GET" : method))
                .orElseThrow(() -> new HttpError(405, "This page cannot be asked for like this."));
    }

    /** For the Allow header of a 405. */
    String allowed(String path) {
        return String.join(", ", byPath.getOrDefault(path, Map.of()).keySet());
    }

    /**
     * A page.
     *
     * @param access who may open it
     * @param page answers
     */
    record Route(Access access, Page page) {}
}
