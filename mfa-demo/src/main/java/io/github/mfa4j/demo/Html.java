package io.github.mfa4j.demo;

import java.util.List;

/**
 * A piece of a page. Text becomes markup only here and in {@link Tag}, and both escape it; there is no way to put a
 * string into a page as markup, so there is no place where escaping can be forgotten.
 */
sealed interface Html permits Tag, Html.Text, Html.Group {

    /** Writes the markup. */
    void appendTo(StringBuilder page);

    static Html text(String text) {
        return new Text(text);
    }

    static Html group(Html... parts) {
        return new Group(List.of(parts));
    }

    /** Text, safe between tags and inside double quotes. */
    static void escape(String text, StringBuilder page) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(c);
            }
        }
    }

    /**
     * Text.
     *
     * @param text as a person reads it
     */
    record Text(String text) implements Html {
        @Override
        public void appendTo(StringBuilder page) {
            escape(text, page);
        }
    }

    /**
     * Several pieces, one after the other.
     *
     * @param parts the pieces
     */
    record Group(List<Html> parts) implements Html {
        @Override
        public void appendTo(StringBuilder page) {
            parts.forEach(part -> part.appendTo(page));
        }
    }
}
