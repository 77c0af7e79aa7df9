package io.github.mfa4j.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A file that is the same for everybody. */
final class Asset {

    private Asset() {}

    static Page of(String name, String contentType) {
        try (InputStream file = Asset.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            Response response = Response.of(200, contentType, file.readAllBytes());
            return request -> response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
