package io.github.mfa4j.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backup codes on a sheet of paper, in the {@link Model}; a used one is struck out. */
final class ModelSheet {

    /** What the codes of a sheet look like. Strong ones are too long to be guessed. */
    enum Shape {
        CROCKFORD("[0-9A-HJKMNP-TV-Z]{24}", 24, true),
        SIX_DIGITS("[0-9]{6}", 6, false),
        EIGHT_DIGITS("[0-9]{8}", 8, false),
        TEN_LETTERS("[0-9A-Z]{10}", 10, false),
        TWENTY_LETTERS("[0-9A-Z]{20}", 20, true);

        final String pattern;
        final int length;
        final boolean strong;

        Shape(String pattern, int length, boolean strong) {
            this.pattern = pattern;
            this.length = length;
            this.strong = strong;
        }

        boolean numeric() {
            return this == SIX_DIGITS || this == EIGHT_DIGITS;
        }
    }

    @Nullable
    final String id;

    final Shape shape;
    final int size;
    final List<String> unused;

    ModelSheet(@Nullable String id, Shape shape, List<String> codes) {
        this.id = id;
        this.shape = shape;
        this.size = codes.size();
        this.unused = new ArrayList<>(codes);
    }
}
