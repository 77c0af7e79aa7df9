package io.github.mfa4j;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a rule decided: the next state, what it adds to the sealed body, the answer, and what to tell the listener. Answer
 * and events count only once the state is written; a state that equals the one before is not written.
 *
 * <p>Rules need not clean the sealed body: entries that the next state no longer names are dropped on writing.
 */
record Decision<A>(MfaState next, Secrets added, A answer, List<MfaEvent> events) {

    static <A> Decision<A> of(MfaState next, A answer, MfaEvent... events) {
        return new Decision<>(next, Secrets.NONE, answer, List.of(events));
    }

    /** Says no to something other than a code, tells of it, and usually changes nothing. */
    static <A> Decision<A> refused(MfaState next, A rejected, Attempt attempt) {
        return refused(next, rejected, 0, attempt);
    }

    static <A> Decision<A> refused(MfaState next, A rejected, int wrongCodes, Attempt attempt) {
        RejectionReason reason = ((Rejected) rejected).reason();
        return of(next, rejected, new MfaEvent.ChangeRefused(attempt.user(), attempt.at(), reason, wrongCodes));
    }

    /** Goes on after a code was accepted, within the same write. A refusal stays one, and nothing goes on. */
    static <A> Decision<A> afterCode(
            Decision<Verification> code, Function<Rejected, A> refused, Function<MfaState, Decision<A>> action) {
        if (code.answer() instanceof Rejected no) {
            return new Decision<>(code.next(), code.added(), refused.apply(no), code.events());
        }
        Decision<A> then = action.apply(code.next());
        return new Decision<>(then.next(), code.added().plus(then.added()), then.answer(), then.events())
                .afterTelling(code.events());
    }

    /** Tells first what happened before. */
    Decision<A> afterTelling(List<MfaEvent> before) {
        List<MfaEvent> all = new ArrayList<>(before);
        all.addAll(events);
        return new Decision<>(next, added, answer, all);
    }

    Decision<A> alsoTelling(MfaEvent event) {
        List<MfaEvent> more = new ArrayList<>(events);
        more.add(event);
        return new Decision<>(next, added, answer, more);
    }

    Decision<A> notTelling(Class<? extends MfaEvent> type) {
        return new Decision<>(
                next,
                added,
                answer,
                events.stream().filter(event -> !type.isInstance(event)).toList());
    }

    Decision<A> adding(Secrets secrets) {
        return new Decision<>(next, added.plus(secrets), answer, events);
    }
}
