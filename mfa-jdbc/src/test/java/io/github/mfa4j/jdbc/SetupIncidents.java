package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static io.github.mfa4j.jdbc.Person.got;
import static io.github.mfa4j.jdbc.Person.said;
import static io.github.mfa4j.jdbc.Person.tokenOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.BackupCodes;
import io.github.mfa4j.BearerToken;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.EmailCode;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaAdmin;
import io.github.mfa4j.MfaRecovery;
import io.github.mfa4j.MfaSettings;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.SignIn;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Second factors that were overwritten, switched off, or switched on without a proof. */
abstract class SetupIncidents {

    private static final Set<Type> SECRET = Set.of(OtpSecret.class, OtpAuthUri.class, Totp.class, byte[].class);

    /** Opening the set-up page again overwrote the secret and the backup codes that were in use. */
    @Incident("33")
    void betterAuth_aSetUpThatIsGivenUpLeavesPhoneAndBackupCodesAsTheyWere(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        assertThat(said(alice.mfa.enroll(alice.id, Person.ADDRESS))).isEqualTo("ALREADY_ENABLED");
        List<MfaStatus.Device> devices = alice.status().devices();

        Enrollment.Offered more = got(
                Enrollment.Offered.class,
                alice.mfa.settings().addDevice(alice.id, Person.ADDRESS, "Tablet", alice.backupCodes.get(0)));
        assertThat(alice.status().devices()).isEqualTo(devices);
        Enrollment.Offered instead = got(
                Enrollment.Offered.class,
                alice.mfa
                        .recovery()
                        .replaceLostDevices(alice.id, Person.ADDRESS, "New phone", alice.backupCodes.get(1)));
        Totp newPhone = Person.phoneOf(instead);
        Confirmation.AwaitingActivation shown = got(
                Confirmation.AwaitingActivation.class,
                alice.mfa.confirm(alice.id, instead.id(), newPhone.code(alice.now)));
        assertThat(alice.status().devices()).isEqualTo(devices);
        assertThat(alice.types(newPhone.code(alice.now))).isEqualTo("WRONG_CODE");

        alice.later(3_600);
        assertThat(said(alice.mfa.activate(alice.id, shown.setId()))).isEqualTo("EXPIRED");
        assertThat(said(alice.mfa.confirm(
                        alice.id, more.id(), Person.phoneOf(more).code(alice.now))))
                .isEqualTo("SUPERSEDED");
        assertThat(alice.status().devices()).isEqualTo(devices);
        assertThat(alice.types(alice.code())).isEqualTo(ACCEPTED);
        for (String code : alice.backupCodes.subList(2, 10)) {
            assertThat(alice.types(code)).isEqualTo(ACCEPTED);
        }
    }

    /** A session with the password alone could delete the second factor. */
    @Incident("34")
    void cve_2026_3429_nothingIsRemovedOrReplacedWithoutACode(MfaStore store) {
        Person alice = Person.on(store, builder -> builder.trustBrowsersFor(Duration.ofDays(30)))
                .enrolls();
        String device = alice.deviceId();
        MfaStatus before = alice.status();
        StoredState record = alice.stored();
        for (Door door : Door.values()) {
            for (String typed : List.of("", "null", device)) {
                assertThat(atADoor(alice, door, typed)).as(door.name()).isEqualTo("MALFORMED");
            }
        }
        assertThat(alice.stored()).isEqualTo(record);
        for (Door door : Door.values()) {
            assertThat(atADoor(alice.later(3_600), door, "0000-0000-0000-0000"))
                    .as(door.name())
                    .isEqualTo(door.toAWrongBackupCode());
            assertThat(atADoor(alice, door, alice.wrongCode()))
                    .as(door.name())
                    .isEqualTo(door == Door.REPLACE_LOST_DEVICES_BY_BACKUP_CODE_ONLY ? "MALFORMED" : "WRONG_CODE");
        }
        assertThat(alice.later(3_600).status()).isEqualTo(before);
        assertThat(said(alice.mfa.recovery().redeemRecoveryLink(alice.id, ""))).isEqualTo("INVALID_TOKEN");
        assertThat(said(alice.mfa.settings().removeDevice(alice.id, device, alice.code())))
                .isEqualTo(ACCEPTED);
        assertThat(alice.status().enabled()).isFalse();
    }

