package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** New backup codes: shown first, good once they are acknowledged, and the old ones until then. */
class ReissueTest {

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    private Reissue.Issued reissued() {
        host.clock.moveSeconds(60);
        return (Reissue.Issued)
                host.mfa.settings().reissueBackupCodes(USER, owner.phone().code(now()));
    }

    @Test
    void flow11_newCodesAreShownSavedAndTakeThePlaceOfTheOld() {
        Reissue.Issued shown = reissued();
        assertThat(shown.backupCodes().codes()).hasSize(10).doesNotContainAnyElementsOf(owner.codes());
        assertThat(host.verify(owner.codes().get(0))).as("not yet saved").isEqualTo(ACCEPTED);
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(host.verify(owner.codes().get(1))).as("the old sheet").isEqualTo("WRONG_CODE");
        assertThat(host.verify(shown.backupCodes().codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(host.mfa.status(USER).backupCodesLeft()).isEqualTo(9);
    }

    @Test
    void twoWritesInAllAndTheSealedBodyHoldsWhatIsNeeded() {
        String oldSet = host.state().sealedIds().stream()
                .filter(id -> !id.equals(host.deviceId(0)))
                .findFirst()
                .orElseThrow();
        host.forgetCounts();
        Reissue.Issued shown = reissued();
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 1 sealed, 10 hashed");
        assertThat(shown.expiresAt()).isEqualTo(now().plusSeconds(600));
        assertThat(host.events).contains(new MfaEvent.BackupCodesReissued(USER, now(), shown.expiresAt(), false));
        assertThat(host.secrets().sets()).containsOnlyKeys(oldSet, shown.setId());
        host.forgetCounts();
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(host.store.writes).hasValue(1);
        assertThat(host.events).containsExactly(new MfaEvent.BackupCodesReplaced(USER, now(), 10));
        assertThat(host.secrets().sets()).containsOnlyKeys(shown.setId());
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(host.store.writes).as("idempotent").hasValue(1);
        assertThat(host.events).hasSize(1);
    }

    @Test
    void regenerateAndConsume_anOldCodeUsedMeanwhileReducesOnlyTheOldSet() {
        Reissue.Issued shown = reissued();
        assertThat(host.verify(shown.backupCodes().codes().get(0))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(host.mfa.status(USER).backupCodesLeft()).isEqualTo(9);
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        for (String old : owner.codes().subList(0, 3)) {
            assertThat(host.verify(old)).isEqualTo("WRONG_CODE");
        }
        assertThat(host.verify(shown.backupCodes().codes().get(0))).isEqualTo(ACCEPTED);
    }

    @Test
    void aSecondReissueVoidsTheFirst() {
        Reissue.Issued first = reissued();
        Reissue.Issued second = reissued();
        assertThat(reason(host.mfa.activate(USER, first.setId()))).isEqualTo(SUPERSEDED);
        assertThat(host.secrets().sets()).hasSize(2);
        assertThat(host.mfa.activate(USER, second.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(host.verify(first.backupCodes().codes().get(0))).isEqualTo("WRONG_CODE");
        assertThat(reason(host.mfa.activate(USER, first.setId()))).isEqualTo(SUPERSEDED);
    }

    @Test
    void aBackupCodeOfTheOldSetPaysForTheNewOne() {
        assertThat(host.mfa.settings().reissueBackupCodes(USER, owner.codes().get(9)))
                .isInstanceOf(Reissue.Issued.class);
        assertThat(host.store.writes).hasValue(1);
        assertThat(host.mfa.status(USER).backupCodesLeft()).isEqualTo(9);
        assertThat(host.secrets().sets().values())
                .extracting(set -> set.hashes().size())
                .containsExactlyInAnyOrder(9, 10);
    }

    @Test
    void codesThatAreNeverAcknowledgedExpireOnceAndTheOldOnesStay() {
        Reissue.Issued shown = reissued();
        host.clock.set(shown.expiresAt());
        assertThat(reason(host.mfa.activate(USER, shown.setId()))).isEqualTo(EXPIRED);
        assertThat(reason(host.mfa.activate(USER, shown.setId()))).isEqualTo(SUPERSEDED);
        assertThat(host.mfa.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
        assertThat(host.events(MfaEvent.BackupCodesReissueExpired.class))
                .containsExactly(new MfaEvent.BackupCodesReissueExpired(USER, now()));
        assertThat(host.secrets().sets()).hasSize(1);
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
    }

    @Test
    void theLastSecondIsGoodAndWhateverComesFirstNoticesTheEnd() {
        Reissue.Issued shown = reissued();
        host.clock.set(shown.expiresAt().minusSeconds(1));
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        Reissue.Issued next = reissued();
        host.clock.set(next.expiresAt());
        host.forgetCounts();
        assertThat(host.mfa.settings().reissueBackupCodesAfterFullReauthentication(USER))
                .isInstanceOf(Reissue.Issued.class);
        assertThat(host.events(MfaEvent.BackupCodesReissueExpired.class)).hasSize(1);
    }

    @Test
    void withoutACodeItIsTheHostWhoAnswersAndTheEventSaysSo() {
        host.failTimes(3, owner.phone());
        Failures before = host.state().failures();
        host.forgetCounts();
        Reissue.Issued shown = (Reissue.Issued) host.mfa.settings().reissueBackupCodesAfterFullReauthentication(USER);
        assertThat(host.store.writes).hasValue(1);
        assertThat(host.events).containsExactly(new MfaEvent.BackupCodesReissued(USER, now(), shown.expiresAt(), true));
        assertThat(host.state().failures()).as("no code, no pardon").isEqualTo(before);
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
    }

    @Test
    void thePersonIsToldWhenFewCodesAreLeft() {
        for (String code : owner.codes()) {
            assertThat(host.verify(code)).isEqualTo(ACCEPTED);
        }
        assertThat(host.events(MfaEvent.BackupCodesLow.class))
                .extracting(MfaEvent.BackupCodesLow::backupCodesLeft)
                .containsExactly(3, 2, 1, 0);
        assertThat(host.mfa.status(USER).backupCodesLeft()).isZero();
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo(ACCEPTED);
        assertThat(host.events(MfaEvent.BackupCodesLow.class))
                .as("not at app codes")
                .hasSize(4);
        Reissue.Issued shown = reissued();
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(host.verify(shown.backupCodes().codes().get(9))).isEqualTo(ACCEPTED);
    }

    @Test
    void aCodeOfTheNewSheetIsRightIfTheSheetIsSavedWhileTheCodeIsLookedAt() {
        Reissue.Issued shown = reissued();
        AtomicBoolean saved = new AtomicBoolean();
        MfaStore overtaken = new MfaStore() {
            @Override
            public Optional<StoredState> find(String user) {
                return host.store.find(user);
            }

            @Override
            public boolean compareAndSet(String user, long expectedVersion, StoredState next) {
                if (!saved.getAndSet(true)) {
                    assertThat(host.mfa.activate(USER, shown.setId())).isInstanceOf(Activation.Enabled.class);
                }
                return host.store.compareAndSet(user, expectedVersion, next);
            }
        };
        Mfa slow = host.another(to -> to.store(overtaken));
        String code = shown.backupCodes().codes().get(0);
        assertThat(Fixture.outcome(slow.verify(USER, code)))
                .as("hashed with the salt of the old sheet first")
                .isEqualTo(ACCEPTED);
        assertThat(host.verify(code)).isEqualTo("WRONG_CODE");
    }
}
