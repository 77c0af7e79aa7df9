package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The phone is lost: a backup code buys a new one, and until that works the old one stays. */
class LostDevicesTest {

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    private Enrollment replace(String typed) {
        return host.mfa.recovery().replaceLostDevices(USER, "alice@example.com", "New phone", typed);
    }

    @Test
    void flow5_thePhoneIsLostAndABackupCodeBringsTheNextOne() {
        // She signs in with a backup code, and once inside gives another one for a new phone.
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
        Enrollment.Offered offer = (Enrollment.Offered) replace(owner.codes().get(1));
        TestPhone phone = TestPhone.scanning(offer.uri());
        Confirmation.AwaitingActivation shown =
                (Confirmation.AwaitingActivation) host.mfa.confirm(USER, offer.id(), phone.code(now()));
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));

        // From now on only the new phone and the new codes count.
        host.clock.moveSeconds(60);
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(owner.codes().get(2))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(phone.code(now()))).isEqualTo(ACCEPTED);
        assertThat(host.verify(shown.backupCodes().codes().get(0))).isEqualTo(ACCEPTED);
    }

    @Test
    void theOldOnesWorkUntilTheActivationWhichIsOneWrite() {
        host.addPhone("Tablet", owner.phone());
        MfaState before = host.state();
        Enrollment.Offered offer = (Enrollment.Offered) replace(owner.codes().get(0));
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 1 sealed, 1 hashed");
        assertThat(host.mfa.status(USER).backupCodesLeft()).as("used at once").isEqualTo(9);
        TestPhone phone = TestPhone.scanning(offer.uri());
        Confirmation.AwaitingActivation shown =
                (Confirmation.AwaitingActivation) host.mfa.confirm(USER, offer.id(), phone.code(now()));
        assertThat(host.state().devices()).isEqualTo(before.devices());
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo(ACCEPTED);
        assertThat(host.verify(owner.codes().get(1))).isEqualTo(ACCEPTED);
        assertThat(host.verify(owner.codes().get(0))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(shown.backupCodes().codes().get(0))).isEqualTo("WRONG_CODE");
        host.clock.moveSeconds(60);
        assertThat(host.verify(phone.code(now()))).isEqualTo("WRONG_CODE");

        host.forgetCounts();
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(host.store.writes).hasValue(1);
        assertThat(host.events).containsExactly(new MfaEvent.DevicesReplaced(USER, now(), "New phone", 2));
        assertThat(host.secrets().devices()).containsOnlyKeys(host.deviceId(0));
        assertThat(host.secrets().sets()).containsOnlyKeys(shown.setId());
        assertThat(host.state().enabledSince()).isEqualTo(before.enabledSince());
        assertThat(host.state().setup()).isNull();
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(host.store.writes).as("idempotent").hasValue(1);
    }

    @Test
    void anAppCodeDoesNotCountHereAndIsNotUsedUp() {
        String code = owner.phone().code(now());
        assertThat(reason(replace(code))).isEqualTo(MALFORMED);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
    }

    @Test
    void anAppCodeOfAnotherLengthThanNumericBackupCodesDoesNotCountEither() {
        Fixture other = new Fixture(to -> to.backupCodes(BackupCodeFormat.insecureShortNumeric(10, 8)));
        Fixture.Owner alice = other.enable();
        String code = alice.phone().code(other.clock.instant());
        assertThat(reason(other.mfa.recovery().replaceLostDevices(USER, "a", "b", code)))
                .isEqualTo(MALFORMED);
        assertThat(other.store.writes).hasValue(0);
        assertThat(other.mfa
                        .recovery()
                        .replaceLostDevices(USER, "a", "b", alice.codes().get(0)))
                .isInstanceOf(Enrollment.Offered.class);
        assertThat(other.mfa.status(USER).backupCodesLeft()).isEqualTo(9);
    }

    /** To call a right app code something else than a wrong guess would let somebody guess app codes without being counted. */
    @Test
    void anAppCodeThatLooksLikeABackupCodeIsAWrongGuessAndIsNotUsedUp() {
        Fixture other = new Fixture(to -> to.backupCodes(BackupCodeFormat.insecureShortNumeric(10, 6)));
        Fixture.Owner alice = other.enable();
        String code = alice.phone().code(other.clock.instant());
        assertThat(reason(other.mfa.recovery().replaceLostDevices(USER, "a", "b", code)))
                .isEqualTo(WRONG_CODE);
        assertThat(other.state().failures().inRow()).isEqualTo(1);
        assertThat(other.verify(code)).isEqualTo(ACCEPTED);
    }

    @Test
    void wrongBackupCodesAreCountedAsAtSignIn() {
        for (int i = 1; i <= 5; i++) {
            assertThat(reason(replace("0000-0000-0000-0000"))).isEqualTo(WRONG_CODE);
            assertThat(host.state().failures().strongInRow()).isEqualTo(i);
        }
        assertThat(host.verify(owner.codes().get(0))).isEqualTo("THROTTLED");
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo(ACCEPTED);
    }

    @Test
    void aBackupCodeEndsALockHereToo() {
        host.failTimes(30, owner.phone());
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo("LOCKED");
        assertThat(replace(owner.codes().get(0))).isInstanceOf(Enrollment.Offered.class);
        assertThat(host.events(MfaEvent.LockEnded.class)).hasSize(1);
        assertThat(host.state().failures().inRow()).isZero();
        assertThat(host.state().failures().inPeriod()).isEqualTo(30);
    }

    @Test
    void betterAuth_anAbandonedReplacementLeavesTheOldOnes() {
        Enrollment.Offered offer = (Enrollment.Offered) replace(owner.codes().get(0));
        MfaState before = host.state();
        TestPhone phone = TestPhone.scanning(offer.uri());
        assertThat(host.mfa.confirm(USER, offer.id(), phone.code(now())))
                .isInstanceOf(Confirmation.AwaitingActivation.class);
        host.clock.set(offer.expiresAt());
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo(ACCEPTED);
        assertThat(host.events(MfaEvent.SetupExpired.class))
                .containsExactly(new MfaEvent.SetupExpired(USER, now(), "New phone", true));
        assertThat(host.state().setup()).isNull();
        assertThat(host.state().codes()).isEqualTo(before.codes());
        assertThat(host.secrets().devices()).containsOnlyKeys(host.deviceId(0));
        assertThat(host.secrets().sets()).hasSize(1);
        assertThat(reason(host.mfa.confirm(USER, offer.id(), phone.code(now()))))
                .isEqualTo(SUPERSEDED);
    }

    @Test
    void withoutAnActivationStepTheConfirmationSwaps() {
        Fixture other = new Fixture(MfaBuilder::activateOnConfirm);
        Fixture.Owner alice = other.enable();
        Enrollment.Offered offer = (Enrollment.Offered) other.mfa
                .recovery()
                .replaceLostDevices(USER, "a", "New", alice.codes().get(0));
        other.forgetCounts();
        assertThat(other.mfa.confirm(
                        USER, offer.id(), TestPhone.scanning(offer.uri()).code(other.clock.instant())))
                .isInstanceOf(Confirmation.EnabledAtOnce.class);
        assertThat(other.store.writes).hasValue(1);
        assertThat(other.verify(alice.phone().code(other.clock.instant()))).isEqualTo("WRONG_CODE");
        assertThat(other.secrets().devices()).hasSize(1);
    }
}
