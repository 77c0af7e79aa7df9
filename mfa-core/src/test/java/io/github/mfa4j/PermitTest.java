package io.github.mfa4j;

import static io.github.mfa4j.Fixture.START;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.Fixture.token;
import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.INVALID_TOKEN;
import static io.github.mfa4j.spi.RejectionReason.PROOF_REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Where the password alone is too little to set up a first device, and what a permit is good for. */
class PermitTest {

    private static final String ADDRESS = "alice@example.com";
    private static final String NOTHING = "0 written, 0 opened, 0 sealed, 0 hashed";

    private final AtomicReference<Enforcement> demand = new AtomicReference<>(Enforcement.optional());
    private final Fixture host = new Fixture(to -> to.enforcement(user -> demand.get()));

    private Instant now() {
        return host.clock.instant();
    }

    private Enrollment enroll() {
        return host.mfa.enroll(USER, ADDRESS);
    }

    private Enrollment enrollWith(String permit) {
        return enrollWith(USER, permit);
    }

    private Enrollment enrollWith(String user, String permit) {
        return host.mfa.enrollWithPermit(user, ADDRESS, "Phone", permit);
    }

    private String reset(String user) {
        return token(host.mfa.admin().reset(user, "root")).value();
    }

    private static String proved(Mfa mfa) {
        String code = ((EmailCode.Issued) mfa.createEmailCode(USER, ADDRESS)).code();
        return token(mfa.proveEmail(USER, ADDRESS, code)).value();
    }

    /** One that has the right form and is not the given one. */
    private static String changed(String token) {
        return (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
    }

    private void refused(Enrollment answer, RejectionReason why) {
        assertThat(answer).isEqualTo(Rejected.because(why));
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(USER, now(), why, 0));
        host.forgetCounts();
    }

    @Test
    void afterTheDeadlineThePasswordAloneSetsNothingUp() {
        demand.set(Enforcement.requiredFrom(START.plusSeconds(1)));
        assertThat(enroll()).isInstanceOf(Enrollment.Offered.class);
        host.clock.moveSeconds(1);
        host.forgetCounts();
        refused(enroll(), PROOF_REQUIRED);
        assertThat(host.mfa.afterPassword(USER)).isEqualTo(new SignIn.EnrollNow(true));
        String permit = proved(host.mfa);
        refusedStill();
        Fixture.Owner owner = host.complete(USER, (Enrollment.Offered) enrollWith(permit));
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo(Fixture.ACCEPTED);
    }

    private void refusedStill() {
        host.forgetCounts();
        refused(enroll(), PROOF_REQUIRED);
    }