    private static String atADoor(Person alice, Door door, String typed) {
        return said(door.through(alice.mfa, Door.Visit.of(alice), typed));
    }

    /** The page for setting up showed the secret in use to whoever had the password. */
    @Incident("35")
    void cve_2026_44460_theSecretInUseIsNeverShownAgain(MfaStore store) {
        Person alice = Person.on(store);
        OtpSecret secret = OtpSecret.generate();
        alice.brings(secret, TotpParameters.DEFAULT).later(90);
        assertThat(said(alice.mfa.enroll(alice.id, Person.ADDRESS))).isEqualTo("ALREADY_ENABLED");
        assertThat(said(alice.mfa.settings().addDevice(alice.id, Person.ADDRESS, "Tablet", alice.wrongCode())))
                .isEqualTo("WRONG_CODE");
        Enrollment.Offered offer = got(
                Enrollment.Offered.class,
                alice.mfa.settings().addDevice(alice.id, Person.ADDRESS, "Tablet", alice.code()));
        OtpSecret offered = OtpAuthUri.parse(offer.uri()).secret();
        assertThat(offered).isNotEqualTo(secret);
        assertThat(OtpSecret.ofBase32(offer.manualKey())).isEqualTo(offered);
        assertThat(offer.uri()).doesNotContain(alice.id);
        assertThat(holdersOfSecrets()).containsExactly(Enrollment.Offered.class);
    }

    /** Of all that any call answers, and of all that is in it, what a phone could be made of. */
    private static Set<Class<?>> holdersOfSecrets() {
        Set<Class<?>> seen = new HashSet<>();
        Set<Class<?>> holders = new HashSet<>();
        for (Class<?> facade : List.of(Mfa.class, MfaSettings.class, MfaRecovery.class, MfaAdmin.class)) {
            Stream.of(facade.getMethods())
                    .filter(method -> method.getDeclaringClass() == facade
                            && !method.getReturnType().getSimpleName().startsWith("Mfa"))
                    .forEach(method -> collect(method.getGenericReturnType(), seen, holders));
        }
        collect(MfaStatus.class, seen, holders);
        // What is not looked at is not found: these are the farthest.
        assertThat(seen).contains(BearerToken.class, MfaStatus.TrustedBrowser.class, Rejected.class, BackupCodes.class);
        return holders;
    }

    /** Looks at the fields of a type, public or not, at the kinds that it has, and at what it is a collection of. */
    private static void collect(Type type, Set<Class<?>> seen, Set<Class<?>> holders) {
        if (type instanceof ParameterizedType many) {
            Stream.of(many.getActualTypeArguments()).forEach(one -> collect(one, seen, holders));
        } else if (type instanceof Class<?> one && one.getName().startsWith("io.github.mfa4j.") && seen.add(one)) {
            for (Field field : one.getDeclaredFields()) {
                if (SECRET.contains(field.getGenericType())) {
                    holders.add(one);
                } else {
                    collect(field.getGenericType(), seen, holders);
                }
            }
            if (one.isSealed()) {
                Stream.of(one.getPermittedSubclasses()).forEach(kind -> collect(kind, seen, holders));
            }
        }
    }

