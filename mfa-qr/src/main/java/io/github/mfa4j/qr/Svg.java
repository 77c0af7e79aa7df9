package io.github.mfa4j.qr;

/** The SVG form: a white square and one black path, in attributes only, all in ASCII. */
final class Svg {
    private Svg() {}

    static String draw(Matrix matrix, String label, int pixelsPerModule) {
        String name = attribute(label);
        int side = matrix.side();
        String size = size(side * pixelsPerModule);
        String box = " viewBox=\"0 0 " + side + " " + side + "\"";
        return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + size + box + " shape-rendering=\"crispEdges\" role=\"img\""
                + " aria-label=\"" + name + "\"><rect" + size(side) + " fill=\"#fff\"/>"
                + "<path fill=\"#000\" d=\"" + path(matrix) + "\"/></svg>";
    }

    private static String size(int side) {
        return " width=\"" + side + "\" height=\"" + side + "\"";
    }

    /** One rectangle for each horizontal run of dark modules. */
    private static String path(Matrix matrix) {
        int side = matrix.side();
        StringBuilder d = new StringBuilder();
        for (int y = 0; y < side; y++) {
            int x = 0;
            while (x < side) {
                int start = x;
                while (x < side && matrix.isDark(x, y)) {
                    x++;
                }
                int run = x - start;
                if (run > 0) {
                    d.append('M').append(start).append(' ').append(y);
                    d.append('h').append(run).append("v1h-").append(run).append('z');
                }
                x++;
            }
        }
        return d.toString();
    }

    /** The label as an attribute value that means the same in XML and in HTML, whatever the charset of the page. */
    private static String attribute(String label) {
        if (label.isBlank()) {
            throw new IllegalArgumentException("label is blank: say what the picture is, for those who cannot see it");
        }
        StringBuilder value = new StringBuilder();
        int i = 0;
        while (i < label.length()) {
            int c = label.codePointAt(i);
            if (isForbidden(c)) {
                throw new IllegalArgumentException(
                        "label has a control character, a lone surrogate or a noncharacter at index " + i
                                + ": remove it");
            }
            boolean plain = c >= 0x20 && c <= 0x7E && "&<>\"'".indexOf(c) < 0;
            if (plain) {
                value.append((char) c);
            } else {
                value.append("&#").append(c).append(';');
            }
            i += Character.charCount(c);
        }
        return value.toString();
    }

    /** What XML 1.0 does not allow at all, and control characters, which HTML reads as something else. */
    private static boolean isForbidden(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return Character.isISOControl(c) || surrogate || c == 0xFFFE || c == 0xFFFF;
    }
}
