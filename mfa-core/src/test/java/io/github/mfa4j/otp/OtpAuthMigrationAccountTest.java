package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single accounts of an export say. */
class OtpAuthMigrationAccountTest {

    private static final byte[] RFC = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static MigrationBytes account() {
        return new MigrationBytes().octets(1, RFC);
    }

    private static OtpAuthMigration.Account only(MigrationBytes account) {
        OtpAuthMigration export = new MigrationBytes().account(account).parse();
        assertThat(export.unsupported()).isEmpty();
        assertThat(export.accounts()).hasSize(1);
        return export.accounts().get(0);
    }

    private static String whyUnsupported(MigrationBytes account) {
        OtpAuthMigration export = new MigrationBytes()
                .account(account)
                .account(account().text(2, "fine"))
                .parse();
        assertThat(export.accounts()).extracting(OtpAuthMigration.Account::name).containsExactly("fine");
        assertThat(export.unsupported()).hasSize(1);
        return export.unsupported().get(0).reason();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // issuer field, name field, issuer, name
                "ACME, ACME:alice, ACME, alice",
                "ACME, 'ACME:  alice', ACME, alice",
                "ACME, alice, ACME, alice",
                "ACME, ACME:a:b, ACME, a:b",
                "ACME, Other:alice, ACME, Other:alice",
                "ACME, acme:alice, ACME, acme:alice",
                "ACME, ACME, ACME, ACME",
                "ACME, 'ACME: ', ACME, 'ACME: '",
                "A:B, A:B:alice, A:B, alice",
                "ACME, '', ACME, ''",
                "'', ACME:alice, ACME, alice",
                "'', 'ACME: alice', ACME, alice",
                "'', alice, -, alice",
                "'', :alice, -, :alice",
                "'', ' :alice', -, ' :alice'",
                "'', ACME:, -, ACME:",
                "'', 'ACME: ', -, 'ACME: '",
                "'', ACME:a:b, -, ACME:a:b",
                "'', '', -, ''",
            })
    void separatesIssuerAndName(String issuerField, String nameField, String issuer, String name) {
        OtpAuthMigration.Account account = only(account().text(2, nameField).text(3, issuerField));
        assertThat(account.issuer().orElse(null)).isEqualTo(issuer);
        assertThat(account.name()).isEqualTo(name);
    }

    @Test
    void namesAreNotCleaned() {
        String odd = "a\u0000\r\n\u202E<b>\uFFFE\uD83D\uDE00";
        OtpAuthMigration.Account account = only(account().text(2, odd).text(3, odd));
        assertThat(account.name()).isEqualTo(odd);
        assertThat(account.issuer()).hasValue(odd);
    }

    @Test
    void knowsTheDefaultsAndTheNumbers() {
        OtpAuthMigration.Account plain = only(account());
        assertThat(plain.totp()).hasValue(TotpParameters.DEFAULT);
        assertThat(plain.issuer()).isEmpty();
        assertThat(plain.name()).isEmpty();
        assertThat(only(account().number(4, 0).number(5, 0).number(6, 0)).totp())
                .hasValue(TotpParameters.DEFAULT);
        assertThat(only(account().number(4, 1)).algorithm()).isEqualTo(OtpAlgorithm.SHA1);
        assertThat(only(account().number(4, 2)).algorithm()).isEqualTo(OtpAlgorithm.SHA256);
        assertThat(only(account().number(4, 3)).algorithm()).isEqualTo(OtpAlgorithm.SHA512);
        assertThat(only(account().number(5, 1)).digits()).isEqualTo(6);
        assertThat(only(account().number(5, 2)).digits()).isEqualTo(8);
        assertThat(only(account().number(6, 1)).counter()).hasValue(0);
        assertThat(only(account().number(6, 1).number(7, Long.MAX_VALUE)).counter())
                .hasValue(Long.MAX_VALUE);
        assertThat(only(account().number(6, 2).number(7, -1)).counter()).isEmpty();
    }

    @Test
    void anUnusableAccountDoesNotHideTheRest() {
        assertThat(whyUnsupported(account().number(4, 4))).contains("MD5");
        assertThat(whyUnsupported(account().number(4, 5))).contains("algorithm");
        assertThat(whyUnsupported(account().number(4, -1))).contains("algorithm");
        assertThat(whyUnsupported(account().number(4, 1L << 32 | 1))).contains("algorithm");
        assertThat(whyUnsupported(account().number(5, 3))).contains("digits");
        assertThat(whyUnsupported(account().number(5, -1))).contains("digits");
        assertThat(whyUnsupported(account().number(5, 1L << 32 | 1))).contains("digits");
        assertThat(whyUnsupported(account().number(6, 3))).contains("type");
        assertThat(whyUnsupported(account().number(6, -1))).contains("type");
        assertThat(whyUnsupported(account().number(6, 1L << 32 | 1))).contains("type");
        assertThat(whyUnsupported(account().number(6, 1).number(7, -1))).contains("counter");
        assertThat(whyUnsupported(new MigrationBytes())).contains("0 bytes");
        assertThat(whyUnsupported(new MigrationBytes().octets(1, new byte[9]))).contains("9 bytes");
        assertThat(whyUnsupported(new MigrationBytes().octets(1, new byte[65]))).contains("65 bytes");
    }

    @Test
    void tellsWhoseAccountIsUnusable() {
        MigrationBytes md5 = account().text(2, "ACME:alice").number(4, 4);
        OtpAuthMigration.Unsupported unsupported =
                new MigrationBytes().account(md5).parse().unsupported().get(0);
        assertThat(unsupported.issuer()).hasValue("ACME");
        assertThat(unsupported.name()).isEqualTo("alice");
        assertThat(unsupported)
                .hasToString("Unsupported[The algorithm is MD5; enroll this user again, names redacted]");
    }

    @Test
    void theLastValueOfAFieldCounts() {
        MigrationBytes account = new MigrationBytes()
                .octets(1, new byte[3])
                .text(2, "x")
                .text(3, "x")
                .number(4, 4)
                .number(5, 9)
                .number(6, 9)
                .number(7, -1)
                .octets(1, RFC)
                .text(2, "alice")
                .text(3, "ACME")
                .number(4, 2)
                .number(5, 2)
                .number(6, 1)
                .number(7, 7);
        OtpAuthMigration.Account last = only(account);
        assertThat(last.secret()).isEqualTo(OtpSecret.ofBytes(RFC));
        assertThat(List.of(last.issuer().orElseThrow(), last.name())).containsExactly("ACME", "alice");
        assertThat(last.counter()).hasValue(7);
        assertThat(last).hasToString("Account[hotp, SHA256, 8 digits, names and secret redacted]");
    }
}