    /** Switched on without a code that shows that the phone works, and off without one. */
    @Incident("36")
    void lemmy3959_withoutARightCodeNothingIsSwitchedOnOrOff(MfaStore store) {
        Person alice = Person.on(store);
        Enrollment.Offered offer = alice.scans();
        for (String guess : List.of(offer.id(), "", "AAAAAAAAAAAAAAAAAAAAAA")) {
            assertThat(said(alice.mfa.activate(alice.id, guess))).isEqualTo("SUPERSEDED");
        }
        assertThat(said(alice.mfa.confirm(alice.id, offer.id(), alice.wrongCode())))
                .isEqualTo("WRONG_CODE");
        assertThat(alice.mfa.afterPassword(alice.id)).isEqualTo(new SignIn.Allow(false));
        assertThat(alice.status().enabled()).isFalse();

        alice.enrolls();
        assertThat(alice.mfa.afterPassword(alice.id)).isEqualTo(new SignIn.Challenge());
        assertThat(said(alice.mfa.settings().disable(alice.id, alice.wrongCode())))
                .isEqualTo("WRONG_CODE");
        assertThat(alice.status().enabled()).isTrue();
        assertThat(said(alice.mfa.settings().disable(alice.id, alice.code()))).isEqualTo(ACCEPTED);
        assertThat(alice.status().enabled()).isFalse();
    }

    /** The secret travelled through the browser in a hidden field, so the browser chose it. */
    @Incident("37")
    void clinch_theBrowserCannotChooseTheSecret(MfaStore store) {
        Person alice = Person.on(store);
        Person mallory = Person.on(store);
        Enrollment.Offered own = mallory.scans();
        Enrollment.Offered offer = alice.scans();
        String secret = OtpAuthUri.parse(own.uri()).secret().toBase32();
        for (String id : List.of(own.id(), secret, own.uri(), own.manualKey(), "")) {
            assertThat(said(alice.mfa.confirm(alice.id, id, mallory.code()))).isEqualTo("SUPERSEDED");
        }
        assertThat(said(alice.mfa.confirm(alice.id, offer.id(), mallory.code())))
                .isEqualTo("WRONG_CODE");
        assertThat(said(alice.mfa.confirm(alice.id, offer.id(), alice.code()))).isEqualTo(ACCEPTED);
    }

    /** Each of two steps was skipped because the other one counted as done. */
    @Incident("39")
    void jahia_nothingButARightCodeCountsAsOne(MfaStore store) {
        Person alice = Person.on(
                store, builder -> builder.enforcement(user -> Enforcement.requiredFrom(Person.START.minusSeconds(60))));
        Mfa mfa = alice.mfa;
        assertThat(mfa.afterPassword(alice.id)).isEqualTo(new SignIn.EnrollNow(true));
        assertThat(said(mfa.enroll(alice.id, Person.ADDRESS))).isEqualTo("PROOF_REQUIRED");
        EmailCode.Issued mailed = got(EmailCode.Issued.class, mfa.createEmailCode(alice.id, Person.ADDRESS));
        String permit =
                tokenOf(mfa.proveEmail(alice.id, Person.ADDRESS, mailed.code())).value();
        assertThat(mfa.afterPassword(alice.id)).isEqualTo(new SignIn.EnrollNow(true));
        Enrollment.Offered offer =
                got(Enrollment.Offered.class, mfa.enrollWithPermit(alice.id, Person.ADDRESS, "Phone", permit));
        alice.phone = Person.phoneOf(offer);
        Confirmation.AwaitingActivation shown =
                got(Confirmation.AwaitingActivation.class, mfa.confirm(alice.id, offer.id(), alice.code()));
        assertThat(mfa.afterPassword(alice.id)).isEqualTo(new SignIn.EnrollNow(true));
        assertThat(alice.types(alice.code(1))).isEqualTo("NOT_ENABLED");
        assertThat(said(mfa.activate(alice.id, shown.setId()))).isEqualTo(ACCEPTED);
        assertThat(mfa.afterPassword(alice.id)).isEqualTo(new SignIn.Challenge());
        assertThat(mfa.afterPassword(alice.id, permit)).isEqualTo(new SignIn.Challenge());

        String paper = shown.backupCodes().codes().get(0);
        Enrollment.Offered instead = got(
                Enrollment.Offered.class,
                mfa.recovery().replaceLostDevices(alice.id, Person.ADDRESS, "New phone", paper));
        assertThat(said(mfa.confirm(
                        alice.id, instead.id(), Person.phoneOf(instead).code(alice.now))))
                .isEqualTo(ACCEPTED);
        assertThat(mfa.afterPassword(alice.id)).isEqualTo(new SignIn.Challenge());
    }
}
