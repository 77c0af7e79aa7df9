package io.github.mfa4j.fuzz;

/** What all targets ask of an answer. No assertion library: this runs ten million times. */
public final class Oracle {

    /** As many characters of an input as no message of this library has by chance. */
    private static final int PIECE = 12;

    private static final int HALF = PIECE / 2;

    private static final int LONGEST_MESSAGE = 400;

    /** What messages say by themselves, and an input can hold as well. */
    private static final String[] FIXED = {
        "otpauth-migration://offline?", "\"otpauth://\"", Long.toString(Long.MAX_VALUE)
    };

    private Oracle() {}

    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** Exactly the documented type: a subclass that the JDK threw has not been thought of, and may show the input. */
    public static void refusal(RuntimeException thrown, Class<? extends RuntimeException> documented, String input) {
        if (thrown.getClass() != documented) {
            throw new AssertionError("not the documented exception", thrown);
        }
        for (Throwable link = thrown; link != null; link = link.getCause()) {
            String message = link.getMessage();
            if (message == null || message.isBlank() || message.length() > LONGEST_MESSAGE) {
                throw new AssertionError("a message of no use", thrown);
            }
            for (String fixed : FIXED) {
                message = message.replace(fixed, "");
            }
            if (shows(message, input)) {
                throw new AssertionError("a message that shows the input", thrown);
            }
        }
    }

    /**
     * Whether a message has a piece of the input, wherever it stands. Every piece has a half that begins at a multiple of its
     * length, so only where such a half is found the characters around it are compared.
     */
    private static boolean shows(String message, String input) {
        for (int i = 0; i + HALF <= input.length(); i += HALF) {
            String half = input.substring(i, i + HALF);
            for (int at = message.indexOf(half); at >= 0; at = message.indexOf(half, at + 1)) {
                if (before(message, at, input, i) + HALF + after(message, at + HALF, input, i + HALF) >= PIECE) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int before(String message, int at, String input, int i) {
        int same = 0;
        while (same < Math.min(at, i) && message.charAt(at - same - 1) == input.charAt(i - same - 1)) {
            same++;
        }
        return same;
    }

    private static int after(String message, int at, String input, int i) {
        int same = 0;
        while (same < Math.min(message.length() - at, input.length() - i)
                && message.charAt(at + same) == input.charAt(i + same)) {
            same++;
        }
        return same;
    }

    public static boolean printableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '!' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
