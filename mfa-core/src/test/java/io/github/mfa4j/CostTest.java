package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Fixture.Owner;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an attempt costs, counted: HMACs, hashes, decryptions and writes. */
class CostTest {

    private static final String NOTHING = "0 HMACs, 0 written, 0 opened, 0 sealed, 0 hashed";
    private static final String WRONG_BACKUP_CODE = "0000-0000-0000-0000";

    private final CountedDigests digests = CountedDigests.install(true);

    @AfterEach
    void removeTheProvider() {
        digests.close();
    }

    private String cost(Fixture host) {
        String cost = digests.hmacs() + " HMACs, " + host.cost();
        host.forgetCounts();
        return cost;
    }

    @Test
    void aRightOrAWrongAppCodeCostsAllStepsOfTheWindowOfEachDevice() {
        Fixture host = new Fixture();
        TestPhone phone = host.enable().phone();
        cost(host);
        assertThat(host.verify(phone.wrongCode(host.clock.instant()))).isEqualTo("WRONG_CODE");
        assertThat(cost(host)).isEqualTo("3 HMACs, 1 written, 1 opened, 0 sealed, 0 hashed");
        assertThat(host.verify(phone.code(host.clock.instant()))).isEqualTo("ACCEPTED");
        assertThat(cost(host)).isEqualTo("3 HMACs, 1 written, 1 opened, 0 sealed, 0 hashed");

        host.clock.moveSeconds(120);
        host.addPhone("Tablet", phone);
        cost(host);
        assertThat(host.verify(phone.code(host.clock.instant()))).isEqualTo("ACCEPTED");
        assertThat(cost(host)).isEqualTo("6 HMACs, 1 written, 1 opened, 0 sealed, 0 hashed");
    }

    @Test
    void whatIsMalformedThrottledOrLockedCostsNothing() {
        Fixture host = new Fixture();
        TestPhone phone = host.enable().phone();
        cost(host);
        for (String typed : List.of("", "12345", "1234567", "123 45a", "hello", "0000-0000-0000-000U")) {
            assertThat(host.verify(typed)).as(typed).isEqualTo("MALFORMED");
        }
        assertThat(cost(host)).isEqualTo(NOTHING);

        for (int guesses = 0; guesses < 5; guesses++) {
            assertThat(host.verify(phone.wrongCode(host.clock.instant()))).isEqualTo("WRONG_CODE");
        }
        assertThat(cost(host)).startsWith("15 HMACs, 5 written");
        assertThat(host.verify(phone.code(host.clock.instant()))).isEqualTo("THROTTLED");
        assertThat(host.verify(phone.wrongCode(host.clock.instant()))).isEqualTo("THROTTLED");
        assertThat(cost(host)).isEqualTo(NOTHING);

        host.clock.moveSeconds(30);
        host.failTimes(25, phone);
        cost(host);
        assertThat(host.verify(phone.code(host.clock.instant()))).isEqualTo("LOCKED");
        assertThat(host.verify(phone.wrongCode(host.clock.instant()))).isEqualTo("LOCKED");
        assertThat(cost(host)).isEqualTo(NOTHING);
    }

    @Test
    void aStrongBackupCodeThatHasToWaitCostsNothing() {
        Fixture host = new Fixture();
        Owner owner = host.enable();
        for (int guesses = 0; guesses < 5; guesses++) {
            assertThat(host.verify(WRONG_BACKUP_CODE)).isEqualTo("WRONG_CODE");
        }
        cost(host);
        assertThat(host.verify(owner.codes().get(0))).isEqualTo("THROTTLED");
        assertThat(cost(host)).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 1", "16, 1", "1, 5", "10, 3", "16, 5"})
    void aWrongBackupCodeCostsOneHashWhateverTheNumberOfCodesAndDevices(int codes, int devices) {
        Fixture host = new Fixture(choices -> choices.backupCodes(BackupCodeFormat.crockford(codes, 4, 4)));
        TestPhone first = host.enable().phone();
        for (int more = 2; more <= devices; more++) {
            host.addPhone("Phone " + more, first);
        }
        assertThat(host.state().devices()).hasSize(devices);
        cost(host);
        assertThat(host.verify(WRONG_BACKUP_CODE)).isEqualTo("WRONG_CODE");
        assertThat(cost(host)).isEqualTo("0 HMACs, 1 written, 1 opened, 0 sealed, 1 hashed");
    }

    @Test
    void sixDigitsThatMayBeEitherKindCostTheWindowAndOneHash() {
        Fixture host = new Fixture(choices -> choices.backupCodes(BackupCodeFormat.insecureShortNumeric(10, 6)));
        Owner owner = host.enable();
        cost(host);
        String wrong = owner.phone().wrongCode(host.clock.instant());
        assertThat(owner.codes()).doesNotContain(wrong);
        assertThat(host.verify(wrong)).isEqualTo("WRONG_CODE");
        assertThat(cost(host)).isEqualTo("3 HMACs, 1 written, 1 opened, 0 sealed, 1 hashed");
    }

    @Test
    void aProviderThatCannotCloneIsServedByMac() {
        digests.close();
        try (CountedDigests uncloneable = CountedDigests.install(false)) {
            Fixture host = new Fixture();
            TestPhone phone = host.enable().phone();
            assertThat(host.verify(phone.wrongCode(host.clock.instant()))).isEqualTo("WRONG_CODE");
            assertThat(host.verify(phone.code(host.clock.instant()))).isEqualTo("ACCEPTED");
            assertThat(host.verify(phone.code(host.clock.instant()))).isEqualTo("REPLAYED");
            assertThat(uncloneable.hmacs()).isZero();
        }
    }
}
