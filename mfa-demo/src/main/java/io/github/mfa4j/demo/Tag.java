package io.github.mfa4j.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** An element of a page, built by adding to it. */
final class Tag implements Html {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Set<String> WITHOUT_CONTENT = Set.of("input", "img", "link", "meta");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action");
    /** A page of this server, a picture in the page, or a link into an authenticator app: never "javascript:". */
    private static final Pattern ADDRESS =
            Pattern.compile("/(?!/).*|data:image/png;base64,.*|otpauth://totp/.*", Pattern.DOTALL);

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Html> content = new ArrayList<>();

    private Tag(String name) {
        this.name = name;
    }

    static Tag of(String name) {
        return new Tag(checked(name));
    }

    Tag attr(String attribute, String value) {
        if (attribute.startsWith("on") || attribute.equals("style")) {
            throw new IllegalArgumentException("the Content-Security-Policy forbids script and style in a tag");
        }
        if (ADDRESSES.contains(attribute) && !ADDRESS.matcher(value).matches()) {
            throw new IllegalArgumentException("not an address that a page may name");
        }
        attributes.put(checked(attribute), value);
        return this;
    }

    /** An attribute that needs no value, such as {@code required}. */
    Tag flag(String attribute) {
        return attr(attribute, "");
    }

    Tag text(String text) {
        return add(Html.text(text));
    }

    Tag add(Html... parts) {
        if (WITHOUT_CONTENT.contains(name)) {
            throw new IllegalArgumentException(name + " has no content");
        }
        content.addAll(List.of(parts));
        return this;
    }

    @Override
    public void appendTo(StringBuilder page) {
        page.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            page.append(' ').append(attribute);
            if (!value.isEmpty()) {
                page.append("=\"");
                Html.escape(value, page);
                page.append('"');
            }
        });
        page.append('>');
        if (!WITHOUT_CONTENT.contains(name)) {
            content.forEach(part -> part.appendTo(page));
            page.append("</").append(name).append('>');
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a tag or an attribute");
        }
        return name;
    }
}
