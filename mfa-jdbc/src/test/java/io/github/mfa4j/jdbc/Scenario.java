package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Known.ADDRESS;
import static io.github.mfa4j.jdbc.Known.USER;

import io.github.mfa4j.Confirmation;
import io.github.mfa4j.EmailCode;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Grant;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.Reissue;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.Verification;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.StoredState;
import io.github.mfa4j.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** What a user's life has come to when the race begins. */
@SuppressWarnings("ImmutableEnumChecker") // what the lambdas hold never changes
enum Scenario {
    /** Never enrolled; a permit, a mailed code and an offer are out. */
    NEW(Preparation::begin),
    /** As new, and the offered device has shown a code: only the activation is missing. */
    CONFIRMED(preparation -> {
        preparation.begin();
        preparation.confirm();
    }),
    /** Reset by an administrator: a permit, a link and a mailed code are out, and the activation of a device is missing. */
    RESET(preparation -> {
        preparation.enable();
        preparation.reset();
    }),
    /** Two devices, two trusted browsers, links out, some mistakes made, and new backup codes that were not acknowledged. */
    ENABLED(preparation -> {
        preparation.enable();
        preparation.reissue();
        preparation.makeMistakes();
    }),
    /** As enabled, but with the offer of a third device. */
    ADDING(preparation -> {
        preparation.enable();
        preparation.offerOneMore();
        preparation.makeMistakes();
    }),
    /** As enabled, but with a device that waits to replace the others. */
    REPLACING(preparation -> {
        preparation.enable();
        preparation.replace();
        preparation.makeMistakes();
    }),
    /** Locked after wrong codes in a row. */
    LOCKED(preparation -> {
        preparation.enable();
        preparation.lock();
    });

    private final Consumer<Preparation> steps;

    Scenario(Consumer<Preparation> steps) {
        this.steps = steps;
    }

    /** Prepares the user anew, with fresh secrets. */
    Prepared prepare() {
        while (true) {
            Preparation preparation = new Preparation();
            steps.accept(preparation);
            Known known = preparation.known;
            known.readyAt(preparation.clock.instant());
            if (known.unambiguous()) {
                return new Prepared(known, preparation.laboratory.stored());
            }
        }
    }

    /** A user in a scenario. */
    record Prepared(Known known, StoredState stored) {}

    private static final class Preparation {

        private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:10Z");

        final MutableClock clock = new MutableClock(BEGIN);
        final Laboratory laboratory = new Laboratory(clock, Laboratory.oldCipher());
        final Known known = new Known();
        private final Mfa mfa = laboratory.mfa;

        private void pass() {
            clock.advance(Duration.ofSeconds(90));
        }

        private static void done(Object answer) {
            if (answer instanceof Rejected no) {
                throw new AssertionError("could not prepare the user: " + no);
            }
        }

        private static String token(Grant grant) {
            return ((Grant.Granted) grant).token().value();
        }

        private String fresh(Totp device) {
            pass();
            return device.code(clock.instant());
        }

        private void offer(Enrollment answer) {
            Enrollment.Offered offer = (Enrollment.Offered) answer;
            OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
            known.offered = Totp.of(uri.secret(), uri.totpParameters());
            known.offerId = offer.id();
        }

        private void mail() {
            known.mailCode = ((EmailCode.Issued) mfa.createEmailCode(USER, ADDRESS)).code();
            pass();
        }

        void begin() {
            mail();
            known.permit = token(mfa.proveEmail(USER, ADDRESS, known.mailCode));
            mail();
            laboratory.call(Operation.PROVE_EMAIL_WRONGLY, 0, known);
            offer(mfa.enroll(USER, ADDRESS));
            pass();
        }

        void confirm() {
            Confirmation.AwaitingActivation issued = (Confirmation.AwaitingActivation)
                    mfa.confirm(USER, known.offerId, known.offered.code(clock.instant()));
            known.setId = issued.setId();
            known.backupCodes = issued.backupCodes().codes();
            pass();
        }

        void enable() {
            offer(mfa.enroll(USER, ADDRESS, "Phone"));
            confirm();
            done(mfa.activate(USER, known.setId));
            known.phone = known.offered;
            offerOneMore();
            done(mfa.confirm(USER, known.offerId, known.offered.code(clock.instant())));
            known.tablet = known.offered;
            known.phoneId = mfa.status(USER).devices().get(0).id();
            known.tabletId = mfa.status(USER).devices().get(1).id();
            known.offerId = "no such offer";
            known.offered = Totp.of(OtpSecret.generate());
            trustBrowser("Firefox");
            trustBrowser("Chromium");
            known.browserId = mfa.status(USER).trustedBrowsers().get(1).id();
            known.recoveryToken = token(mfa.recovery().createRecoveryLink(USER));
            pass();
            guess(5);
            known.unlockToken = token(mfa.recovery().createUnlockLink(USER));
            done(mfa.verify(USER, fresh(known.phone)));
            pass();
        }

        private void trustBrowser(String name) {
            Verification verified = mfa.verifyAndTrustBrowser(USER, fresh(known.phone), name);
            known.browserToken = ((Verification.Accepted) verified)
                    .browserToken()
                    .orElseThrow()
                    .value();
        }

        /** Types wrong codes, each as soon as it is looked at. */
        private void guess(int guesses) {
            for (int i = 0; i < guesses; i++) {
                mfa.status(USER).refusing().flatMap(Rejected::retryAt).ifPresent(clock::set);
                known.readyAt(clock.instant());
                laboratory.call(Operation.VERIFY_WRONG_CODE, 0, known);
            }
        }

        void makeMistakes() {
            guess(2);
            laboratory.call(Operation.VERIFY_WRONG_BACKUP_CODE, 0, known);
            pass();
        }

        void lock() {
            while (mfa.status(USER)
                    .refusing()
                    .filter(no -> no.retryAt().isEmpty())
                    .isEmpty()) {
                guess(1);
            }
            pass();
        }

        void reissue() {
            done(mfa.verify(USER, fresh(known.tablet)));
            Reissue.Issued issued = (Reissue.Issued) mfa.settings().reissueBackupCodesAfterFullReauthentication(USER);
            known.setId = issued.setId();
        }

        void offerOneMore() {
            offer(mfa.settings().addDevice(USER, ADDRESS, "Tablet", fresh(known.phone)));
            pass();
        }

        void replace() {
            String last = known.backupCodes.get(3);
            offer(mfa.recovery().replaceLostDevices(USER, ADDRESS, "Found", last));
            pass();
            var before = known.backupCodes;
            confirm();
            known.backupCodes = before;
        }

        void reset() {
            known.permit = token(mfa.admin().reset(USER, "admin"));
            known.recoveryToken = token(mfa.recovery().createRecoveryLink(USER));
            mail();
            offer(mfa.enrollWithPermit(USER, ADDRESS, "Phone", known.permit));
            pass();
            confirm();
        }
    }
}
