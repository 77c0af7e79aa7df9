package io.github.mfa4j;

import io.github.mfa4j.spi.MfaEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule decided: the next state, what it adds to the sealed body, the answer, and what to tell the listener. Answer
 * and events count only once the state is written; a state that equals the one before is not written.
 *
 * <p>Rules need not clean the sealed body: entries that the next state no longer names are dropped on writing.
 */
record Step<A>(MfaState next, Secrets added, A answer, List<MfaEvent> events) {

    static <A> Step<A> of(MfaState next, A answer, MfaEvent... events) {
        return new Step<>(next, Secrets.NONE, answer, List.of(events));
    }

    Step<A> alsoTelling(MfaEvent event) {
        List<MfaEvent> more = new ArrayList<>(events);
        more.add(event);
        return new Step<>(next, added, answer, more);
    }

    Step<A> adding(Secrets secrets) {
        return new Step<>(next, secrets, answer, events);
    }
}
