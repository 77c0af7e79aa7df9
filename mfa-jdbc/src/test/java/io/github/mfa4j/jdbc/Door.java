package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static io.github.mfa4j.jdbc.Person.got;
import static io.github.mfa4j.jdbc.Person.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import java.util.List;

/** Every call that takes a code of somebody whose second factor is on. */
enum Door {
    VERIFY,
    VERIFY_AND_TRUST_BROWSER,
    ADD_DEVICE,
    REMOVE_DEVICE,
    REISSUE_BACKUP_CODES,
    DISABLE,
    REPLACE_LOST_DEVICES_BY_BACKUP_CODE_ONLY,

    /** What is typed is the first code; the second one is right. */
    RESYNCHRONIZE_BY_TWO_APP_CODES_ONLY;

    /** What that server answers to what is typed at this door. */
    Object through(Mfa server, Visit visit, String typed) {
        String user = visit.user;
        return switch (this) {
            case VERIFY -> server.verify(user, typed);
            case VERIFY_AND_TRUST_BROWSER -> server.verifyAndTrustBrowser(user, typed, "Firefox");
            case ADD_DEVICE -> server.settings().addDevice(user, Person.ADDRESS, "Watch", typed);
            case REMOVE_DEVICE -> server.settings().removeDevice(user, visit.last, typed);
            case REISSUE_BACKUP_CODES -> server.settings().reissueBackupCodes(user, typed);
            case DISABLE -> server.settings().disable(user, typed);
            case REPLACE_LOST_DEVICES_BY_BACKUP_CODE_ONLY ->
                server.recovery().replaceLostDevices(user, Person.ADDRESS, "New phone", typed);
            case RESYNCHRONIZE_BY_TWO_APP_CODES_ONLY ->
                server.settings().resynchronizeDevice(user, visit.first, typed, visit.nextCode);
        };
    }

    /** What is answered to an app code that was used, by a person who still has a second factor. */
    String toAUsedAppCode() {
        return switch (this) {
            case REPLACE_LOST_DEVICES_BY_BACKUP_CODE_ONLY -> "MALFORMED";
            case RESYNCHRONIZE_BY_TWO_APP_CODES_ONLY -> "WRONG_CODE";
            default -> "REPLAYED";
        };
    }

    /** What is answered to a backup code that is none. */
    String toAWrongBackupCode() {
        return this == RESYNCHRONIZE_BY_TWO_APP_CODES_ONLY ? "MALFORMED" : "WRONG_CODE";
    }

    /** Who stands before the doors: a user, the first and the last device, and the code that the first one shows next. */
    record Visit(String user, String first, String last, String nextCode) {

        static Visit of(Person person) {
            List<MfaStatus.Device> devices = person.status().devices();
            return new Visit(
                    person.id,
                    devices.get(0).id(),
                    devices.get(devices.size() - 1).id(),
                    person.code(1));
        }

        /** With one more device than the phone, so that one can be removed. */
        static Visit withATablet(Person person) {
            Enrollment.Offered offer = got(
                    Enrollment.Offered.class,
                    person.mfa.settings().addDevice(person.id, Person.ADDRESS, "Tablet", person.backupCodes.get(9)));
            assertThat(said(person.mfa.confirm(
                            person.id, offer.id(), Person.phoneOf(offer).code(person.now))))
                    .isEqualTo(ACCEPTED);
            return of(person);
        }
    }
}
