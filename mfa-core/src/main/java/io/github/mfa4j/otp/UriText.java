package io.github.mfa4j.otp;

/**
 * What the readers of both kinds of URI have in common: the characters that may stand in one, and its query, parameter by
 * parameter.
 *
 * <p>No message contains anything of the input: in a mangled URI the secret may stand anywhere.
 */
final class UriText {
    private final String uri;
    private int name;
    private int separator;
    private int end;

    private UriText(String uri, int query) {
        this.uri = uri;
        this.end = query - 1;
    }

    /** Begins to read a query, before its first parameter. */
    static UriText ofQuery(String uri, int query) {
        return new UriText(uri, query);
    }

    /** Goes on to the next parameter, which may be empty. Each character is looked at once, however many have no '='. */
    boolean next() {
        if (end >= uri.length()) {
            return false;
        }
        name = end + 1;
        separator = -1;
        for (end = name; end < uri.length() && uri.charAt(end) != '&'; end++) {
            if (separator < 0 && uri.charAt(end) == '=') {
                separator = end;
            }
        }
        return true;
    }

    String name() {
        return PercentCoding.decode(uri, name, separator < 0 ? end : separator);
    }

    /** The value, empty if there is no '='. It is decoded only now, so that whoever ignores a parameter ignores its flaws. */
    String value() {
        return PercentCoding.decode(uri, separator < 0 ? end : separator + 1, end);
    }

    static void checkCharacters(String uri, int maxLength) {
        if (uri.length() > maxLength) {
            throw new IllegalArgumentException(
                    "The URI is longer than " + maxLength + " characters; no app would read it");
        }
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException("The URI has a character at position " + i
                        + " (zero-based) that is not printable ASCII; percent-encode it");
            }
            if (c == '#') {
                throw new IllegalArgumentException("The URI has a fragment ('#'), at position " + i
                        + " (zero-based); remove it, or write %23 for '#'");
            }
        }
    }

    static boolean begins(String uri, String start) {
        return uri.length() >= start.length() && same(uri.substring(0, start.length()), start);
    }

    /** Compares without regard to the case of ASCII letters, where String also folds others, such as the Kelvin sign. */
    static boolean same(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        for (int i = 0; i < a.length(); i++) {
            if (lower(a.charAt(i)) != lower(b.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
    }

    static String withoutLeadingSpaces(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start);
    }
}
