package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_ATTEMPTS;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_DEVICES;
import static io.github.mfa4j.spi.RejectionReason.UNKNOWN_DEVICE;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several devices of one user: added, named, removed. */
class DevicesTest {

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    private String fresh() {
        return owner.phone().code(now());
    }

    private String wrong() {
        return owner.phone().wrongCode(now());
    }

    private Enrollment add(String typed) {
        return host.mfa.settings().addDevice(USER, "alice@example.com", "Tablet", typed);
    }

    private Enrollment.Offered added(String typed) {
        return (Enrollment.Offered) add(typed);
    }

    private Confirmation confirm(Enrollment.Offered offer) {
        return host.mfa.confirm(
                USER, offer.id(), TestPhone.scanning(offer.uri()).code(now()));
    }

    @Test
    void oneMoreDeviceIsOfferedThenConfirmedAndThenItCounts() {
        List<String> codes = owner.codes();
        Enrollment.Offered offer = added(fresh());
        TestPhone tablet = TestPhone.scanning(offer.uri());
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 1 sealed, 0 hashed");
        assertThat(host.verify(tablet.code(now()))).isEqualTo("WRONG_CODE");
        host.forgetCounts();
        assertThat(confirm(offer)).isEqualTo(new Confirmation.DeviceAdded(2));
        assertThat(host.cost()).startsWith("1 written");
        assertThat(host.events).containsExactly(new MfaEvent.DeviceAdded(USER, now(), "Tablet", 2));
        assertThat(host.mfa.status(USER).devices())
                .extracting(MfaStatus.Device::name)
                .containsExactly("Authenticator app", "Tablet");
        assertThat(host.mfa.status(USER).setup()).isEmpty();
        assertThat(host.mfa.status(USER).backupCodesLeft()).isEqualTo(10);
        assertThat(host.mfa.status(USER).devices().get(1).addedAt()).isEqualTo(now());
        assertThat(host.verify(tablet.code(now())))
                .as("the code that confirmed")
                .isEqualTo("REPLAYED");
        host.clock.moveSeconds(60);
        assertThat(host.verify(tablet.code(now()))).isEqualTo(ACCEPTED);
        assertThat(host.verify(fresh())).isEqualTo(ACCEPTED);
        for (String code : codes) {
            assertThat(host.verify(code)).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void betterAuth_anAdditionThatIsLeftUnfinishedChangesNothingActive() {
        Enrollment.Offered offer = added(fresh());
        List<MfaState.Device> devices = host.state().devices();
        host.clock.set(offer.expiresAt());
        assertThat(reason(confirm(offer))).isEqualTo(EXPIRED);
        assertThat(host.state().devices()).isEqualTo(devices);
        assertThat(host.state().setup()).isNull();
        assertThat(host.secrets().devices()).hasSize(1);
        assertThat(host.events(MfaEvent.SetupExpired.class))
                .containsExactly(new MfaEvent.SetupExpired(USER, now(), "Tablet", false));
        assertThat(host.verify(fresh())).isEqualTo(ACCEPTED);
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
    }

    @Test
    void twoTabsTheNewerAdditionCounts() {
        Enrollment.Offered first = added(fresh());
        host.clock.moveSeconds(30);
        Enrollment.Offered second = added(fresh());
        assertThat(reason(confirm(first))).isEqualTo(SUPERSEDED);
        assertThat(reason(host.mfa.activate(USER, second.id()))).isEqualTo(SUPERSEDED);
        assertThat(confirm(second)).isEqualTo(new Confirmation.DeviceAdded(2));
        assertThat(reason(confirm(second))).isEqualTo(SUPERSEDED);
        assertThat(host.secrets().devices()).hasSize(2);
    }

    @Test
    void wrongCodesForANewDeviceNeverTouchTheCountOfTheActiveOnes() {
        host.failTimes(2, owner.phone());
        Enrollment.Offered offer = added(fresh());
        host.failTimes(3, owner.phone());
        Failures before = host.state().failures();
        for (int i = 1; i <= 10; i++) {
            assertThat(reason(host.mfa.confirm(
                            USER, offer.id(), TestPhone.scanning(offer.uri()).wrongCode(now()))))
                    .isEqualTo(i < 10 ? WRONG_CODE : TOO_MANY_ATTEMPTS);
            assertThat(host.state().failures()).isEqualTo(before);
        }
        assertThat(reason(confirm(offer))).isEqualTo(SUPERSEDED);
        host.clock.moveSeconds(30);
        assertThat(host.verify(fresh())).isEqualTo(ACCEPTED);
    }

    @Test
    void ezbookkeeping_aRightCodeOfANewDeviceForgivesNoGuessesAtTheOthers() {
        Enrollment.Offered offer = added(fresh());
        host.failTimes(7, owner.phone());
        Failures before = host.state().failures();
        assertThat(confirm(offer)).isEqualTo(new Confirmation.DeviceAdded(2));
        assertThat(host.state().failures()).isEqualTo(before);
    }

    @Test
    void fiveDevicesAreTheMostAndTheSixthCodeIsNotUsedUp() {
        for (int i = 2; i <= 5; i++) {
            host.addPhone("Phone " + i, owner.phone());
        }
        String code = fresh();
        assertThat(reason(add(code))).isEqualTo(TOO_MANY_DEVICES);
        assertThat(reason(add(wrong()))).isEqualTo(TOO_MANY_DEVICES);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events)
                .containsOnly(new MfaEvent.ChangeRefused(USER, now(), TOO_MANY_DEVICES, 0))
                .hasSize(2);
        assertThat(host.mfa.settings().removeDevice(USER, host.deviceId(3), code))
                .isEqualTo(new Change.Done());
        host.clock.moveSeconds(30);
        assertThat(add(fresh())).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void renamingTakesANameAndNothingElse() {
        String id = host.deviceId(0);
        assertThat(host.mfa.settings().renameDevice(USER, id, "Work phone")).isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.mfa.settings().renameDevice(USER, id, "Work phone")).isEqualTo(new Change.Done());
        assertThat(host.store.writes).as("nothing changed").hasValue(1);
        assertThat(host.events)
                .containsExactly(new MfaEvent.DeviceRenamed(USER, now(), "Authenticator app", "Work phone"));
        assertThat(host.mfa.status(USER).devices().get(0).name()).isEqualTo("Work phone");
        assertThat(reason(host.mfa.settings().renameDevice(USER, "nonsense", "x")))
                .isEqualTo(UNKNOWN_DEVICE);
        String longest = "\u00e9".repeat(24);
        assertThat(host.mfa.settings().renameDevice(USER, id, longest)).isEqualTo(new Change.Done());
        assertThat(host.mfa.status(USER).devices().get(0).name()).isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x", "x ", "a\nb", "\ud800", "1234567890123456789012345678901234567890123456789"})
    void namesThatNoPageCanShowAreRefusedBeforeAnythingIsAsked(String name) {
        assertThatThrownBy(() -> assertThat(host.mfa.settings().renameDevice(USER, host.deviceId(0), name))
                        .isNull())
                .isInstanceOf(IllegalArgumentException.class);
        String code = fresh();
        assertThatThrownBy(() -> assertThat(host.mfa.settings().addDevice(USER, "alice", name, code))
                        .isNull())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
    }

    @Test
    void aRemovedDeviceIsGoneWithItsSecretWithoutACodeOfItsOwn() {
        TestPhone tablet = host.addPhone("Tablet", owner.phone());
        String tabletId = host.deviceId(1);
        assertThat(host.secrets().devices()).containsOnlyKeys(host.deviceId(0), tabletId);
        host.forgetCounts();
        assertThat(host.mfa.settings().removeDevice(USER, tabletId, fresh())).isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 1 sealed, 0 hashed");
        assertThat(host.events)
                .containsExactly(
                        new MfaEvent.CodeAccepted(
                                USER, now(), CodeKind.APP_CODE, Optional.of("Authenticator app"), 10, 0),
                        new MfaEvent.DeviceRemoved(USER, now(), "Tablet", 1));
        assertThat(host.secrets().devices()).containsOnlyKeys(host.deviceId(0));
        assertThat(host.verify(tablet.code(now()))).isEqualTo("WRONG_CODE");
        assertThat(reason(host.mfa.settings().removeDevice(USER, tabletId, tablet.code(now()))))
                .isEqualTo(UNKNOWN_DEVICE);
        assertThat(host.mfa.status(USER).backupCodesLeft()).isEqualTo(10);
    }

    @Test
    void aDeviceIsRemovedByItsOwnCodeOrABackupCodeToo() {
        TestPhone tablet = host.addPhone("Tablet", owner.phone());
        assertThat(host.mfa.settings().removeDevice(USER, host.deviceId(1), tablet.code(now())))
                .isEqualTo(new Change.Done());
        TestPhone watch = host.addPhone("Watch", owner.phone());
        assertThat(host.mfa
                        .settings()
                        .removeDevice(USER, host.deviceId(0), owner.codes().get(3)))
                .isEqualTo(new Change.Done());
        assertThat(host.verify(fresh())).isEqualTo("WRONG_CODE");
        assertThat(host.verify(watch.code(now()))).isEqualTo(ACCEPTED);
        assertThat(host.verify(owner.codes().get(3))).isEqualTo("WRONG_CODE");
        assertThat(host.mfa.status(USER).backupCodesLeft()).isEqualTo(9);
    }

    @Test
    void keycloak3429_noDeviceIsRemovedWithoutARightCode() {
        host.addPhone("Tablet", owner.phone());
        MfaState active = host.active();
        for (String typed : List.of("", wrong(), "0000-0000-0000-0000")) {
            assertThat(host.mfa.settings().removeDevice(USER, host.deviceId(1), typed))
                    .isInstanceOf(Rejected.class);
            assertThat(host.active()).isEqualTo(active);
        }
    }

    @Test
    void removingTheLastDeviceIsDisabling() {
        assertThat(host.mfa.settings().removeDevice(USER, host.deviceId(0), fresh()))
                .isEqualTo(new Change.Done());
        assertThat(host.record(USER)).isEqualTo("mfa4j1");
        assertThat(host.events(MfaEvent.Disabled.class)).containsExactly(new MfaEvent.Disabled(USER, now(), 1));
        assertThat(host.events(MfaEvent.DeviceRemoved.class)).isEmpty();
        assertThat(host.mfa.afterPassword(USER)).isInstanceOf(SignIn.Allow.class);
    }

    @Test
    void oneThingIsPendingAtATimeAndNothingActiveIsLostByIt() {
        Enrollment.Offered addition = added(fresh());
        Reissue.Issued issued = (Reissue.Issued) host.mfa.settings().reissueBackupCodesAfterFullReauthentication(USER);
        assertThat(reason(confirm(addition))).isEqualTo(SUPERSEDED);
        host.clock.moveSeconds(30);
        Enrollment.Offered second = added(fresh());
        assertThat(reason(host.mfa.activate(USER, issued.setId()))).isEqualTo(SUPERSEDED);
        Enrollment.Offered replacement = (Enrollment.Offered) host.mfa
                .recovery()
                .replaceLostDevices(USER, "a", "New", owner.codes().get(0));
        assertThat(reason(confirm(second))).isEqualTo(SUPERSEDED);
        host.clock.moveSeconds(30);
        assertThat(reason(host.mfa.enroll(USER, "a"))).isEqualTo(io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED);
        assertThat(host.mfa.settings().reissueBackupCodes(USER, fresh())).isInstanceOf(Reissue.Issued.class);
        assertThat(reason(confirm(replacement))).isEqualTo(SUPERSEDED);
        host.clock.moveSeconds(30);
        assertThat(host.verify(fresh())).isEqualTo(ACCEPTED);
        assertThat(host.verify(owner.codes().get(1))).isEqualTo(ACCEPTED);
        assertThat(host.secrets().devices()).hasSize(1);
        assertThat(host.secrets().sets()).hasSize(2);
    }
}
