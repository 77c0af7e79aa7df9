package io.github.mfa4j.fuzz;

/** What all targets ask of an answer. No assertion library: this runs ten million times. */
public final class Oracle {

    /** As many characters of an input as no message of this library has by chance. */
    private static final int PIECE = 12;

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
            for (int i = 0; i + PIECE <= input.length(); i += PIECE) {
                if (message.contains(input.substring(i, i + PIECE))) {
                    throw new AssertionError("a message that shows the input", thrown);
                }
            }
        }
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
