package io.github.mfa4j.reliability;

import io.github.mfa4j.Activation;
import io.github.mfa4j.Change;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Grant;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.Reissue;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.SignIn;
import io.github.mfa4j.Verification;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Turns a command into a call of the library, and what it returned into words. */
final class Doors {

    /** What the first word of the data of an error says was tried. */
    static final String READING = "Reading";

    /** The kind of an error that the store does not document. */
    static final String UNDOCUMENTED = "undocumented";

    private Doors() {}

    /**
     * Makes the call.
     *
     * @param worker the name of the worker, so that devices of different workers have different names
     * @return the verdict, and what came with it
     */
    static List<String> call(Mfa mfa, Command command, String worker) {
        try {
            return answer(mfa, command, worker);
        } catch (RuntimeException e) {
            return error(e);
        }
    }

    private static List<String> answer(Mfa mfa, Command command, String worker) {
        String user = command.user();
        List<String> with = command.arguments();
        return switch (command.operation()) {
            case VERIFY_APP, VERIFY_BACKUP, REPLAY, SPENT_BACKUP, GUESS, KNOCK ->
                verified(mfa.verify(user, with.get(0)));
            case TRUST -> verified(mfa.verifyAndTrustBrowser(user, with.get(0), "Browser at " + worker));
            case AFTER_PASSWORD -> signedIn(mfa.afterPassword(user, with.get(0)));
            case REISSUE -> reissued(mfa.settings().reissueBackupCodes(user, with.get(0)));
            case ADD_DEVICE ->
                offered(mfa.settings().addDevice(user, "alice@example.com", with.get(1) + worker, with.get(0)));
            case REMOVE_DEVICE -> changed(mfa.settings().removeDevice(user, with.get(1), with.get(0)));
            case REPLACE_DEVICES ->
                offered(mfa.recovery()
                        .replaceLostDevices(user, "alice@example.com", with.get(1) + worker, with.get(0)));
            case ENROLL -> offered(mfa.enroll(user, "alice@example.com", with.get(0) + worker));
            case ENROLL_WITH_PERMIT ->
                offered(mfa.enrollWithPermit(user, "alice@example.com", with.get(0) + worker, with.get(1)));
            case CONFIRM -> confirmed(mfa.confirm(user, with.get(0), with.get(1)));
            case ACTIVATE -> activated(mfa.activate(user, with.get(0)));
            case DISABLE -> changed(mfa.settings().disable(user, with.get(0)));
            case UNLOCK -> changed(mfa.admin().unlock(user, worker));
            case RESET -> granted(mfa.admin().reset(user, worker));
        };
    }

    private static List<String> ok(String... data) {
        List<String> answer = new ArrayList<>(List.of(Answer.OK));
        answer.addAll(List.of(data));
        return answer;
    }

    private static List<String> no(Rejected rejected) {
        return List.of(rejected.reason().name());
    }

    private static List<String> verified(Verification verification) {
        return verification.fold(
                yes -> yes.browserToken().map(token -> ok(token.value())).orElseGet(Doors::ok), Doors::no);
    }

    private static List<String> signedIn(SignIn signIn) {
        return signIn.equals(new SignIn.Allow(true))
                ? ok()
                : List.of(signIn.getClass().getSimpleName());
    }

    private static List<String> reissued(Reissue reissue) {
        return reissue.fold(
                yes -> ok(yes.setId(), String.join(",", yes.backupCodes().codes())), Doors::no);
    }

    private static List<String> offered(Enrollment enrollment) {
        return enrollment.fold(yes -> ok(yes.id(), yes.uri()), Doors::no);
    }

    private static List<String> confirmed(Confirmation confirmation) {
        return confirmation.fold(
                yes -> ok(yes.setId(), String.join(",", yes.backupCodes().codes())),
                atOnce -> List.of("EnabledAtOnce"),
                added -> ok(),
                Doors::no);
    }

    private static List<String> activated(Activation activation) {
        return activation.fold(yes -> ok(), Doors::no);
    }

    private static List<String> changed(Change change) {
        return change.fold(yes -> ok(), Doors::no);
    }

    private static List<String> granted(Grant grant) {
        return grant.fold(yes -> ok(yes.token().value()), Doors::no);
    }

    /** What JdbcMfaStore documents is an IllegalStateException with the database's own as its cause, and nothing else is. */
    private static List<String> error(RuntimeException e) {
        if (e.getClass() != IllegalStateException.class || !(e.getCause() instanceof SQLException cause)) {
            return List.of(Answer.ERROR, "", UNDOCUMENTED, e.toString());
        }
        String message = String.valueOf(e.getMessage());
        String tried = message.startsWith(READING) ? READING : "Writing";
        return List.of(Answer.ERROR, tried, "SQLState " + cause.getSQLState(), cause.toString());
    }
}
