package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.START;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.REQUIRED_BY_POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the policies of a host demand: asked each time, and the strictest one counts. */
class EnforcementTest {

    private static final String NOTHING = "0 written, 0 opened, 0 sealed, 0 hashed";
    private static final Duration WEEK = Duration.ofDays(7);
    private static final SignIn CHALLENGE = new SignIn.Challenge();

    private final AtomicReference<Enforcement> demand = new AtomicReference<>(Enforcement.optional());
    private final Fixture host = new Fixture(to -> to.enforcement(user -> demand.get()));

    private void demand(Enforcement next) {
        demand.set(next);
    }

    private Instant now() {
        return host.clock.instant();
    }

    private SignIn signIn() {
        return host.mfa.afterPassword(USER);
    }

    private static SignIn signInWith(Enforcement... demands) {
        Fixture host = new Fixture(to -> {
            List.of(demands).forEach(demand -> to.enforcement(user -> demand));
            return to;
        });
        SignIn answer = host.mfa.afterPassword(USER);
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).isEmpty();
        return answer;
    }

    @Test
    void withoutADemandASecondFactorIsTheUsersOwnChoice() {
        assertThat(signInWith()).isEqualTo(new SignIn.Allow(false));
        assertThat(signInWith(Enforcement.optional())).isEqualTo(new SignIn.Allow(false));
        assertThat(signInWith(Enforcement.mayNotEnroll())).isEqualTo(new SignIn.Allow(false));
        assertThat(signInWith(Enforcement.requiredFrom(Instant.MAX))).isEqualTo(new SignIn.Allow(false));
    }

    @Test
    void aDeadlineIsToldUntilItIsThere() {
        Instant deadline = START.plus(WEEK);
        for (Enforcement demand : List.of(
                Enforcement.requiredFrom(deadline),
                Enforcement.requiredFrom(START, WEEK),
                Enforcement.requiredFrom(START.minus(WEEK), WEEK.multipliedBy(2)))) {
            demand(demand);
            host.clock.set(START);
            assertThat(signIn()).isEqualTo(new SignIn.EnrollBy(deadline));
            host.clock.set(deadline.minusSeconds(1));
            assertThat(signIn()).isEqualTo(new SignIn.EnrollBy(deadline));
            host.clock.set(deadline);
            assertThat(signIn()).isEqualTo(new SignIn.EnrollNow(true));
        }
        assertThat(host.cost()).isEqualTo(NOTHING);
    }

    @Test
    void ofSeveralDeadlinesTheEarliestWinsInWhateverOrder() {
        Enforcement early = Enforcement.requiredFrom(START, WEEK);
        Enforcement late = Enforcement.requiredFrom(START.plus(WEEK), Duration.ofSeconds(1));
        SignIn both = new SignIn.EnrollBy(START.plus(WEEK));
        assertThat(signInWith(early, late)).isEqualTo(both);
        assertThat(signInWith(late, early)).isEqualTo(both);
        assertThat(signInWith(Enforcement.optional(), late, Enforcement.optional(), early))
                .isEqualTo(both);
        assertThat(signInWith(late))
                .isEqualTo(new SignIn.EnrollBy(START.plus(WEEK).plusSeconds(1)));
    }

    @Test
    void theEarliestStartCanBeThatOfAnotherSourceThanTheEarliestDeadline() {
        Fixture both = new Fixture(
                to -> to.enforcement(user -> Enforcement.requiredFrom(START.minus(WEEK), WEEK.multipliedBy(9)))
                        .enforcement(user -> Enforcement.requiredFrom(START.plus(WEEK))));
        assertThat(both.mfa.status(USER).policy())
                .isEqualTo(new MfaStatus.Policy(
                        true, Optional.of(START.minus(WEEK)), Optional.of(START.plus(WEEK)), false));
    }

    @Test
    void oneSourceThatForbidsIsEnoughAndIfAnotherRequiresTheAccountIsOfNoUse() {
        Enforcement overdue = Enforcement.requiredFrom(START);
        for (List<Enforcement> order :
                List.of(List.of(Enforcement.mayNotEnroll(), overdue), List.of(overdue, Enforcement.mayNotEnroll()))) {
            Fixture shared =
                    new Fixture(to -> to.enforcement(user -> order.get(0)).enforcement(user -> order.get(1)));
            assertThat(shared.mfa.afterPassword(USER)).isEqualTo(new SignIn.EnrollNow(true));
            assertThat(reason(shared.mfa.enroll(USER, "a"))).isEqualTo(ENROLLMENT_FORBIDDEN);
        }
    }

    @Test
    void aChangedPolicyAppliesWithTheNextCall() {
        demand(Enforcement.requiredFrom(START, WEEK));
        assertThat(signIn()).isEqualTo(new SignIn.EnrollBy(START.plus(WEEK)));
        demand(Enforcement.requiredFrom(START, Duration.ofHours(1)));
        assertThat(signIn()).isEqualTo(new SignIn.EnrollBy(START.plusSeconds(3_600)));
        demand(Enforcement.requiredFrom(START));
        assertThat(signIn()).isEqualTo(new SignIn.EnrollNow(true));
        demand(Enforcement.optional());
        assertThat(signIn()).isEqualTo(new SignIn.Allow(false));
    }

    @Test
    void anAccountThatMayHaveNoneEnrollsNothingAndAddsNothing() {
        Fixture.Owner owner = host.enable();
        demand(Enforcement.mayNotEnroll());
        String code = owner.phone().code(now());
        assertThat(reason(host.mfa.settings().addDevice(USER, "a", "b", code))).isEqualTo(ENROLLMENT_FORBIDDEN);
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(USER, now(), ENROLLMENT_FORBIDDEN, 0));
        assertThat(signIn()).isEqualTo(CHALLENGE);
        assertThat(host.mfa.settings().disable(USER, code))
                .as("it may always get rid of it")
                .isEqualTo(new Change.Done());
        host.forgetCounts();
        assertThat(reason(host.mfa.enroll(USER, "a"))).isEqualTo(ENROLLMENT_FORBIDDEN);
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(USER, now(), ENROLLMENT_FORBIDDEN, 0));
        assertThat(signIn()).isEqualTo(new SignIn.Allow(false));
    }

    @Test
    void whatForbidsEnrollingEndsSetupsThatAreUnderWay() {
        Enrollment.Offered offer = host.offer(USER);
        TestPhone phone = TestPhone.scanning(offer.uri());
        Confirmation.AwaitingActivation shown =
                (Confirmation.AwaitingActivation) host.mfa.confirm(USER, offer.id(), phone.code(now()));
        demand(Enforcement.mayNotEnroll());
        host.clock.moveSeconds(60);
        String before = host.record(USER);
        host.forgetCounts();
        for (Object answer : List.of(
                host.mfa.confirm(USER, offer.id(), phone.code(now())),
                host.mfa.activate(USER, shown.setId()),
                host.mfa.createEmailCode(USER, "alice@example.com"),
                host.mfa.admin().importDevice(USER, OtpSecret.generate(), TotpParameters.DEFAULT, "Old", "root"))) {
            assertThat(reason(answer)).isEqualTo(ENROLLMENT_FORBIDDEN);
        }
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.record(USER)).isEqualTo(before);
        demand(Enforcement.optional());
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
    }

    @Test
    void whoWasResetAndMayNotEnrollIsNotAskedTo() {
        Fixture.Owner owner = host.enable();
        demand(Enforcement.mayNotEnroll());
        assertThat(reason(host.mfa
                        .recovery()
                        .replaceLostDevices(USER, "a", "b", owner.codes().get(0))))
                .isEqualTo(ENROLLMENT_FORBIDDEN);
        assertThat(host.mfa.status(USER).backupCodesLeft()).as("not used up").isEqualTo(10);
        assertThat(host.mfa.admin().reset(USER, "root")).isInstanceOf(Grant.Granted.class);
        assertThat(signIn()).isEqualTo(new SignIn.Allow(false));
        demand(Enforcement.optional());
        assertThat(signIn()).isEqualTo(new SignIn.EnrollNow(true));
    }

    @Test
    void whatIsRequiredIsNotSwitchedOffAndNoCodeIsUsedUp() {
        Fixture.Owner owner = host.enable();
        demand(Enforcement.requiredFrom(now(), WEEK));
        String code = owner.phone().code(now());
        String before = host.record(USER);
        String device = host.deviceId(0);
        host.forgetCounts();
        for (String typed : List.of(code, owner.codes().get(0), owner.phone().wrongCode(now()), "")) {
            assertThat(reason(host.mfa.settings().disable(USER, typed))).isEqualTo(REQUIRED_BY_POLICY);
            assertThat(reason(host.mfa.settings().removeDevice(USER, device, typed)))
                    .isEqualTo(REQUIRED_BY_POLICY);
        }
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).hasSize(8).containsOnly(new MfaEvent.ChangeRefused(USER, now(), REQUIRED_BY_POLICY, 0));
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
    }

    @Test
    void whatWillBeRequiredCanBeSwitchedOffUntilThen() {
        Fixture.Owner owner = host.enable();
        demand(Enforcement.requiredFrom(now().plusSeconds(1)));
        host.addPhone("Tablet", owner.phone());
        demand(Enforcement.requiredFrom(now().plusSeconds(1)));
        host.clock.moveSeconds(1);
        assertThat(reason(host.mfa.settings().disable(USER, owner.phone().code(now()))))
                .isEqualTo(REQUIRED_BY_POLICY);
        assertThat(host.mfa
                        .settings()
                        .removeDevice(USER, host.deviceId(1), owner.phone().code(now())))
                .as("not the last one")
                .isEqualTo(new Change.Done());
        host.clock.moveSeconds(-1);
        assertThat(host.mfa.settings().disable(USER, owner.codes().get(0))).isEqualTo(new Change.Done());
    }

    @Test
    void onlyWhoHasASecondFactorMayRequireOneOfOthers() {
        assertThat(reason(host.mfa.admin().mayRequire(USER))).isEqualTo(NOT_ENABLED);
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(USER, START, NOT_ENABLED, 0));
        Enrollment.Offered offer = host.offer(USER);
        assertThat(reason(host.mfa.admin().mayRequire(USER))).isEqualTo(NOT_ENABLED);
        host.complete(USER, offer);
        assertThat(host.mfa.admin().mayRequire(USER)).isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).isEmpty();
        assertThat(host.mfa.admin().reset(USER, "root")).isInstanceOf(Grant.Granted.class);
        assertThat(reason(host.mfa.admin().mayRequire(USER))).isEqualTo(NOT_ENABLED);
    }

    @Test
    void graceIsFromZeroToTenYears() {
        Duration longest = Duration.ofDays(3_653);
        assertThat(signInWith(Enforcement.requiredFrom(START, longest)))
                .isEqualTo(new SignIn.EnrollBy(START.plus(longest)));
        assertThat(Enforcement.requiredFrom(START)).isEqualTo(Enforcement.requiredFrom(START, Duration.ZERO));
        for (Duration grace : List.of(Duration.ofNanos(-1), longest.plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Enforcement.requiredFrom(START, grace));
        }
    }

    @Test
    void theEndsOfTimeCanBeRequired() {
        assertThat(signInWith(Enforcement.requiredFrom(Instant.MIN))).isEqualTo(new SignIn.EnrollNow(true));
        assertThat(signInWith(Enforcement.requiredFrom(Instant.MAX, WEEK))).isEqualTo(new SignIn.Allow(false));
        assertThat(signInWith(Enforcement.requiredFrom(Instant.MAX.minus(WEEK), WEEK.plusNanos(1))))
                .isEqualTo(new SignIn.Allow(false));
        assertThat(signInWith(Enforcement.requiredFrom(Instant.MAX.minus(WEEK), WEEK.minusNanos(1))))
                .isEqualTo(new SignIn.EnrollBy(Instant.MAX.minusNanos(1)));
        demand(Enforcement.requiredFrom(Instant.MAX));
        assertThat(host.mfa.status(USER).policy())
                .isEqualTo(new MfaStatus.Policy(true, Optional.empty(), Optional.empty(), false));
    }
}
