package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.LOCKED;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.UNKNOWN_DEVICE;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phone whose clock is off is met where it is, once two of its codes have shown where that is. */
class ResynchronizeTest {

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    /** Two codes as the phone shows them, the second one now. */
    private Change resynchronize(TestPhone phone) {
        return resynchronize(phone.code(now().minusSeconds(30)), phone.code(now()));
    }

    private Change resynchronize(String first, String second) {
        return host.mfa.settings().resynchronizeDevice(USER, host.deviceId(0), first, second);
    }

    private TestPhone ahead(long steps) {
        return owner.phone().withClockAhead(Duration.ofSeconds(30 * steps));
    }

    @ParameterizedTest
    @ValueSource(longs = {-9, -5, -2, 2, 5, 10})
    void aPhoneThatIsOffIsAcceptedAfterwardsAtItsOwnPace(long steps) {
        host.clock.moveSeconds(600);
        TestPhone phone = ahead(steps);
        assertThat(host.verify(phone.code(now()))).isEqualTo("WRONG_CODE");
        host.forgetCounts();
        String first = phone.code(now().minusSeconds(30));
        String second = phone.code(now());
        assertThat(resynchronize(first, second)).isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 0 sealed, 0 hashed");
        assertThat(host.events)
                .containsExactly(
                        new MfaEvent.CodeAccepted(
                                USER, now(), CodeKind.APP_CODE, Optional.of("Authenticator app"), 10, 1),
                        new MfaEvent.DeviceResynchronized(USER, now(), "Authenticator app", (int) steps));
        assertThat(host.state().failures().inRow()).as("a success").isZero();
        assertThat(host.state().failures().inPeriod()).isEqualTo(1);
        assertThat(host.mfa.status(USER).devices().get(0).lastUsedAt()).contains(now());
        assertThat(host.verify(second)).isEqualTo("REPLAYED");
        assertThat(host.verify(first)).isEqualTo("REPLAYED");
        Rejected again = (Rejected) host.mfa.verify(USER, second);
        assertThat(again.retryAt()).contains(now().plusSeconds(30));
        for (int i = 0; i < 5; i++) {
            host.clock.moveSeconds(30);
            assertThat(host.verify(phone.code(now()))).isEqualTo(ACCEPTED);
            assertThat(host.verify(phone.code(now()))).isEqualTo("REPLAYED");
        }
        assertThat(host.state().devices().get(0).lastStep()).isEqualTo(phone.step(now()));
        host.clock.moveSeconds(3600);
        assertThat(host.verify(ahead(0).code(now()))).isEqualTo("WRONG_CODE");
    }

    @ParameterizedTest
    @ValueSource(longs = {-12, -11, -10, 11, 12, 100})
    void beyondTenStepsThePhoneHasToBeSetRight(long steps) {
        host.clock.moveSeconds(600);
        MfaState active = host.active();
        assertThat(reason(resynchronize(ahead(steps)))).isEqualTo(WRONG_CODE);
        assertThat(host.state().failures().inRow()).isEqualTo(1);
        assertThat(host.active()).isEqualTo(active);
        assertThat(host.store.writes).hasValue(1);
    }

    @Test
    void twoCodesThatDoNotFollowEachOtherAreOneFailure() {
        host.clock.moveSeconds(600);
        TestPhone phone = ahead(5);
        String first = phone.code(now());
        String second = phone.code(now().plusSeconds(30));
        String third = phone.code(now().plusSeconds(60));
        String[][] pairs = {
            {second, first},
            {first, first},
            {first, third},
            {first, phone.wrongCode(now())},
            {phone.wrongCode(now()), first}
        };
        for (int i = 0; i < 4; i++) {
            assertThat(reason(resynchronize(pairs[i][0], pairs[i][1]))).isEqualTo(WRONG_CODE);
            assertThat(host.state().failures().inRow()).isEqualTo(i + 1);
        }
        assertThat(resynchronize(first, second)).as("none of them was used up").isEqualTo(new Change.Done());
        assertThat(reason(resynchronize(pairs[4][0], pairs[4][1]))).isEqualTo(WRONG_CODE);
    }

