package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtpAuthMigrationTest {
    /** The secret of the test vectors of RFC 4226 and, for SHA1, of RFC 6238. */
    private static final byte[] RFC = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /**
     * The first of two QR codes, written by hand. The tag of a field is its number times eight plus its wire type: 0 for
     * a number, 2 for what has a length.
     */
    private static final String BY_HAND = String.join(
            "",
            "0a34", // field 1 of the payload, an account of 22 + 12 + 6 + 2 + 2 + 2 + 6 = 52 bytes
            "0a14" + "3132333435363738393031323334353637383930", // 1: secret, 20 bytes
            "120a" + "41434d453a616c696365", // 2: name, 10 bytes, "ACME:alice"
            "1a04" + "41434d45", // 3: issuer, 4 bytes, "ACME"
            "2001", // 4: algorithm 1, SHA1
            "2802", // 5: digits 2, eight
            "3002", // 6: type 2, TOTP
            "4204" + "75756964", // 8: what a newer version adds, 4 bytes, "uuid"
            "0a23", // field 1 again, an account of 22 + 5 + 2 + 2 + 2 + 2 = 35 bytes
            "0a14" + "3132333435363738393031323334353637383930",
            "1203" + "626f62", // 2: name, 3 bytes, "bob"
            "2001",
            "2801", // 5: digits 1, six
            "3001", // 6: type 1, HOTP
            "3809", // 7: counter 9
            "1001", // 2: version 1
            "1802", // 3: batch size 2
            "2000", // 4: batch index 0
            "28feffffffffffffffff01"); // 5: batch id -2, ten bytes as every negative number

    private static MigrationBytes account() {
        return new MigrationBytes().octets(1, RFC);
    }

    private static void refused(byte[] payload, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthMigration.parse(MigrationBytes.uri(payload)))
                .withMessageContaining(message);
    }

    @Test
    void readsAPayloadWrittenByHand() {
        OtpAuthMigration export =
                OtpAuthMigration.parse(MigrationBytes.uri(HexFormat.of().parseHex(BY_HAND)));
        assertThat(export.batchSize()).isEqualTo(2);
        assertThat(export.batchIndex()).isZero();
        assertThat(export.batchId()).isEqualTo(-2);
        assertThat(export.unsupported()).isEmpty();
        assertThat(export.accounts()).hasSize(2);

        OtpAuthMigration.Account alice = export.accounts().get(0);
        assertThat(alice.type()).isEqualTo(OtpAuthUri.Type.TOTP);
        assertThat(alice.issuer()).hasValue("ACME");
        assertThat(alice.name()).isEqualTo("alice");
        assertThat(alice.algorithm()).isEqualTo(OtpAlgorithm.SHA1);
        assertThat(alice.digits()).isEqualTo(8);
        assertThat(alice.counter()).isEmpty();
        TotpParameters parameters = TotpParameters.of(OtpAlgorithm.SHA1, 8, Duration.ofSeconds(30));
        assertThat(alice.totp()).hasValue(parameters);
        assertThat(Totp.of(alice.secret(), parameters).code(Instant.ofEpochSecond(59)))
                .isEqualTo("94287082");

        OtpAuthMigration.Account bob = export.accounts().get(1);
        assertThat(bob.type()).isEqualTo(OtpAuthUri.Type.HOTP);
        assertThat(bob.issuer()).isEmpty();
        assertThat(bob.name()).isEqualTo("bob");
        assertThat(bob.totp()).isEmpty();
        assertThat(bob.digits()).isEqualTo(6);
        assertThat(bob.counter()).hasValue(9);
        assertThat(Hotp.of(bob.secret()).code(9)).isEqualTo("520489");
    }

    @Test
    void readsThePublishedExample() {
        // In the documentation of several open-source decoders, with what they read in it.
        OtpAuthMigration export = OtpAuthMigration.parse("otpauth-migration://offline?data="
                + "CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC");
        OtpAuthMigration.Account alice = export.accounts().get(0);
        assertThat(alice.secret().toBase32()).isEqualTo("JBSWY3DPEHPK3PXP");
        assertThat(alice.issuer()).hasValue("Example");
        assertThat(alice.name()).isEqualTo("alice@google.com");
        assertThat(alice.totp()).hasValue(TotpParameters.DEFAULT);
        assertThat(export.batchSize()).isEqualTo(1);
        assertThat(export.batchIndex()).isZero();
        assertThat(export.batchId()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "otpauth-migration://offline?data=CgwKCv//+/v7+/v7+/s=",
                "otpauth-migration://offline?data=CgwKCv//+/v7+/v7+/s",
                "otpauth-migration://offline?data=CgwKCv%2F%2f%2B/v7%2b/v7+/s%3D",
                "otpauth-migration://offline?data=CgwKCv__-_v7-_v7-_s=",
                "otpauth-migration://offline?data=CgwKCv__-_v7-_v7-_s",
                "OTPAUTH-Migration://OffLine?DATA=%43gwKCv__+_v7-_v7-/s",
                "otpauth-migration://offline?x&&y=z=%26data=A&d%61ta=CgwKCv//+/v7+/v7+/s&=&",
            })
    void readsTheSameFromDifferentSpellings(String uri) {
        OtpSecret secret = OtpSecret.ofBytes(HexFormat.of().parseHex("fffffbfbfbfbfbfbfbfb"));
        assertThat(OtpAuthMigration.parse(uri).accounts())
                .extracting(OtpAuthMigration.Account::secret)
                .containsExactly(secret);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|begin",
                "otpauth-migration|begin",
                "otpauth://offline?data=CgwKCv|begin",
                "otpauth-migration://online?data=CgwKCv|begin",
                "otpauth-migration://offline:1?data=CgwKCv|begin",
                "otpauth-migration:offline?data=CgwKCv|begin",
                "otpauth-migration://offline|begin",
                "otpauth-migration://offline?|no parameter data",
                "otpauth-migration://offline?data|no parameter data",
                "otpauth-migration://offline?data=|no parameter data",
                "otpauth-migration://offline?date=CgwKCv|no parameter data",
                "otpauth-migration://offline?data=CgwK&data=CgwK|more than once",
                "otpauth-migration://offline?data=CgwK&DAT%41=|more than once",
                "otpauth-migration://offline?data=Cg K|position 35",
                "otpauth-migration://offline?data=CgwK#|fragment",
                "otpauth-migration://offline?data=Cg%20K|position 2",
                "otpauth-migration://offline?data=Cg%0AK|position 2",
                "otpauth-migration://offline?data=%C3%A9A|position 0",
                "otpauth-migration://offline?data=Cgw%|percent",
                "otpauth-migration://offline?data=Cgw%FF|UTF-8",
                "otpauth-migration://offline?data=C|whole number",
                "otpauth-migration://offline?data=CgwKC|whole number",
                "otpauth-migration://offline?data==|whole number",
                "otpauth-migration://offline?data===|whole number",
                "otpauth-migration://offline?data=Cg=|whole number",
                "otpauth-migration://offline?data=CgwK=|whole number",
                "otpauth-migration://offline?data=Cgw==|whole number",
                "otpauth-migration://offline?data=C===|position 1",
                "otpauth-migration://offline?data=Cg=wK|position 2",
                "otpauth-migration://offline?data=Ch|no byte",
                "otpauth-migration://offline?data=Cgx|no byte",
            })
    void refusesWhatIsNotSuchAUri(String uri, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthMigration.parse(uri))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Cg"));
    }

    @Test
    void limitsTheLength() {
        String uri = new MigrationBytes().account(account()).toUri() + "&x=";
        assertThat(OtpAuthMigration.parse(uri + "x".repeat(100_000 - uri.length()))
                        .accounts())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthMigration.parse(uri + "x".repeat(100_001 - uri.length())))
                .withMessageContaining("100000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthMigration.parse("otpauth-migration://offline?" + "&".repeat(99_000)))
                .withMessageContaining("no parameter data");
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> OtpAuthMigration.parse(null))
                .withMessage("uri");
    }

    @Test
    void readsTheBatchesOfAnExportOneByOne() {
        for (int index = 0; index < 3; index++) {
            OtpAuthMigration batch = new MigrationBytes()
                    .number(2, 2)
                    .number(3, 3)
                    .number(4, index)
                    .number(5, Integer.MAX_VALUE)
                    .account(account().text(2, "a" + index))
                    .parse();
            assertThat(batch.batchSize()).isEqualTo(3);
            assertThat(batch.batchIndex()).isEqualTo(index);
            assertThat(batch.batchId()).isEqualTo(Integer.MAX_VALUE);
            assertThat(batch.accounts().get(0).name()).isEqualTo("a" + index);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "2, -1", "-1, 0", "-2147483648, -2147483648"})
    void refusesANumberThatIsNotWithinTheBatches(int size, int index) {
        MigrationBytes payload =
                new MigrationBytes().account(account()).number(3, size).number(4, index);
        refused(payload.toBytes(), "contradicts itself");
    }

    @Test
    void showsNumbersOnly() {
        OtpAuthMigration export = new MigrationBytes()
                .account(account().text(2, "alice").text(3, "ACME"))
                .account(account().number(4, 4))
                .number(3, Integer.MAX_VALUE)
                .number(4, Integer.MAX_VALUE - 1)
                .parse();
        assertThat(export).hasToString("OtpAuthMigration[QR code 2147483647 of 2147483647, 1 accounts, 1 unsupported]");
        assertThat(export.accounts()).hasToString("[Account[totp, SHA1, 6 digits, names and secret redacted]]");
    }

    @Test
    void listsCannotBeChanged() {
        OtpAuthMigration export = new MigrationBytes().account(account()).parse();
        assertThatThrownBy(() -> export.accounts().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> export.unsupported().add(null)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesAPayloadWithoutAccounts() {
        refused(new MigrationBytes().number(2, 1).number(3, 1).toBytes(), "no account");
    }

    @Test
    void refusesKnownFieldsOfAnotherType() {
        for (int field : new int[] {1, 3, 4, 5}) {
            MigrationBytes payload = new MigrationBytes().account(account());
            refused((field == 1 ? payload.number(1, 1) : payload.text(field, "x")).toBytes(), "another type");
        }
        for (int field = 1; field <= 7; field++) {
            MigrationBytes account =
                    field < 4 ? account().number(field, 1) : account().text(field, "x");
            refused(new MigrationBytes().account(account).toBytes(), "another type");
        }
    }
}
