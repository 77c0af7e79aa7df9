package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static io.github.mfa4j.jdbc.Person.got;
import static io.github.mfa4j.jdbc.Person.said;
import static io.github.mfa4j.jdbc.Person.tokenOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Reissue;
import io.github.mfa4j.SignIn;
import io.github.mfa4j.Verification;
import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.MfaStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** Policies, resets, trusted browsers and clocks. */
abstract class OperationIncidents {

    /** The end of the grace was worked out once, and kept when the policy was made stricter. */
    @Incident("25")
    void gitlab29702_aStricterPolicyAppliesAtOnceAndTheEarliestDeadlineWins(MfaStore store) {
        Instant start = Person.START;
        AtomicReference<Enforcement> group = new AtomicReference<>(Enforcement.optional());
        AtomicReference<Enforcement> company = new AtomicReference<>(Enforcement.optional());
        Person alice = Person.on(
                store, builder -> builder.enforcement(user -> group.get()).enforcement(user -> company.get()));
        assertThat(alice.mfa.afterPassword(alice.id)).isEqualTo(new SignIn.Allow(false));
        group.set(Enforcement.requiredFrom(start, Duration.ofDays(30)));
        assertThat(alice.mfa.afterPassword(alice.id)).isEqualTo(new SignIn.EnrollBy(start.plus(Duration.ofDays(30))));
        company.set(Enforcement.requiredFrom(start.minus(Duration.ofDays(5)), Duration.ofDays(20)));
        assertThat(alice.mfa.afterPassword(alice.id)).isEqualTo(new SignIn.EnrollBy(start.plus(Duration.ofDays(15))));
        group.set(Enforcement.requiredFrom(start, Duration.ofDays(7)));
        assertThat(alice.mfa.afterPassword(alice.id)).isEqualTo(new SignIn.EnrollBy(start.plus(Duration.ofDays(7))));
        group.set(Enforcement.requiredFrom(start, Duration.ZERO));
        assertThat(alice.mfa.afterPassword(alice.id)).isEqualTo(new SignIn.EnrollNow(true));
        company.set(Enforcement.optional());
        assertThat(alice.mfa.afterPassword(alice.id)).isEqualTo(new SignIn.EnrollNow(true));
        group.set(Enforcement.optional());
        assertThat(alice.mfa.afterPassword(alice.id)).isEqualTo(new SignIn.Allow(false));
    }