    @Test
    void bothCodesLieAboveTheLastOneThatWasAccepted() {
        String first = ahead(0).code(now());
        assertThat(host.verify(first)).isEqualTo(ACCEPTED);
        String second = ahead(1).code(now());
        String third = ahead(2).code(now());
        MfaState active = host.active();
        assertThat(reason(resynchronize(first, second))).isEqualTo(WRONG_CODE);
        assertThat(host.active()).isEqualTo(active);
        assertThat(resynchronize(second, third)).isEqualTo(new Change.Done());
        assertThat(reason(resynchronize(second, third))).isEqualTo(WRONG_CODE);
        assertThat(host.verify(second)).isEqualTo("REPLAYED");
        assertThat(host.verify(third)).isEqualTo("REPLAYED");
    }

    @Test
    void whatCannotBeTwoCodesOfThatDeviceCountsNothing() {
        String code = ahead(1).code(now());
        for (String typed : new String[] {"", "12345", "1234567", owner.codes().get(0)}) {
            assertThat(reason(resynchronize(typed, code))).isEqualTo(MALFORMED);
            assertThat(reason(resynchronize(code, typed))).isEqualTo(MALFORMED);
        }
        assertThat(reason(host.mfa.settings().resynchronizeDevice(USER, "nonsense", code, code)))
                .isEqualTo(UNKNOWN_DEVICE);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
    }

    @Test
    void aLockedUserIsNotLookedAt() {
        host.failTimes(30, owner.phone());
        host.clock.moveSeconds(3600);
        host.forgetCounts();
        host.events.clear();
        assertThat(reason(resynchronize(ahead(3)))).isEqualTo(LOCKED);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        // As at every door that takes a code: whoever watches those events sees this one.
        assertThat(host.events(MfaEvent.CodeRejected.class))
                .extracting(MfaEvent.CodeRejected::reason)
                .containsExactly(LOCKED);
    }

    @Test
    void theThirtiethFailureLocksHereToo() {
        host.failTimes(29, owner.phone());
        host.forgetCounts();
        String wrong = owner.phone().wrongCode(now());
        assertThat(reason(resynchronize(wrong, wrong))).isEqualTo(WRONG_CODE);
        assertThat(host.events(MfaEvent.Locked.class)).hasSize(1);
        assertThat(host.verify(ahead(0).code(now()))).isEqualTo("LOCKED");
    }

    @Test
    void theOtherDevicesKeepTheirClocks() {
        TestPhone tablet = host.addPhone("Tablet", owner.phone());
        host.clock.moveSeconds(600);
        assertThat(resynchronize(ahead(5))).isEqualTo(new Change.Done());
        assertThat(host.state().devices()).extracting(MfaState.Device::drift).containsExactly(5, 0);
        assertThat(host.verify(tablet.code(now()))).isEqualTo(ACCEPTED);
    }

    @Test
    void bothCodesAreUsedUpForEveryDeviceThatShowsThem() {
        Fixture twins = new Fixture();
        byte[] key = new byte[20];
        twins.plant(USER, OtpSecret.ofBytes(key), OtpSecret.ofBytes(key));
        TestPhone phone = TestPhone.holding(key);
        String first = phone.code(twins.clock.instant());
        String second = phone.code(twins.clock.instant().plusSeconds(30));
        assertThat(twins.mfa.settings().resynchronizeDevice(USER, twins.deviceId(0), first, second))
                .isEqualTo(new Change.Done());
        assertThat(twins.verify(second)).isEqualTo("REPLAYED");
        assertThat(twins.verify(first)).isEqualTo("REPLAYED");
        twins.clock.moveSeconds(30);
        assertThat(twins.verify(second)).isEqualTo("REPLAYED");
        assertThat(twins.mfa.status(USER).devices().get(1).lastUsedAt()).contains(Instant.ofEpochSecond(1));
    }

    @Test
    void likeEveryAcceptedCodeItForgetsWhatHasExpired() {
        host.clock.moveSeconds(600);
        assertThat(host.mfa
                        .settings()
                        .addDevice(USER, "a", "Tablet", owner.phone().code(now())))
                .isInstanceOf(Enrollment.Offered.class);
        assertThat(host.mfa.recovery().createRecoveryLink(USER)).isInstanceOf(Grant.Granted.class);
        host.clock.moveSeconds(3600);
        host.forgetCounts();
        assertThat(resynchronize(ahead(3))).isEqualTo(new Change.Done());
        assertThat(host.state().setup()).isNull();
        assertThat(host.state().tokens()).isEqualTo(Tokens.NONE);
        assertThat(host.events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("SetupExpired", "CodeAccepted", "DeviceResynchronized");
    }
}
