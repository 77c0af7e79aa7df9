package io.github.mfa4j;

import java.util.List;

/**
 * A set of backup codes in the clear, as a person has to save them. Only their hashes are kept, so this is the only time
 * they can be shown. Immutable.
 */
public final class BackupCodes {

    private final List<String> codes;

    BackupCodes(List<String> codes) {
        this.codes = List.copyOf(codes);
    }

    /**
     * The codes as a person reads them, with hyphens between groups.
     *
     * @return an immutable list
     */
    public List<String> codes() {
        return codes;
    }

    /**
     * The codes as text for a file or the clipboard: one a line, each line ended by a line feed.
     *
     * @return ASCII text
     */
    public String toText() {
        return String.join("\n", codes) + "\n";
    }

    /**
     * A description without the codes.
     *
     * @return the number of codes
     */
    @Override
    public String toString() {
        return "BackupCodes[" + codes.size() + " codes]";
    }
}
