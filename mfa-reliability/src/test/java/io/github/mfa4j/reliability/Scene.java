package io.github.mfa4j.reliability;

import io.github.mfa4j.reliability.Round.Fired;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rounds as a test tells them, and the journals that go with them. */
final class Scene {

    static final String PHONE = "Phone";
    static final long STEP = 1_000;

    private final Map<String, Journal> journals = new HashMap<>();
    private final Map<String, Integer> cut = new HashMap<>();
    private final List<Round> rounds = new ArrayList<>();
    private List<Fired> fired = new ArrayList<>();

    /** A record of a user with one phone and one set of backup codes. */
    static Snapshot record(long version, String failures, long step, int backupCodesLeft, String more) {
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(PHONE.getBytes(StandardCharsets.UTF_8));
        return new Snapshot(
                version,
                "mfa4j1;e=5" + failures + ";d=id," + name + ",SHA1,6,30,0,5,5," + step + ",0;b=set,C,10,4,4,"
                        + backupCodesLeft + ",5" + more + ";s=AAAA");
    }

    /** A record of somebody who is not counted as guessing. */
    static Snapshot record(long version, long step, int backupCodesLeft) {
        return record(version, "", step, backupCodesLeft, "");
    }

    static Call appCode(Operation operation) {
        return new Call(operation, PHONE + "@" + STEP, PHONE, STEP, "", worker -> List.of());
    }

    private long number() {
        return rounds.size() + 1L;
    }

    private Journal journal(String worker) {
        return journals.computeIfAbsent(worker, name -> new Journal(new HashSet<>(), new HashMap<>(), new HashSet<>()));
    }

    /** A worker answers in the round that comes. */
    Scene answers(String worker, String verdict, String... data) {
        Answer answer = new Answer(number(), 0, verdict, List.of(data));
        journal(worker).started().add(number());
        journal(worker).answers().put(number(), answer);
        fired.add(new Fired(worker, Optional.of(answer)));
        return this;
    }

    /** A worker answers, and is killed before the coordinator hears it. */
    Scene answersUnheard(String worker, String verdict) {
        answers(worker, verdict);
        fired.set(fired.size() - 1, new Fired(worker, Optional.empty()));
        return this;
    }

    /** A worker begins and is killed. */
    Scene beginsAndIsKilled(String worker) {
        journal(worker).started().add(number());
        fired.add(new Fired(worker, Optional.empty()));
        return this;
    }

    /** A worker is killed before it begins. */
    Scene isKilled(String worker) {
        journal(worker);
        fired.add(new Fired(worker, Optional.empty()));
        return this;
    }

    /** What the coordinator heard of a worker that wrote something else into its journal, or nothing. */
    Scene pretends(String worker, String verdict) {
        journal(worker).started().add(number());
        fired.add(new Fired(worker, Optional.of(new Answer(number(), 0, verdict, List.of()))));
        return this;
    }

    Scene answersWithoutBeginning(String worker, String verdict) {
        answers(worker, verdict);
        journal(worker).started().remove(number());
        return this;
    }

    Scene answeredTwice(String worker, long round) {
        journal(worker).twice().add(round);
        return this;
    }

    Scene loses(String worker) {
        journals.remove(worker);
        return this;
    }

    /** A connection of a worker fails. */
    Scene fails(String worker, String trying) {
        return aConnectionIsCut(worker).answers(worker, Answer.ERROR, trying, "SQLState 08000", "gone");
    }

    Scene aConnectionIsCut(String worker) {
        cut.merge(worker, 1, Integer::sum);
        return this;
    }

    Scene round(Call call, Snapshot before, Snapshot after) {
        rounds.add(new Round(number(), "alice", call, before, after, fired));
        fired = new ArrayList<>();
        return this;
    }

    Scene noConnectionWasCut() {
        cut.clear();
        return this;
    }

    Judge judge() {
        return new Judge(journals);
    }

    List<String> violations() {
        return violations(judge());
    }

    List<String> violations(Judge judge) {
        return judge.judge(rounds, cut);
    }
}
