package io.github.mfa4j.jdbc;

import io.github.mfa4j.Confirmation;
import io.github.mfa4j.EmailCode;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Grant;
import io.github.mfa4j.Reissue;
import io.github.mfa4j.Verification;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.StoredState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether one thread alone, making the same calls one after the other in the order of their writes, is told the same and
 * leaves the same behind. Calls that wrote nothing may have come at any moment in between.
 */
final class Sequence {

    private final Laboratory laboratory;
    private final Known known;
    private final StoredState before;
    private final List<String> violations = new ArrayList<>();

    Sequence(Laboratory laboratory, Known known, StoredState before) {
        this.laboratory = laboratory;
        this.known = known;
        this.before = before;
    }

    /** What does not fit. */
    List<String> violations(List<Call> calls, StoredState after) {
        List<StoredState> moments = replay(calls);
        for (Call call : calls) {
            if (!call.wrote() && moments.stream().noneMatch(moment -> fits(call, moment))) {
                violations.add("sequence: at no moment could it be answered so: " + call);
            }
        }
        List<Call> replayed = remade;
        String expected = future(moments.get(moments.size() - 1), replayed);
        String actual = future(after, calls);
        if (!actual.equals(expected)) {
            violations.add("sequence: what is left is\n" + actual + "instead of\n" + expected);
        }
        return violations;
    }

    private final List<Call> remade = new ArrayList<>();

    private List<StoredState> replay(List<Call> calls) {
        List<StoredState> moments = new ArrayList<>(List.of(before));
        laboratory.set(before);
        calls.stream()
                .filter(Call::wrote)
                .sorted(Comparator.comparing(call -> call.written.get(0)))
                .forEach(call -> {
                    Call again = laboratory.call(call.operation, call.index, known);
                    remade.add(again);
                    if (!again.seen().equals(call.seen()) || !again.wrote()) {
                        violations.add("sequence: in the order of the writes it would be\n" + again + "\nnot\n" + call);
                    }
                    moments.add(laboratory.stored());
                });
        return moments;
    }

    private boolean fits(Call call, StoredState moment) {
        laboratory.set(moment);
        Call again = laboratory.call(call.operation, call.index, known);
        return !again.wrote() && again.seen().equals(call.seen());
    }

    /** All that any further call would be told, and what everything is good for that was handed out. */
    private String future(StoredState state, List<Call> calls) {
        StringBuilder text = new StringBuilder();
        for (Operation operation : Operation.values()) {
            int variants = operation.typed(known, 0).equals(operation.typed(known, 1)) ? 1 : 3;
            for (int index = 0; index < variants; index++) {
                laboratory.set(state);
                text.append(laboratory.call(operation, index, known).seen()).append('\n');
            }
        }
        List<String> uses = new ArrayList<>();
        for (Call call : calls) {
            call.answer.filter(answer -> call.wrote()).ifPresent(answer -> {
                laboratory.set(state);
                uses.add(call.operation + "#" + call.index + " is good for " + use(call.operation, answer));
            });
        }
        uses.stream().sorted().forEach(use -> text.append(use).append('\n'));
        return text.toString();
    }

    private String use(Operation operation, Object answer) {
        var mfa = laboratory.mfa;
        String user = Known.USER;
        if (answer instanceof Enrollment.Offered offer) {
            OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
            String code = Totp.of(uri.secret(), uri.totpParameters()).code(known.now);
            return mfa.confirm(user, offer.id(), code).toString();
        }
        if (answer instanceof Confirmation.AwaitingActivation issued) {
            return mfa.activate(user, issued.setId()).toString();
        }
        if (answer instanceof Reissue.Issued issued) {
            return mfa.activate(user, issued.setId()).toString();
        }
        if (answer instanceof EmailCode.Issued mail) {
            return mfa.proveEmail(user, Known.ADDRESS, mail.code()).toString();
        }
        if (answer instanceof Verification.Accepted accepted
                && accepted.browserToken().isPresent()) {
            return mfa.afterPassword(user, accepted.browserToken().get().value())
                    .toString();
        }
        if (answer instanceof Grant.Granted granted) {
            String token = granted.token().value();
            return switch (operation) {
                case CREATE_RECOVERY_LINK ->
                    mfa.recovery().redeemRecoveryLink(user, token).toString();
                case CREATE_UNLOCK_LINK ->
                    mfa.recovery().redeemUnlockLink(user, token).toString();
                default ->
                    mfa.enrollWithPermit(user, Known.ADDRESS, "With permit", token)
                            .toString();
            };
        }
        return "nothing";
    }
}
