package io.github.mfa4j.jdbc;

import io.github.mfa4j.spi.StoredState;
import java.util.List;

/** User ids and texts that a careless column, collation or statement takes for others. */
final class UserIds {

    /** All different, character by character. Escaped, so that an editor cannot make two of them equal. */
    static final List<String> LOOK_ALIKES = List.of(
            "alice",
            "Alice",
            "ALICE",
            "alice ",
            "alice  ",
            " alice",
            "alice\t",
            "alice\u00a0",
            "alice\u200b",
            "al\u00adice",
            // full-width, Cyrillic, dotless and dotted i
            "\uff41\uff4c\uff49\uff43\uff45",
            "\u0430lice",
            "al\u0131ce",
            "AL\u0130CE",
            // composed, decomposed, without the accent; sharp s
            "zo\u00eb",
            "zoe\u0308",
            "zoe",
            "stra\u00dfe",
            "strasse",
            // ligature, superscript, Kelvin sign and K
            "\ufb01n",
            "fin",
            "x\u00b2",
            "x2",
            "\u212a",
            "K",
            "k",
            // supplementary characters: emoji with and without skin tone, mathematical a, Deseret capital and small
            "\ud83d\udc69",
            "\ud83d\udc69\ud83c\udffd",
            "\ud83d\udc68",
            "\ud835\udc1alice",
            "\ud801\udc00",
            "\ud801\udc28",
            // numbers that are equal as numbers
            "1",
            "01",
            "1.0",
            "1e0",
            // quotes, wildcards, escapes, parameters
            "o'brien",
            "o''brien",
            "o\"brien",
            "o\\'brien",
            "x' or '1'='1",
            "%",
            "_",
            "?",
            "\\",
            "{fn now()}",
            "null",
            // as long as can be, different in the last character only; as many surrogate pairs as fit
            "u".repeat(199) + "1",
            "u".repeat(199) + "2",
            "u".repeat(199),
            "\ud83d\udd11".repeat(100));

    private UserIds() {}

    /** The longest text, of every printable ASCII character over and over. */
    static String longestText(int offset) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < StoredState.MAX_LENGTH; i++) {
            text.append((char) ('!' + (i + offset) % ('~' - '!' + 1)));
        }
        return text.toString();
    }
}
