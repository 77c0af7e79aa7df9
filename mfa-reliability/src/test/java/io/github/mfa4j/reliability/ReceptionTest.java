package io.github.mfa4j.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Change;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.spi.StoredState;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the look at the end finds, on records that were mended by hand behind the back of the person. */
class ReceptionTest {

    private final InMemoryMfaStore store = new InMemoryMfaStore();
    private final DrivenServer server = new DrivenServer(store);
    private final Reception reception = new Reception(server);
    private final Person person = new Person("alice", Instant.parse("2026-11-21T12:00:00Z"));

    @BeforeEach
    void enroll() {
        reception.enroll(person);
        look();
    }

    private void look() {
        person.seen(Snapshot.of(store.find("alice").orElseThrow()));
    }

    /** Uses a code of the only device, and returns the record as it was before. */
    private StoredState useAppCode() {
        StoredState before = store.find("alice").orElseThrow();
        Person.Shown shown = person.code(person.devices().get(0));
        assertThat(accepts(shown.code())).isTrue();
        person.accepted(shown);
        person.waitForNextCode();
        return before;
    }

    private StoredState useBackupCode() {
        StoredState before = store.find("alice").orElseThrow();
        String code = person.freshBackupCodes().get(0);
        assertThat(accepts(code)).isTrue();
        person.spend(code);
        return before;
    }

    private boolean accepts(String code) {
        boolean accepted = server.at(person.now()).verify("alice", code).fold(yes -> true, no -> false);
        look();
        return accepted;
    }

    private void change(UnaryOperator<String> change) {
        StoredState now = store.find("alice").orElseThrow();
        assertThat(change.apply(now.state())).isNotEqualTo(now.state());
        StoredState next = new StoredState(now.version() + 1, change.apply(now.state()));
        assertThat(store.compareAndSet("alice", now.version(), next)).isTrue();
        look();
    }

    private Optional<String> problem() {
        return reception.problem(person, new Random(1));
    }

    @Test
    void whoCanGoOnHasNoProblem() {
        useAppCode();
        for (int i = 0; i < 7; i++) {
            useBackupCode();
        }
        assertThat(problem()).isEmpty();
    }

    @Test
    void aUsedAppCodeThatIsGoodAgainIsReported() {
        StoredState before = useAppCode();
        change(state -> before.state());
        assertThat(problem()).hasValueSatisfying(what -> assertThat(what).contains("the answer was Accepted"));
    }

    @Test
    void aUsedAppCodeThatIsGoodAgainIsReportedOfSomebodyWhoIsLocked() {
        StoredState before = useAppCode();
        change(state -> before.state().replaceFirst(";d=", ";f=30,1,0,0,30,1;d="));
        assertThat(server.at(person.now()).status("alice").refusing()).isPresent();
        assertThat(problem()).hasValueSatisfying(what -> assertThat(what).contains("the answer was Accepted"));
    }

    @Test
    void aUsedBackupCodeThatIsGoodAgainIsReportedAlsoAfterManyOthers() {
        for (int i = 0; i < 6; i++) {
            useBackupCode();
        }
        StoredState before = useBackupCode();
        change(state -> before.state());
        assertThat(problem()).hasValueSatisfying(what -> assertThat(what).contains("the answer was Accepted"));
    }

    @Test
    void aUsedCodeThatTheServerDoesNotKnowIsReported() {
        Person.Shown shown = person.code(person.devices().get(0));
        String unknown = person.guess(new Random(1));
        person.accepted(new Person.Shown(shown.device(), unknown, shown.at()));
        assertThat(problem())
                .hasValueSatisfying(
                        what -> assertThat(what).contains("a used code was refused by WRONG_CODE and not REPLAYED"));
    }

    @Test
    void aCodeOfADeviceThatIsGoneIsUnknown() {
        Person.Shown shown = person.code(person.devices().get(0));
        person.accepted(new Person.Shown("gone", person.guess(new Random(1)), shown.at()));
        assertThat(problem()).isEmpty();
    }

    @Test
    void aCodeOfSomebodyWhoHasSwitchedOffIsNotLookedAt() {
        Person.Shown shown = person.code(person.devices().get(0));
        assertThat(server.at(person.now()).settings().disable("alice", shown.code()))
                .isInstanceOf(Change.Done.class);
        person.accepted(shown);
        look();
        assertThat(person.record().enabled()).isFalse();
        assertThat(problem()).isEmpty();
    }
}
