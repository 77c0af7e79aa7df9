package io.github.mfa4j.flows;

import static io.github.mfa4j.flows.Company.accepted;
import static io.github.mfa4j.flows.Company.done;
import static io.github.mfa4j.flows.Company.issued;
import static io.github.mfa4j.flows.Company.mailed;
import static io.github.mfa4j.flows.Company.offered;
import static io.github.mfa4j.flows.Company.refused;
import static io.github.mfa4j.flows.Company.scan;
import static io.github.mfa4j.flows.Company.token;
import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.PROOF_REQUIRED;
import static io.github.mfa4j.spi.RejectionReason.REPLAYED;
import static io.github.mfa4j.spi.RejectionReason.REQUIRED_BY_POLICY;
import static io.github.mfa4j.spi.RejectionReason.THROTTLED;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Activation;
import io.github.mfa4j.BackupCodeFormat;
import io.github.mfa4j.BackupCodes;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Reissue;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.SignIn;
import io.github.mfa4j.flows.Company.Person;
import io.github.mfa4j.flows.Company.Phone;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.Enforcement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The flows that an application must be able to build, F1 to F13: each as a user lives through it, by the public API alone. */
class FlowsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private final Company company = new Company(MfaBuilder::requireEmailProof);
    private final Company relaxed = new Company(builder -> builder.trustBrowsersFor(Duration.ofDays(30)));

    @Test
    void f1_everyoneMustFromMarch() {
        Mfa mfa = relaxed.mfa;
        assertThat(mfa.afterPassword("alice")).isEqualTo(new SignIn.Allow(false));
        relaxed.policy = Enforcement.requiredFrom(MARCH, Duration.ofDays(7));
        assertThat(mfa.afterPassword("alice")).isEqualTo(new SignIn.EnrollBy(MARCH.plus(Duration.ofDays(7))));
        relaxed.now = MARCH.plus(Duration.ofDays(7));
        assertThat(mfa.afterPassword("alice")).isEqualTo(new SignIn.EnrollNow(true));
        refused(mfa.enroll("alice", "alice@example.com"), PROOF_REQUIRED);

        String number = mailed(mfa.createEmailCode("alice", "alice@example.com"));
        String permit = token(mfa.proveEmail("alice", "alice@example.com", number));
        Enrollment.Offered offer = offered(mfa.enrollWithPermit("alice", "alice@example.com", "Phone", permit));
        relaxed.confirmAndActivate("alice", offer, scan(offer));
        assertThat(mfa.afterPassword("alice")).isEqualTo(new SignIn.Challenge());
    }

    @Test
    void f2_sharedAccountsShowAndAreEnded() {
        Mfa mfa = relaxed.mfa;
        Person shared = relaxed.enrolled("front desk");
        Enrollment.Offered offer = offered(mfa.settings()
                .addDevice(
                        "front desk",
                        "front desk",
                        "Bob's phone",
                        shared.phone().shows(relaxed.now)));
        assertThat(mfa.confirm("front desk", offer.id(), scan(offer).shows(relaxed.now)))
                .isEqualTo(new Confirmation.DeviceAdded(2));
        assertThat(mfa.status("front desk").devices())
                .extracting(MfaStatus.Device::name)
                .containsExactly("Authenticator app", "Bob's phone");
        assertThat(relaxed.told()).contains("DeviceAdded");

        relaxed.policy = Enforcement.mayNotEnroll();
        refused(mfa.enroll("night shift", "night shift"), ENROLLMENT_FORBIDDEN);
        String code = shared.phone().showsNext(relaxed.now);
        refused(mfa.settings().addDevice("front desk", "front desk", "Carol's phone", code), ENROLLMENT_FORBIDDEN);
    }

    @Test
    void f3_addOtpByScanningOrByTyping() {
        Enrollment.Offered offer = offered(relaxed.mfa.enroll("alice", "alice@example.com"));
        OtpAuthUri scanned = OtpAuthUri.parse(offer.uri());
        assertThat(offer.uri()).startsWith("otpauth://totp/Example%20Bank:alice%40example.com?secret=");
        assertThat(scanned.totpParameters()).isEqualTo(TotpParameters.DEFAULT);
        assertThat(scanned.secret().toBytes()).hasSize(20);
        assertThat(offer.manualKey()).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
        assertThat(offer.manualKey().replace(" ", ""))
                .isEqualTo(scanned.secret().toBase32());
        assertThat(scan(offer).shows(relaxed.now))
                .isEqualTo(Totp.of(OtpSecret.ofBase32(offer.manualKey())).code(relaxed.now));
        assertThat(offer.warnings()).isEmpty();

        Company other =
                new Company(builder -> builder.totp(TotpParameters.of(OtpAlgorithm.SHA256, 8, Duration.ofSeconds(30))));
        assertThat(offered(other.mfa.enroll("alice", "alice")).warnings()).isNotEmpty();
    }

    @Test
    void f4_backupCodesComeWithTheFirstDevice() {
        Person alice = relaxed.enrolled("alice");
        assertThat(alice.backupCodes()).hasSize(10).allMatch(code -> code.matches("([0-9A-Z]{4}-){3}[0-9A-Z]{4}"));

        Company console = new Company(builder -> builder.backupCodes(BackupCodeFormat.insecureShortNumeric(10, 6)));
        Person bob = console.enrolled("bob");
        assertThat(bob.backupCodes()).hasSize(10).allMatch(code -> code.matches("[0-9]{6}"));
        accepted(console.mfa.verify("bob", bob.backupCodes().get(0)));
        refused(console.mfa.verify("bob", bob.backupCodes().get(0)), WRONG_CODE);
    }

    @Test
    void f5_thePhoneIsLost() {
        Mfa mfa = relaxed.mfa;
        Person alice = relaxed.enrolled("alice");
        accepted(mfa.verify("alice", alice.backupCodes().get(0)));

        String code = alice.backupCodes().get(1);
        Enrollment.Offered offer =
                offered(mfa.recovery().replaceLostDevices("alice", "alice@example.com", "New phone", code));
        BackupCodes newCodes = relaxed.confirmAndActivate("alice", offer, scan(offer));
        relaxed.pass(MINUTE);
        refused(mfa.verify("alice", alice.phone().shows(relaxed.now)), WRONG_CODE);
        accepted(mfa.verify("alice", newCodes.codes().get(0)));

        String link = token(mfa.recovery().createRecoveryLink("alice"));
        String permit = token(mfa.recovery().redeemRecoveryLink("alice", link));
        assertThat(mfa.status("alice").devices()).isEmpty();
        assertThat(mfa.afterPassword("alice")).isEqualTo(new SignIn.EnrollNow(true));
        refused(mfa.enroll("alice", "alice@example.com"), PROOF_REQUIRED);
        offer = offered(mfa.enrollWithPermit("alice", "alice@example.com", "Newer phone", permit));
        relaxed.confirmAndActivate("alice", offer, scan(offer));
        assertThat(mfa.afterPassword("alice")).isEqualTo(new SignIn.Challenge());
    }

    @Test
    void f6_deletingTakesEverythingWithIt() {
        Mfa mfa = relaxed.mfa;
        Person alice = relaxed.enrolled("alice");
        String trusted = trustBrowser(alice);
        done(mfa.settings().disable("alice", alice.phone().showsNext(relaxed.now)));
        MfaStatus status = mfa.status("alice");
        assertThat(status.enabled()).isFalse();
        assertThat(status.devices()).isEmpty();
        assertThat(status.backupCodesLeft()).isZero();
        assertThat(status.trustedBrowsers()).isEmpty();
        refused(mfa.verify("alice", alice.backupCodes().get(0)), NOT_ENABLED);

        Person again = relaxed.enrolled("alice");
        refused(mfa.verify("alice", alice.backupCodes().get(0)), WRONG_CODE);
        assertThat(mfa.afterPassword("alice", trusted)).isEqualTo(new SignIn.Challenge());
        accepted(mfa.verify("alice", again.backupCodes().get(0)));
    }

    private String trustBrowser(Person person) {
        return relaxed.mfa
                .verifyAndTrustBrowser(person.id(), person.phone().shows(relaxed.now), "Firefox on Linux")
                .fold(ok -> ok.browserToken().orElseThrow().value(), no -> no.toString());
    }

    @Test
    void f7_usersSwitchOnAndOffUnlessPolicyForbids() {
        Mfa mfa = relaxed.mfa;
        Person alice = relaxed.enrolled("alice");
        relaxed.policy = Enforcement.requiredFrom(relaxed.now);
        String code = alice.phone().shows(relaxed.now);
        refused(mfa.settings().disable("alice", code), REQUIRED_BY_POLICY);
        relaxed.policy = Enforcement.optional();
        done(mfa.settings().disable("alice", code));
        assertThat(mfa.afterPassword("alice")).isEqualTo(new SignIn.Allow(false));
    }

    @Test
    void f8_anOwnerRequiresItOnlyAfterTheOwnSetUp() {
        Mfa mfa = relaxed.mfa;
        refused(mfa.admin().mayRequire("owner"), NOT_ENABLED);
        relaxed.enrolled("owner");
        done(mfa.admin().mayRequire("owner"));
        relaxed.policy = Enforcement.requiredFrom(relaxed.now);
        assertThat(mfa.afterPassword("member")).isEqualTo(new SignIn.EnrollNow(true));
    }

    @Test
    void f9_setUpInStepsOfWhichNoneCountsBeforeTheLast() {
        Mfa mfa = company.mfa;
        refused(mfa.enroll("alice", "alice@example.com"), PROOF_REQUIRED);
        String number = mailed(mfa.createEmailCode("alice", "alice@example.com"));
        String permit = token(mfa.proveEmail("alice", "alice@example.com", number));

        Enrollment.Offered left = offered(mfa.enrollWithPermit("alice", "alice@example.com", "Phone", permit));
        assertThat(mfa.confirm("alice", left.id(), scan(left).shows(company.now)))
                .isInstanceOf(Confirmation.AwaitingActivation.class);
        assertThat(mfa.afterPassword("alice")).isEqualTo(new SignIn.Allow(false));
        company.pass(Duration.ofMinutes(11));
        assertThat(mfa.status("alice").setup()).isEmpty();

        Enrollment.Offered offer = offered(mfa.enrollWithPermit("alice", "alice@example.com", "Phone", permit));
        Phone phone = scan(offer);
        BackupCodes codes = company.confirmAndActivate("alice", offer, phone);
        assertThat(codes.toText().lines()).hasSize(10);
        assertThat(mfa.afterPassword("alice")).isEqualTo(new SignIn.Challenge());
    }

    @Test
    void f10_signInWithPasswordAndCode() {
        Mfa mfa = relaxed.mfa;
        Person alice = relaxed.enrolled("alice");
        assertThat(mfa.afterPassword("alice")).isEqualTo(new SignIn.Challenge());
        String code = alice.phone().shows(relaxed.now);
        accepted(mfa.verify("alice", code));
        refused(mfa.verify("alice", code), REPLAYED);

        refused(mfa.verifyAndTrustBrowser("alice", code, "Firefox on Linux"), REPLAYED);
        relaxed.pass(MINUTE);
        assertThat(mfa.afterPassword("alice", trustBrowser(alice))).isEqualTo(new SignIn.Allow(true));
        done(mfa.settings().forgetAllBrowsers("alice"));

        String wrong = alice.phone().shows(relaxed.now.minus(Duration.ofDays(1)));
        for (int i = 0; i < 5; i++) {
            refused(mfa.verify("alice", wrong), WRONG_CODE);
        }
        assertThat(mfa.verify("alice", wrong))
                .isEqualTo(new Rejected(THROTTLED, Optional.of(relaxed.now.plusSeconds(30))));
        assertThat(mfa.status("alice").refusing())
                .contains(new Rejected(THROTTLED, Optional.of(relaxed.now.plusSeconds(30))));
    }

    @Test
    void f11_reissueBackupCodesInTwoPhases() {
        Mfa mfa = relaxed.mfa;
        Person alice = relaxed.enrolled("alice");
        Reissue.Issued issued =
                issued(mfa.settings().reissueBackupCodes("alice", alice.phone().shows(relaxed.now)));
        accepted(mfa.verify("alice", alice.backupCodes().get(0)));
        assertThat(mfa.activate("alice", issued.setId())).isEqualTo(new Activation.Enabled(10));
        refused(mfa.verify("alice", alice.backupCodes().get(1)), WRONG_CODE);
        accepted(mfa.verify("alice", issued.backupCodes().codes().get(0)));

        Reissue.Issued vouched = issued(mfa.settings().reissueBackupCodesAfterFullReauthentication("alice"));
        assertThat(mfa.activate("alice", vouched.setId())).isEqualTo(new Activation.Enabled(10));
        refused(mfa.verify("alice", issued.backupCodes().codes().get(1)), WRONG_CODE);
        accepted(mfa.verify("alice", vouched.backupCodes().codes().get(0)));
    }

    @Test
    void f12_disableWithAnAppCodeOrABackupCode() {
        Mfa mfa = relaxed.mfa;
        Person alice = relaxed.enrolled("alice");
        refused(mfa.settings().disable("alice", "000000"), WRONG_CODE);
        done(mfa.settings().disable("alice", alice.phone().shows(relaxed.now)));
        Person bob = relaxed.enrolled("bob");
        done(mfa.settings().disable("bob", bob.backupCodes().get(0)));
        assertThat(mfa.status("bob").enabled()).isFalse();
    }

    @Test
    void f13_theSettingsPageShowsTheState() {
        Mfa mfa = relaxed.mfa;
        Instant enrolledAt = relaxed.now;
        Person alice = relaxed.enrolled("alice");
        relaxed.policy = Enforcement.requiredFrom(MARCH);
        offered(mfa.settings()
                .addDevice("alice", "alice", "Tablet", alice.backupCodes().get(0)));
        assertThat(mfa.status("alice").setup())
                .hasValueSatisfying(tablet -> assertThat(tablet.deviceName()).isEqualTo("Tablet"));
        trustBrowser(alice);
        issued(mfa.settings().reissueBackupCodesAfterFullReauthentication("alice"));

        MfaStatus status = mfa.status("alice");
        assertThat(status.enabledSince()).contains(enrolledAt);
        assertThat(status.devices()).singleElement().satisfies(device -> {
            assertThat(device.name()).isEqualTo("Authenticator app");
            assertThat(device.addedAt()).isEqualTo(enrolledAt);
            assertThat(device.lastUsedAt()).contains(relaxed.now);
        });
        assertThat(status.backupCodesLeft()).isEqualTo(9);
        assertThat(status.reissueExpiresAt()).contains(relaxed.now.plus(Duration.ofMinutes(10)));
        assertThat(status.trustedBrowsers())
                .singleElement()
                .satisfies(browser -> assertThat(browser.name()).isEqualTo("Firefox on Linux"));
        assertThat(status.refusing()).isEmpty();
        assertThat(status.policy())
                .isEqualTo(new MfaStatus.Policy(true, Optional.of(MARCH), Optional.of(MARCH), false));
    }
}
