package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.key;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_DEVICES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each device and each numeric backup code is one more number that a guess can hit, which bounds how many there may be. */
class RoomForDevicesTest {

    /** 100 / (3 * devices + codes) must be 5 or more: three devices beside ten codes, four beside eight, five beside five. */
    @ParameterizedTest
    @CsvSource({"10, 3", "8, 4", "6, 4", "5, 5"})
    void aDeviceThatWouldLowerTheLockLimitBelowFiveIsOneTooMany(int codes, int devices) {
        Fixture other = new Fixture(to -> to.backupCodes(BackupCodeFormat.insecureShortNumeric(codes, 6)));
        Fixture.Owner alice = other.enable();
        for (int i = 2; i <= devices; i++) {
            other.addPhone("Phone " + i, alice.phone());
        }
        for (int used = 0; used <= 2; used++) {
            String code = alice.phone().code(other.clock.instant());
            assertThat(reason(other.mfa.settings().addDevice(USER, "a", "b", code)))
                    .isEqualTo(TOO_MANY_DEVICES);
            assertThat(other.verify(alice.codes().get(used)))
                    .as("used codes make no room, since they can be reissued")
                    .isEqualTo(ACCEPTED);
        }
    }

    @Test
    void codesOfAnEarlierConfigurationLeaveNoRoomEither() {
        Fixture earlier = new Fixture(to -> to.backupCodes(BackupCodeFormat.insecureShortNumeric(16, 6)));
        Fixture.Owner alice = earlier.enable();
        Mfa now = earlier.another(to -> to);
        String code = alice.phone().code(earlier.clock.instant());
        assertThat(reason(now.settings().addDevice(USER, "a", "b", code))).isEqualTo(TOO_MANY_DEVICES);
        Reissue.Issued wayOut = (Reissue.Issued) now.settings().reissueBackupCodes(USER, code);
        assertThat(now.activate(USER, wayOut.setId())).isInstanceOf(Activation.Enabled.class);
        earlier.clock.moveSeconds(30);
        String next = alice.phone().code(earlier.clock.instant());
        assertThat(now.settings().addDevice(USER, "a", "b", next)).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void aUserWithoutBackupCodesHasRoom() {
        Fixture host = new Fixture();
        TestPhone phone = TestPhone.holding(key(9));
        assertThat(host.mfa
                        .admin()
                        .importDevice(
                                USER, OtpSecret.ofBytes(key(9)), TotpParameters.DEFAULT, "Old phone", "migration"))
                .isInstanceOf(Change.Done.class);
        host.clock.moveSeconds(120);
        String code = phone.code(host.clock.instant());
        assertThat(host.mfa.settings().addDevice(USER, "a", "b", code)).isInstanceOf(Enrollment.Offered.class);
    }
}
