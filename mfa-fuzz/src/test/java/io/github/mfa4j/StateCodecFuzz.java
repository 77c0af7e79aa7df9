package io.github.mfa4j;

import static io.github.mfa4j.fuzz.Oracle.require;

import io.github.mfa4j.fuzz.Oracle;
import io.github.mfa4j.spi.StoredState;
import java.nio.charset.StandardCharsets;

/**
 * A record is refused, or is what would be written. One that is read can be used: what is asked of it is answered or refused as
 * damaged, no code is good twice, and what is written in answer is read.
 */
public final class StateCodecFuzz {

    private static final FuzzHost HOST = new FuzzHost();

    /** Good for the seeds, and so for much that is bred from them. */
    private static final String[] CODES = {"573435", "212808", "0123-4567-89AB-CDEF"};

    private StateCodecFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    public static boolean accepts(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        MfaState state;
        try {
            state = StateCodec.decode(text);
        } catch (IllegalStateException e) {
            Oracle.refusal(e, IllegalStateException.class, text);
            require(e.getCause() == null, "a refusal that leads to the record");
            return false;
        }
        String written = StateCodec.encode(state);
        require(written.equals(text), "read, and written otherwise");
        require(StateCodec.decode(written).equals(state), "written, and read otherwise");
        require(Oracle.printableAscii(written), "a character that a store need not keep");
        require(state.devices().size() <= 5 && state.browsers().size() <= 5, "more than a record may hold");
        if (text.length() <= StoredState.MAX_LENGTH - ConfigurationCheck.RESERVED_CHARACTERS) {
            answersOrRefuses(text);
        }
        return true;
    }

    private static void answersOrRefuses(String record) {
        HOST.keep(record);
        try {
            require(HOST.mfa.status(FuzzHost.USER).devices().size() <= 5, "more devices than there can be");
            SignIn next = HOST.mfa.afterPassword(FuzzHost.USER);
            boolean asked = next.fold(allow -> false, challenge -> true, enrollBy -> false, enrollNow -> false);
            require(asked == record.contains(";e="), "enabled, and no code is asked for");
            for (String code : CODES) {
                boolean first = accepted(code);
                require(!first || asked, "a code of nobody enabled");
                require(!first || !accepted(code), "a code that is good twice");
            }
        } catch (IllegalStateException damaged) {
            require(!String.valueOf(damaged.getMessage()).isBlank(), "a refusal without a reason");
        }
        StoredState kept = HOST.store.kept;
        require(kept.version() == FuzzHost.VERSION + HOST.store.writes, "versions that do not count writes");
        require(StateCodec.encode(StateCodec.decode(kept.state())).equals(kept.state()), "written, and not read");
    }

    private static boolean accepted(String code) {
        return HOST.mfa.verify(FuzzHost.USER, code).fold(ok -> true, no -> false);
    }
}
