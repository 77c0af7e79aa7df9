package io.github.mfa4j.testkit;

import static io.github.mfa4j.testkit.Subject.FIRST;
import static io.github.mfa4j.testkit.Subject.expect;
import static io.github.mfa4j.testkit.Subject.state;

import io.github.mfa4j.spi.StoredState;
import io.github.mfa4j.testkit.MfaStoreContract.Rule;
import java.util.ArrayList;
import java.util.List;

/** One user is not another one. */
final class UserRules {

    /**
     * All different, character by character, and all of them ids that the library takes: it refuses white space at the
     * edges, so what a column pads with cannot make two of them equal. Escaped, so that no editor does.
     */
    private static final List<String> LOOK_ALIKES = List.of(
            "alice",
            "Alice",
            "ALICE",
            "alice\u200b",
            "al\u00adice",
            "al ice",
            "al  ice",
            "al\u00a0ice",
            "\uff41\uff4c\uff49\uff43\uff45",
            "\u0430lice",
            "al\u0131ce",
            "AL\u0130CE",
            "zo\u00eb",
            "zoe\u0308",
            "zoe",
            "stra\u00dfe",
            "strasse",
            "\ufb01n",
            "fin",
            "x\u00b2",
            "x2",
            "\u212a",
            "K",
            "k",
            "\ud83d\udc69",
            "\ud83d\udc69\ud83c\udffd",
            "\ud83d\udc68",
            "\ud835\udc1alice",
            "\ud801\udc00",
            "\ud801\udc28",
            "1",
            "01",
            "1.0",
            "1e0",
            "null",
            "o'brien",
            "o''brien",
            "o\"brien",
            "o\\'brien",
            "x' or '1'='1",
            "{fn now()}",
            "%",
            "_",
            "?",
            "\\");

    private final Subject subject;

    private UserRules(Subject subject) {
        this.subject = subject;
    }

    static void addTo(List<Rule> rules, Subject subject) {
        UserRules checks = new UserRules(subject);
        rules.add(new Rule(
                "5a",
                "user ids are compared exactly, character by character",
                "The collation of the column folds case, accents or width, or its character set lacks some: choose the whole of"
                        + " Unicode and a binary collation (C in PostgreSQL, utf8mb4_nopad_bin in MariaDB, utf8mb4_0900_bin in MySQL).",
                checks::lookAlikesAreDifferentUsers));
        rules.add(new Rule(
                "5b",
                "user ids have up to 200 characters, all of which matter",
                "The column is too short, or cuts what is too long: give it 200 characters, or 800 bytes.",
                checks::longIdsAreDifferentUsers));
        rules.add(new Rule(
                "5c",
                "a write changes the record of its user and of nobody else",
                "The condition of the update lacks the user.",
                checks::othersAreNotTouched));
    }

    private void lookAlikesAreDifferentUsers() {
        differ(LOOK_ALIKES.stream().map(subject::userLike).toList());
    }

    private void longIdsAreDifferentUsers() {
        differ(List.of(
                subject.longUser("u", "1"),
                subject.longUser("u", "2"),
                subject.longUser("u", ""),
                subject.longUser("\ud83d\udd11", "1"),
                subject.longUser("\ud83d\udd11", "2")));
    }

    private void differ(List<String> users) {
        List<StoredState> written = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            String user = users.get(i);
            StoredState mine = state(FIRST + i, "record" + i);
            expect(
                    subject.store().find(user).isEmpty(),
                    "'" + user + "' has the record of one of " + users.subList(0, i));
            expect(
                    subject.store().compareAndSet(user, 0, mine),
                    "'" + user + "' cannot be created beside " + users.subList(0, i));
            written.add(mine);
        }
        for (int i = 0; i < users.size(); i++) {
            String user = users.get(i);
            expect(
                    subject.store().find(user).filter(written.get(i)::equals).isPresent(),
                    "'" + user + "' has the record of another user");
        }
    }

    private void othersAreNotTouched() {
        String one = subject.created("one");
        String other = subject.created("other");
        expect(
                subject.store().compareAndSet(one, FIRST, state(FIRST + 1, "changed")),
                "a write with the right version was refused");
        subject.holds(one, state(FIRST + 1, "changed"));
        subject.holds(other, state(FIRST, "other"));
    }
}
