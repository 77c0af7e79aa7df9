package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.START;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.spi.Enforcement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** When a source of policies is asked, and what follows if it cannot answer: no verdict, and nothing changed. */
class EnforcementSourceTest {

    private static final String NOTHING = "0 written, 0 opened, 0 sealed, 0 hashed";
    private static final Duration WEEK = Duration.ofDays(7);
    private static final SignIn CHALLENGE = new SignIn.Challenge();

    private final AtomicReference<Callable<Enforcement>> policy = new AtomicReference<>(Enforcement::optional);
    private final AtomicInteger asked = new AtomicInteger();
    private final Fixture host = new Fixture(to -> to.enforcement(user -> {
        asked.incrementAndGet();
        assertThat(user).isEqualTo(USER);
        return answer();
    }));

    private Enforcement answer() {
        try {
            return policy.get().call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void demand(Enforcement demand) {
        policy.set(() -> demand);
    }

    private Instant now() {
        return host.clock.instant();
    }

    private SignIn signIn() {
        return host.mfa.afterPassword(USER);
    }

    @Test
    void whoHasASecondFactorIsAskedForACodeWhateverTheSourceSays() {
        Fixture.Owner owner = host.enable();
        asked.set(0);
        policy.set(() -> {
            throw new IllegalArgumentException("down");
        });
        assertThat(signIn()).isEqualTo(CHALLENGE);
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo(ACCEPTED);
        assertThat(reason(host.mfa.enroll(USER, "a"))).isEqualTo(ALREADY_ENABLED);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aSourceIsAskedOnceForOneCall() {
        demand(Enforcement.requiredFrom(START.plus(WEEK)));
        assertThat(signIn()).isInstanceOf(SignIn.EnrollBy.class);
        assertThat(asked).hasValue(1);
        assertThat(host.mfa.enroll(USER, "a")).isInstanceOf(Enrollment.Offered.class);
        assertThat(asked).hasValue(2);
    }

    /** What fails, or answers nothing, is never taken for a permission. */
    @Test
    void aSourceThatCannotAnswerGivesNoVerdictAndChangesNothing() {
        IllegalArgumentException down = new IllegalArgumentException("down");
        policy.set(() -> {
            throw down;
        });
        assertThatThrownBy(this::signIn).isSameAs(down);
        assertThatThrownBy(() -> host.mfa.enroll(USER, "a")).isSameAs(down);
        assertThatThrownBy(() -> host.mfa.status(USER)).isSameAs(down);
        demand(Enforcement.optional());
        Fixture.Owner owner = host.enable();
        String before = host.record(USER);
        String device = host.deviceId(0);
        String code = owner.phone().code(now());
        policy.set(() -> {
            throw down;
        });
        assertThatThrownBy(() -> host.mfa.settings().disable(USER, code)).isSameAs(down);
        assertThatThrownBy(() -> host.mfa.settings().removeDevice(USER, device, code))
                .isSameAs(down);
        assertThatThrownBy(() -> host.mfa.settings().addDevice(USER, "a", "b", code))
                .isSameAs(down);
        assertThatThrownBy(() -> host.mfa.status(USER)).isSameAs(down);
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).isEmpty();
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
    }

    @Test
    @SuppressWarnings("NullAway") // a host without NullAway
    void aSourceThatReturnsNullIsToldWhatToReturn() {
        policy.set(() -> null);
        for (Callable<?> call :
                List.<Callable<?>>of(this::signIn, () -> host.mfa.enroll(USER, "a"), () -> host.mfa.status(USER))) {
            assertThatThrownBy(call::call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Enforcement.optional()");
        }
        demand(Enforcement.optional());
        Fixture.Owner owner = host.enable();
        String before = host.record(USER);
        String code = owner.phone().code(now());
        policy.set(() -> null);
        for (Callable<?> call : List.<Callable<?>>of(
                () -> host.mfa.settings().disable(USER, code),
                () -> host.mfa.settings().addDevice(USER, "a", "b", code),
                () -> host.mfa.status(USER))) {
            assertThatThrownBy(call::call).isInstanceOf(IllegalStateException.class);
        }
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(host.events).isEmpty();
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
    }
}