    /** A reset left backup codes, or a secret, or a count behind. */
    @Incident("26")
    void wpmuDefender_aResetLeavesNothingThatStillWorks(MfaStore store) {
        Person alice = trusting(store).enrolls();
        String browser = trustedBrowser(alice);
        // Twice, so that the budget of the period is spent as well.
        alice.guessesUntilLocked();
        assertThat(alice.types(alice.backupCodes.get(2))).isEqualTo(ACCEPTED);
        alice.guessesUntilLocked();
        Reissue.Issued reissue =
                got(Reissue.Issued.class, alice.mfa.settings().reissueBackupCodesAfterFullReauthentication(alice.id));
        String unlock = tokenOf(alice.mfa.recovery().createUnlockLink(alice.id)).value();
        alice.later(60);
        String recovery =
                tokenOf(alice.mfa.recovery().createRecoveryLink(alice.id)).value();
        String permit = tokenOf(alice.mfa.admin().reset(alice.id, "admin")).value();

        MfaStatus.Policy mustEnroll = new MfaStatus.Policy(true, Optional.empty(), Optional.empty(), true);
        assertThat(alice.status())
                .isEqualTo(new MfaStatus(
                        Optional.empty(),
                        List.of(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        mustEnroll));
        assertThat(alice.mfa.afterPassword(alice.id, browser)).isEqualTo(new SignIn.EnrollNow(true));
        assertThat(alice.types(alice.code())).isEqualTo("NOT_ENABLED");
        assertThat(alice.types(alice.backupCodes.get(0))).isEqualTo("NOT_ENABLED");
        assertThat(said(alice.mfa.activate(alice.id, reissue.setId()))).isEqualTo("SUPERSEDED");
        assertThat(said(alice.mfa.recovery().redeemRecoveryLink(alice.id, recovery)))
                .isEqualTo("INVALID_TOKEN");
        assertThat(said(alice.mfa.recovery().redeemUnlockLink(alice.id, unlock)))
                .isEqualTo("INVALID_TOKEN");
        assertThat(said(alice.mfa.enroll(alice.id, Person.ADDRESS))).isEqualTo("PROOF_REQUIRED");
        // The mail limits stay: whoever asked for the mails may not go on.
        assertThat(said(alice.mfa.recovery().createRecoveryLink(alice.id))).isEqualTo("TOO_MANY_MAILS");
        String old = alice.backupCodes.get(1);
        enrollsAgain(alice, permit);
        assertThat(alice.status().refusing()).isEmpty();
        assertThat(alice.types(old)).isEqualTo("WRONG_CODE");
        assertThat(alice.types(alice.code())).isEqualTo(ACCEPTED);
        assertThat(alice.guessesUntilLocked())
                .as("none of the old counts is left")
                .isEqualTo(30);
    }

    /** Sets up anew with a permit. */
    static void enrollsAgain(Person alice, String permit) {
        Enrollment.Offered offer =
                got(Enrollment.Offered.class, alice.mfa.enrollWithPermit(alice.id, Person.ADDRESS, "Phone", permit));
        alice.phone = Person.phoneOf(offer);
        Confirmation.AwaitingActivation shown =
                got(Confirmation.AwaitingActivation.class, alice.mfa.confirm(alice.id, offer.id(), alice.code()));
        assertThat(said(alice.mfa.activate(alice.id, shown.setId()))).isEqualTo(ACCEPTED);
        alice.later(30);
    }

    private static Person trusting(MfaStore store) {
        return Person.on(store, builder -> builder.trustBrowsersFor(Duration.ofDays(30)));
    }

    /** Signs in on a browser that is trusted from then on. */
    private static String trustedBrowser(Person alice) {
        Verification.Accepted in =
                got(Verification.Accepted.class, alice.mfa.verifyAndTrustBrowser(alice.id, alice.code(), "Firefox"));
        String token = in.browserToken().orElseThrow().value();
        alice.later(30);
        assertThat(alice.mfa.afterPassword(alice.id, token)).isEqualTo(new SignIn.Allow(true));
        return token;
    }

    /** The cookie of a browser outlived the password, the second factor, and the next one. */
    @Incident("51")
    void aTrustedBrowserOutlivesNeitherPasswordNorSecondFactor(MfaStore store) {
        List<BiConsumer<Person, String>> occasions = List.of(
                (alice, token) -> assertThat(said(alice.mfa.settings().forgetAllBrowsers(alice.id)))
                        .isEqualTo(ACCEPTED),
                (alice, token) -> {
                    assertThat(said(alice.mfa.settings().disable(alice.id, alice.code())))
                            .isEqualTo(ACCEPTED);
                    assertThat(alice.mfa.afterPassword(alice.id, token)).isEqualTo(new SignIn.Allow(false));
                    alice.enrolls();
                },
                (alice, token) -> enrollsAgain(
                        alice,
                        tokenOf(alice.mfa.admin().reset(alice.id, "admin")).value()),
                (alice, token) -> {
                    String link = tokenOf(alice.mfa.recovery().createRecoveryLink(alice.id))
                            .value();
                    enrollsAgain(
                            alice,
                            tokenOf(alice.mfa.recovery().redeemRecoveryLink(alice.id, link))
                                    .value());
                },
                (alice, token) -> replacesLostPhone(alice));
        for (BiConsumer<Person, String> occasion : occasions) {
            Person alice = trusting(store).enrolls();
            String token = trustedBrowser(alice);
            occasion.accept(alice, token);
            assertThat(alice.mfa.afterPassword(alice.id, token)).isEqualTo(new SignIn.Challenge());
            assertThat(alice.status().trustedBrowsers()).isEmpty();
        }
        Person bob = trusting(store).enrolls();
        String token = trustedBrowser(trusting(store).enrolls());
        assertThat(bob.mfa.afterPassword(bob.id, token)).isEqualTo(new SignIn.Challenge());
    }

    /** Sets up a new phone with a backup code. */
    static void replacesLostPhone(Person alice) {
        Enrollment.Offered offer = got(
                Enrollment.Offered.class,
                alice.mfa
                        .recovery()
                        .replaceLostDevices(alice.id, Person.ADDRESS, "New phone", alice.backupCodes.get(0)));
        alice.phone = Person.phoneOf(offer);
        Confirmation.AwaitingActivation shown =
                got(Confirmation.AwaitingActivation.class, alice.mfa.confirm(alice.id, offer.id(), alice.code()));
        assertThat(said(alice.mfa.activate(alice.id, shown.setId()))).isEqualTo(ACCEPTED);
    }
}
