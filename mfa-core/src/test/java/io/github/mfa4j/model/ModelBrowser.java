package io.github.mfa4j.model;

import org.jspecify.annotations.Nullable;

/** A browser on which no code is asked for, in the {@link Model}. */
final class ModelBrowser {
    final String name;
    final ModelToken token;

    @Nullable
    String id;

    ModelBrowser(String name, ModelToken token) {
        this.name = name;
        this.token = token;
    }
}
