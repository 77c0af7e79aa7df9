package io.github.mfa4j.model;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How people type codes, and what they mean by it; for the {@link Model}. */
final class ModelSpelling {

    private static final Pattern SEPARATORS = Pattern.compile("[- \u00a0\u2013\t]");
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private ModelSpelling() {}

    /** Digits with separators, or in another script. */
    static String digits(String digits, int n) {
        String grouped = digits.substring(0, 3) + " -\u00a0\u2013\t".charAt(n % 5) + digits.substring(3);
        return switch (n % 4) {
            case 0 -> digits;
            case 1 -> grouped;
            case 2 -> " " + inScript(digits, '\u0660') + "\t";
            default -> inScript(grouped, '\uff10');
        };
    }

    private static String inScript(String digits, char zero) {
        StringBuilder text = new StringBuilder();
        digits.chars().forEach(c -> text.append((char) (c >= '0' && c <= '9' ? c - '0' + zero : c)));
        return text.toString();
    }

    static String backupCode(String code, int n) {
        if (code.length() < 10) {
            return n % 7 == 6 ? code.replace('0', 'o').replace('1', 'l') : digits(code, n);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            boolean lower = (n >>> i % 8 & 1) == 1;
            char typed = c == '0' && lower ? 'O' : c == '1' ? "1IlLi".charAt(n % 5) : c;
            text.append(lower && typed != 'O' ? (char) (typed >= 'A' && typed <= 'Z' ? typed + 32 : typed) : typed);
            text.append(n % 3 == 0 && i % 4 == 3 ? "-" : n % 5 == 0 && i % 5 == 0 ? " " : "");
        }
        return text.toString();
    }

    static String wrongBackupCode(ModelSheet.Shape shape, int n) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shape.length; i++) {
            text.append(CROCKFORD.charAt((n + i * i) % (shape.numeric() ? 10 : 32)));
        }
        return text.toString();
    }

    static String malformed(int n, int digits) {
        List<String> texts = List.of(
                "",
                " ",
                "-",
                "code",
                "1".repeat(digits + 1),
                "1".repeat(digits - 1),
                "123456789012345",
                "0".repeat(digits) + "\u200b",
                "+" + "1".repeat(digits),
                "U".repeat(24),
                "1".repeat(500),
                "\ud800",
                "123 45x");
        return texts.get(n % texts.size());
    }

    /** ASCII digits, or null if anything else than digits and separators was typed. */
    @Nullable
    static String asDigits(String typed) {
        String text = plain(typed);
        return text.matches("[0-9]+") ? text : null;
    }

    /** The code as it was issued, or null if there is no such sheet or the text has not the shape of its codes. */
    @Nullable
    static String asBackupCode(String typed, @Nullable ModelSheet sheet) {
        String text = plain(typed).toUpperCase(java.util.Locale.ROOT);
        text = text.replace('O', '0').replace('I', '1').replace('L', '1');
        return sheet != null && text.matches(sheet.shape.pattern) ? text : null;
    }

    private static String plain(String typed) {
        StringBuilder text = new StringBuilder();
        for (char c : SEPARATORS.matcher(typed).replaceAll("").toCharArray()) {
            int digit =
                    c >= '\u0660' && c <= '\u0669' ? c - '\u0660' : c >= '\uff10' && c <= '\uff19' ? c - '\uff10' : -1;
            text.append(digit < 0 ? c : (char) ('0' + digit));
        }
        return text.length() > 100 ? "" : text.toString();
    }
}
