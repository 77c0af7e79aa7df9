package io.github.mfa4j;

import io.github.mfa4j.spi.MfaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

    /** Goes on after a code was accepted, within the same write. A refusal stays one, and nothing goes on. */
    static <A> Step<A> afterCode(
            Step<Verification> code, Function<Rejected, A> refused, Function<MfaState, Step<A>> action) {
        if (code.answer() instanceof Rejected no) {
            return new Step<>(code.next(), code.added(), refused.apply(no), code.events());
        }
        Step<A> then = action.apply(code.next());
        List<MfaEvent> events = new ArrayList<>(code.events());
        events.addAll(then.events());
        return new Step<>(then.next(), code.added().plus(then.added()), then.answer(), events);
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