    @Test
    void inGraceThePasswordIsEnough() {
        demand.set(Enforcement.requiredFrom(START.minusSeconds(9), Duration.ofSeconds(10)));
        assertThat(enroll()).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void aHostCanAskEverybodyForAProof() {
        Mfa strict = host.another(to -> to.requireEmailProof());
        host.forgetCounts();
        refused(strict.enroll(USER, ADDRESS), PROOF_REQUIRED);
        assertThat(strict.afterPassword(USER)).as("nobody has to enroll").isEqualTo(new SignIn.Allow(false));
        assertThat(strict.enrollWithPermit(USER, ADDRESS, "Phone", proved(strict)))
                .isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void aHostWithoutMailCanLetThePasswordEnrollButNotAfterAReset() {
        Mfa lax = host.another(
                to -> to.enforcement(user -> Enforcement.requiredFrom(START)).insecureEnrollNowByPasswordAlone());
        assertThat(lax.afterPassword(USER)).isEqualTo(new SignIn.EnrollNow(false));
        assertThat(lax.enroll(USER, ADDRESS)).isInstanceOf(Enrollment.Offered.class);
        host.enable();
        String permit = reset(USER);
        assertThat(lax.afterPassword(USER)).isEqualTo(new SignIn.EnrollNow(true));
        host.forgetCounts();
        refused(lax.enroll(USER, ADDRESS), PROOF_REQUIRED);
        assertThat(lax.enrollWithPermit(USER, ADDRESS, "Phone", permit)).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void theOfferOfTheCallWithAPermitCostsWhatAnyOfferCosts() {
        host.enable();
        String permit = reset(USER);
        host.forgetCounts();
        Enrollment.Offered offer = (Enrollment.Offered) enrollWith(permit);
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 1 sealed, 0 hashed");
        assertThat(host.events)
                .containsExactly(new MfaEvent.SetupStarted(USER, now(), "Phone", offer.expiresAt(), false));
    }

    @Test
    void aPermitIsGoodForHalfAnHour() {
        host.enable();
        String permit = reset(USER);
        Instant start = now();
        host.clock.moveSeconds(1_799);
        assertThat(enrollWith(permit)).isInstanceOf(Enrollment.Offered.class);
        host.clock.set(start.plusSeconds(1_800));
        host.forgetCounts();
        refused(enrollWith(permit), EXPIRED);
    }

    @Test
    void aSetupThatWasBegunInTimeIsCompletedAfterThePermitHasRunOut() {
        host.enable();
        String permit = reset(USER);
        host.clock.moveSeconds(1_799);
        Enrollment.Offered offer = (Enrollment.Offered) enrollWith(permit);
        host.clock.moveSeconds(300);
        host.complete(USER, offer);
        assertThat(host.mfa.status(USER).enabled()).isTrue();
    }

    @Test
    void aPermitIsGoodUntilTheSetupIsCompleteAndNoLonger() {
        host.enable();
        String permit = reset(USER);
        assertThat(enrollWith(permit)).isInstanceOf(Enrollment.Offered.class);
        Enrollment.Offered offer = (Enrollment.Offered) enrollWith(permit);
        assertThat(host.mfa.confirm(
                        USER, offer.id(), TestPhone.scanning(offer.uri()).code(now())))
                .isInstanceOf(Confirmation.AwaitingActivation.class);
        Enrollment.Offered again = (Enrollment.Offered) enrollWith(permit);
        Fixture.Owner owner = host.complete(USER, again);
        assertThat(host.record(USER)).doesNotContain(";t=", ";m=");
        refused(enrollWith(permit), ALREADY_ENABLED);
        assertThat(host.mfa.settings().disable(USER, owner.phone().code(now()))).isEqualTo(new Change.Done());
        host.forgetCounts();
        refused(enrollWith(permit), INVALID_TOKEN);
    }

    @Test
    void aPermitThatIsNoneOpensNothing() {
        host.enable();
        String old = reset(USER);
        String permit = reset(USER);
        host.enable("user-2");
        String foreign = reset("user-2");
        String link = token(host.mfa.recovery().createRecoveryLink(USER)).value();
        String before = host.record(USER);
        host.forgetCounts();
        List<String> wrong = List.of(
                "",
                " ",
                changed(permit),
                permit + "A",
                permit.substring(1),
                " " + permit,
                old,
                foreign,
                link,
                "\ud800",
                "A".repeat(1_000_000));
        for (String each : wrong) {
            refused(enrollWith(each), INVALID_TOKEN);
        }
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(reason(enrollWith("user-2", permit))).isEqualTo(INVALID_TOKEN);
        assertThat(reason(enrollWith("nobody", permit))).isEqualTo(INVALID_TOKEN);
        assertThat(host.mfa.recovery().redeemRecoveryLink(USER, permit))
                .as("another kind")
                .isEqualTo(Rejected.because(INVALID_TOKEN));
        assertThat(enrollWith(permit)).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void whereNoProofIsNeededAWrongPermitIsRefusedAllTheSame() {
        refused(enrollWith("AAAA"), INVALID_TOKEN);
        assertThat(enroll()).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void aPermitDoesNotLiftAPolicy() {
        host.enable();
        String permit = reset(USER);
        demand.set(Enforcement.mayNotEnroll());
        host.forgetCounts();
        refused(enrollWith(permit), ENROLLMENT_FORBIDDEN);
        demand.set(Enforcement.optional());
        assertThat(enrollWith(permit)).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void aPermitFromAClockThatIsMoreThanTwoMinutesAheadIsNotGood() {
        host.enable();
        String permit = reset(USER);
        host.clock.moveSeconds(-121);
        host.forgetCounts();
        refused(enrollWith(permit), EXPIRED);
        host.clock.moveSeconds(1);
        assertThat(enrollWith(permit)).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void aLostPermitIsReplacedByAProofOrByANewLinkAndIsVoidThen() {
        host.enable();
        String first = reset(USER);
        String second = proved(host.mfa);
        host.forgetCounts();
        refused(enrollWith(first), INVALID_TOKEN);
        String link = token(host.mfa.recovery().createRecoveryLink(USER)).value();
        String third = token(host.mfa.recovery().redeemRecoveryLink(USER, link)).value();
        host.forgetCounts();
        refused(enrollWith(second), INVALID_TOKEN);
        host.complete(USER, (Enrollment.Offered) enrollWith(third));
        assertThat(host.mfa.afterPassword(USER)).isEqualTo(new SignIn.Challenge());
    }

    /** Who can write the table can copy what is kept of a token; it is good for the same user and the same purpose only. */
    @Test
    void aHashThatWasCopiedToAnotherUserOrAnotherPurposeOpensNothing() {
        host.enable();
        String permit = reset(USER);
        String link = token(host.mfa.recovery().createRecoveryLink(USER)).value();
        String record = host.record(USER);
        host.write("user-2", record);
        assertThat(reason(enrollWith("user-2", permit))).isEqualTo(INVALID_TOKEN);
        assertThat(reason(host.mfa.recovery().redeemRecoveryLink("user-2", link)))
                .isEqualTo(INVALID_TOKEN);
        Tokens kept = host.state().tokens();
        Tokens swapped = new Tokens(/* recovery= */ kept.permit(), null, /* permit= */ kept.recovery());
        host.write(USER, StateCodec.encode(host.state().withTokens(swapped)));
        assertThat(reason(enrollWith(link))).isEqualTo(INVALID_TOKEN);
        assertThat(reason(host.mfa.recovery().redeemRecoveryLink(USER, permit))).isEqualTo(INVALID_TOKEN);
        host.write(USER, record);
        assertThat(enrollWith(permit)).isInstanceOf(Enrollment.Offered.class);
    }
}
