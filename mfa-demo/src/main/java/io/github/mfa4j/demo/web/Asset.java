package io.github.mfa4j.demo.web;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A file that is the same for everybody. */
final class Asset {

    private Asset() {}

    static void addTo(JavalinConfig config, String name, String contentType) {
        try (InputStream file = Asset.class.getResourceAsStream("/demo/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            byte[] bytes = file.readAllBytes();
            config.routes.get(
                    "/" + name, context -> context.contentType(contentType).result(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
