package io.github.mfa4j;

import static io.github.mfa4j.Rig.USER;
import static io.github.mfa4j.Rig.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.StoredState;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stores that break, lag and lie: there is no verdict without a write, and no code is good twice. */
@Tag("once")
class MisbehavingStoreTest {

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Rig rig = new Rig().enabled();

    @Test
    void aStoreThatThrowsBeforeWritingGivesNoVerdictAndUsesNothingUp() {
        String code = rig.freshCode();
        StoredState before = rig.stored();
        rig.store.writes = (user, expected, next) -> {
            throw new Broken();
        };
        assertThatThrownBy(() -> rig.mfa.verify(USER, code)).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.backupCodes.get(0))).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.wrongCode())).isInstanceOf(Broken.class);
        assertThat(rig.told).isEmpty();
        assertThat(rig.stored()).isEqualTo(before);
        rig.store.heal();
        assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("ACCEPTED");
        assertThat(kind(rig.mfa.verify(USER, rig.backupCodes.get(0)))).isEqualTo("ACCEPTED");
    }

    @Test
    void aStoreThatThrowsOnReadingGivesNoVerdict() {
        rig.store.reads = user -> {
            throw new Broken();
        };
        assertThatThrownBy(() -> rig.mfa.verify(USER, "123456")).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> rig.mfa.afterPassword(USER)).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> rig.mfa.status(USER)).isInstanceOf(Broken.class);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void aCodeWhoseWriteWonBeforeTheConnectionBrokeIsUsed() {
        String code = rig.freshCode();
        breakAfterWriting();
        assertThatThrownBy(() -> rig.mfa.verify(USER, code)).isInstanceOf(Broken.class);
        assertThat(rig.told).isEmpty();
        rig.store.heal();
        assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("REPLAYED");

        breakAfterWriting();
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.backupCodes.get(1))).isInstanceOf(Broken.class);
        rig.store.heal();
        assertThat(kind(rig.mfa.verify(USER, rig.backupCodes.get(1)))).isEqualTo("WRONG_CODE");
        assertThat(rig.mfa.status(USER).backupCodesLeft()).isEqualTo(3);
    }

    @Test
    void aGuessWhoseWriteWonBeforeTheConnectionBrokeIsCountedOnce() {
        breakAfterWriting();
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.wrongCode())).isInstanceOf(Broken.class);
        assertThat(rig.state().failures().inRow()).isEqualTo(1);
        assertThat(rig.state().failures().inPeriod()).isEqualTo(1);
    }

    @Test
    void aSetUpSurvivesConnectionsThatBreakAfterEachOfItsWrites() {
        Rig fresh = new Rig();
        Enrollment.Offered offer = fresh.offered();
        String code = fresh.freshCode();
        fresh.store.writes = (user, expected, next) -> {
            fresh.store.write(user, expected, next);
            throw new Broken();
        };
        assertThatThrownBy(() -> fresh.mfa.confirm(USER, offer.id(), code)).isInstanceOf(Broken.class);
        fresh.store.heal();
        assertThat(fresh.mfa.confirm(USER, offer.id(), code)).isInstanceOf(Rejected.class);
        Confirmation.AwaitingActivation again =
                (Confirmation.AwaitingActivation) fresh.mfa.confirm(USER, offer.id(), fresh.freshCode());
        fresh.store.writes = (user, expected, next) -> {
            fresh.store.write(user, expected, next);
            throw new Broken();
        };
        assertThatThrownBy(() -> fresh.mfa.activate(USER, again.setId())).isInstanceOf(Broken.class);
        fresh.store.heal();
        assertThat(fresh.mfa.activate(USER, again.setId())).isEqualTo(new Activation.Enabled(4));
        assertThat(kind(fresh.mfa.verify(USER, again.backupCodes().codes().get(3))))
                .isEqualTo("ACCEPTED");
    }

    @Test
    void aStoreThatSaysFalseAlthoughItWroteNeverGetsTheCodeAcceptedTwice() {
        String code = rig.freshCode();
        AtomicInteger writes = new AtomicInteger();
        rig.store.writes =
                (user, expected, next) -> rig.store.write(user, expected, next) && writes.incrementAndGet() > 1;
        assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("REPLAYED");
        assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("REPLAYED");
        assertThat(writes).hasValue(1);
    }

    @Test
    void readsThatAreStaleForAWhileDoNotBringAUsedCodeBack() {
        String code = rig.freshCode();
        StoredState stale = rig.stored();
        assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("ACCEPTED");
        AtomicInteger reads = new AtomicInteger();
        rig.store.reads = user -> reads.incrementAndGet() <= 5 ? Optional.of(stale) : rig.store.read(user);
        assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("REPLAYED");
        assertThat(reads).hasValue(6);
    }

    @Test
    void readsThatAreStaleForeverEndInAnExceptionThatSaysSo() {
        String code = rig.freshCode();
        StoredState stale = rig.stored();
        assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("ACCEPTED");
        rig.told.clear();
        rig.store.reads = user -> Optional.of(stale);
        long start = System.nanoTime();
        assertThatThrownBy(() -> rig.mfa.verify(USER, code))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("stale", "find", "nothing was decided", "try again");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(rig.told).isEmpty();
    }

    @Test
    void writesThatAreLostAreTriedAgainAndCountedAndToldOnce() {
        AtomicInteger attempts = new AtomicInteger();
        rig.store.writes =
                (user, expected, next) -> attempts.incrementAndGet() % 4 == 0 && rig.store.write(user, expected, next);
        assertThat(kind(rig.mfa.verify(USER, rig.wrongCode()))).isEqualTo("WRONG_CODE");
        assertThat(rig.state().failures().inRow()).isEqualTo(1);
        assertThat(rig.told).singleElement().isInstanceOf(MfaEvent.CodeRejected.class);
        rig.told.clear();
        assertThat(rig.mfa.verify(USER, rig.backupCodes.get(2)))
                .isEqualTo(new Verification.Accepted(CodeKind.BACKUP_CODE, 3, Optional.empty()));
        assertThat(rig.mfa.verify(USER, rig.freshCode()))
                .isEqualTo(new Verification.Accepted(CodeKind.APP_CODE, 3, Optional.empty()));
        assertThat(rig.told)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("CodeAccepted", "BackupCodesLow", "CodeAccepted");
        assertThat(attempts).hasValue(12);
    }

    @Test
    void anAttemptThatLosesToAnotherSeesWhatTheOtherDid() {
        String code = rig.freshCode();
        AtomicInteger writes = new AtomicInteger();
        rig.store.writes = (user, expected, next) -> {
            if (writes.incrementAndGet() == 1) {
                rig.store.heal();
                assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("ACCEPTED");
            }
            return rig.store.write(user, expected, next);
        };
        assertThat(kind(rig.mfa.verify(USER, code))).isEqualTo("REPLAYED");
    }

    @Test
    void aRecordThatWasDeletedAndMadeAnewIsNotOverwrittenByAnAttemptInFlight() {
        String oldCode = rig.freshCode();
        StoredState old = rig.stored();
        rig.store.writes = (user, expected, next) -> {
            rig.store.heal();
            rig.store.real.remove(USER);
            rig.enabled();
            assertThat(rig.stored().version()).isNotEqualTo(expected);
            return rig.store.write(user, expected, next);
        };
        assertThat(kind(rig.mfa.verify(USER, oldCode))).isNotEqualTo("ACCEPTED");
        assertThat(rig.state().devices()).hasSize(1);
        assertThat(rig.stored().state()).isNotEqualTo(old.state());
        assertThat(kind(rig.mfa.verify(USER, rig.freshCode()))).isEqualTo("ACCEPTED");
    }

    @Test
    void firstVersionsAreRandomAndLaterOnesCountUp() {
        Set<Long> firsts = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            Rig fresh = new Rig();
            fresh.store.writes = (user, expected, next) -> {
                assertThat(expected)
                        .isEqualTo(Optional.ofNullable(fresh.store.real.get(user))
                                .map(StoredState::version)
                                .orElse(0L));
                return fresh.store.write(user, expected, next);
            };
            fresh.offered();
            long first = fresh.stored().version();
            fresh.offered();
            assertThat(fresh.stored().version()).isEqualTo(first + 1);
            firsts.add(first);
        }
        assertThat(firsts).hasSize(50).allMatch(first -> first >= 1L << 32 && first < 1L << 52);
    }

    @Test
    void anInterruptWhileWaitingEndsTheCallAndIsNotSwallowed() {
        rig.store.writes = (user, expected, next) -> {
            Thread.currentThread().interrupt();
            return false;
        };
        assertThatThrownBy(() -> rig.mfa.verify(USER, rig.freshCode()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("interrupted", "nothing was decided");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(rig.told).isEmpty();
    }

    @Test
    void aThreadThatWasInterruptedBeforeStillGetsItsAnswer() {
        Thread.currentThread().interrupt();
        assertThat(kind(rig.mfa.verify(USER, rig.freshCode()))).isEqualTo("ACCEPTED");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullInsteadOfAnAnswerSaysWhatIsWrong() {
        rig.store.reads = user -> null;
        assertThatThrownBy(() -> rig.mfa.verify(USER, "123456"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("null", "find", "Optional");
        assertThatThrownBy(() -> rig.mfa.afterPassword(USER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rig.mfa.status(USER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void textThatTheStoreChangedIsNoVerdict() {
        String code = rig.freshCode();
        changedBy(text -> text.substring(0, text.length() - 1), code);
        changedBy(text -> text.substring(0, text.length() / 2), code);
        changedBy(text -> text + text, code);
        changedBy(text -> text.toUpperCase(java.util.Locale.ROOT), code);
        changedBy(text -> text.replace("mfa4j1", "mfa4j"), code);
        changedBy(text -> "null", code);
    }

    private void changedBy(UnaryOperator<String> change, String code) {
        rig.store.reads = user -> rig.store.read(user).map(s -> new StoredState(s.version(), change.apply(s.state())));
        assertThatThrownBy(() -> rig.mfa.verify(USER, code)).isInstanceOf(IllegalStateException.class);
        assertThat(rig.told).isEmpty();
    }

    private void breakAfterWriting() {
        rig.store.writes = (user, expected, next) -> {
            rig.store.write(user, expected, next);
            throw new Broken();
        };
    }
}
