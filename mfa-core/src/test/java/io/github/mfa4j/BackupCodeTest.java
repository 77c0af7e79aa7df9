package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.CodeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes on paper. */
class BackupCodeTest {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Fixture host = new Fixture();

    @Test
    void tenCodesOfFourGroupsOfFourSymbols() {
        assertThat(host.enable().codes())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}"));
        assertThat(BackupCodeFormat.DEFAULT.entropyBits()).isEqualTo(80);
    }

    @Test
    void speakeasy_everySymbolIsEquallyLikelyAtEveryPlace() {
        int[][] seen = new int[16][CROCKFORD.length()];
        Set<String> all = new HashSet<>();
        int codes = 2_000;
        for (int i = 0; i < codes / 10; i++) {
            for (String code : host.enable("user-" + i).codes()) {
                assertThat(all.add(code)).as("never issued before").isTrue();
                String symbols = code.replace("-", "");
                for (int place = 0; place < 16; place++) {
                    seen[place][CROCKFORD.indexOf(symbols.charAt(place))]++;
                }
            }
        }
        double expected = codes / 32.0;
        for (int[] place : seen) {
            double chiSquare = 0;
            for (int count : place) {
                chiSquare += (count - expected) * (count - expected) / expected;
            }
            // 31 degrees of freedom: above 100 once in a thousand million runs.
            assertThat(chiSquare).isLessThan(100);
        }
    }

    @Test
    void parseServer_eachCodeWorksOnceInAnyOrderAndSpelling() {
        List<String> codes = host.enable().codes();
        int left = 10;
        for (int i : new int[] {3, 0, 9, 5, 1, 8, 2, 7, 4, 6}) {
            String spelled = spelled(codes.get(i), i);
            assertThat(host.mfa.verify(USER, spelled))
                    .as(spelled)
                    .isEqualTo(new Verification.Accepted(CodeKind.BACKUP_CODE, --left, Optional.empty()));
            assertThat(host.verify(spelled)).isEqualTo("WRONG_CODE");
            assertThat(host.mfa.status(USER).backupCodesLeft()).isEqualTo(left);
            host.clock.moveSeconds(3600);
        }
        assertThat(host.verify(codes.get(0))).isEqualTo("WRONG_CODE");
        assertThat(host.mfa.status(USER).enabled()).isTrue();
    }

    private static String spelled(String code, int way) {
        return switch (way) {
            case 0 -> code;
            case 1 -> code.toLowerCase(Locale.ROOT);
            case 2 -> code.replace("-", "");
            case 3 -> code.replace('-', ' ');
            case 4 -> code.replace('0', 'O').replace('1', 'l');
            case 5 -> code.replace('0', 'o').replace('1', 'I');
            case 6 -> "  " + code.replace("-", " - ") + "\r\n";
            case 7 -> code.replace('1', 'i').replace('-', '\u2013');
            case 8 -> String.join(" ", code.split(""));
            default -> code.replace('0', '\u0660').replace('5', '\uFF15');
        };
    }

    @Test
    void aUsedCodeIsAWrongCodeAndCounts() {
        String code = host.enable().codes().get(0);
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
        for (int i = 0; i < 5; i++) {
            assertThat(host.verify(code)).isEqualTo("WRONG_CODE");
        }
        assertThat(host.verify(code)).isEqualTo("THROTTLED");
    }

    @Test
    void codesOfAnotherUserDoNotWork() {
        Fixture.Owner owner = host.enable();
        Fixture.Owner other = host.enable("user-2");
        assertThat(host.verify(other.codes().get(0))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(other.phone().code(host.clock.instant()))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(outcome(host.mfa.verify("user-2", other.codes().get(0)))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"1,4,4,80", "16,4,4,80", "8,2,7,70", "3,8,4,160", "5,1,8,-1", "2,13,1,-1", "2,3,5,75"})
    void formatsOfAHostsChoice(int count, int groups, int length, int bits) {
        if (bits < 0) {
            assertThatIllegalArgumentException().isThrownBy(() -> BackupCodeFormat.crockford(count, groups, length));
            return;
        }
        BackupCodeFormat format = BackupCodeFormat.crockford(count, groups, length);
        assertThat(format.entropyBits()).isEqualTo(groups * length * 5);
        Fixture chosen = new Fixture(choices -> choices.backupCodes(format));
        List<String> codes = chosen.enable().codes();
        assertThat(codes).hasSize(count).allMatch(code -> code.split("-").length == groups);
        assertThat(chosen.verify(codes.get(count - 1))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"0,4,4", "17,4,4", "10,0,4", "10,9,2", "10,4,0", "10,2,9", "10,3,4", "10,8,5", "-1,4,4"})
    void formatsThatAreTooShortOrTooLongAreRefused(int count, int groups, int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackupCodeFormat.crockford(count, groups, length))
                .withMessageMatching(".*[0-9]+ to [0-9]+.*");
    }

    @ParameterizedTest
    @CsvSource({"0,6", "17,6", "10,5", "10,13", "-1,8"})
    void numericFormatsOutOfRangeAreRefused(int count, int digits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackupCodeFormat.insecureShortNumeric(count, digits))
                .withMessageMatching(".*[0-9]+ to [0-9]+.*");
    }

    @ParameterizedTest
    @CsvSource({"6,19", "7,23", "8,26", "9,29", "10,33", "11,36", "12,39"})
    void numericCodesWork(int digits, int bits) {
        BackupCodeFormat format = BackupCodeFormat.insecureShortNumeric(10, digits);
        assertThat(format.numeric()).isTrue();
        assertThat(format.entropyBits()).isEqualTo(bits);
        Fixture numeric = new Fixture(choices -> choices.backupCodes(format));
        List<String> codes = numeric.enable().codes();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates().allMatch(code -> code.matches("[0-9]{" + digits + "}"));
        assertThat(numeric.verify(codes.get(0).replace('0', 'O').replace('1', 'l')))
                .isEqualTo(ACCEPTED);
        assertThat(numeric.verify(codes.get(0))).isEqualTo("WRONG_CODE");
        assertThat(numeric.verify(codes.get(1))).isEqualTo(ACCEPTED);
    }

    @Test
    void aNumericCodeThatEqualsAnAppCodeIsTakenAsTheAppsFirst() {
        Fixture numeric = new Fixture(choices -> choices.backupCodes(BackupCodeFormat.insecureShortNumeric(16, 6)));
        Fixture.Owner owner = numeric.enable();
        Set<String> codes = new HashSet<>(owner.codes());
        long step = owner.phone().step(numeric.clock.instant()) + 1;
        while (!codes.contains(owner.phone().codeOfStep(step))) {
            step++;
        }
        String both = owner.phone().codeOfStep(step);
        numeric.clock.set(Instant.ofEpochSecond(step * 30));
        assertThat(numeric.mfa.verify(USER, both))
                .isEqualTo(new Verification.Accepted(CodeKind.APP_CODE, 16, Optional.empty()));
        assertThat(numeric.mfa.verify(USER, both))
                .as("an unused backup code wins over a replay")
                .isEqualTo(new Verification.Accepted(CodeKind.BACKUP_CODE, 15, Optional.empty()));
        assertThat(numeric.verify(both)).isEqualTo("REPLAYED");
    }

    @Test
    void aSetKeepsTheShapeItWasIssuedIn() {
        List<String> codes = host.enable().codes();
        Mfa later = host.another(choices -> choices.backupCodes(BackupCodeFormat.insecureShortNumeric(10, 8)));
        assertThat(outcome(later.verify(USER, "12345678"))).isEqualTo("MALFORMED");
        assertThat(outcome(later.verify(USER, codes.get(0)))).isEqualTo(ACCEPTED);
        Mfa longer = host.another(choices -> choices.backupCodes(BackupCodeFormat.crockford(3, 5, 4)));
        assertThat(outcome(longer.verify(USER, codes.get(1)))).isEqualTo(ACCEPTED);
        assertThat(longer.status(USER).backupCodesLeft()).isEqualTo(8);
    }

    @Test
    void hashesOfThirtyTwoBytesAreTheLongestThatAreKept() {
        BackupCodeHasher quick = new QuickHasher();
        BackupCodeHasher longest = new BackupCodeHasher() {
            @Override
            public String parametersFor(int entropyBits) {
                return quick.parametersFor(entropyBits);
            }

            @Override
            public byte[] hash(String code, byte[] salt, String parameters) {
                byte[] hash = Arrays.copyOf(quick.hash(code, salt, parameters), 32);
                System.arraycopy(quick.hash(code + "+", salt, parameters), 0, hash, 16, 16);
                return hash;
            }
        };
        Fixture chosen = new Fixture(
                choices -> choices.backupCodeHasher(longest).backupCodes(BackupCodeFormat.crockford(3, 4, 4)));
        List<String> codes = chosen.enable().codes();
        assertThat(chosen.verify(codes.get(2))).isEqualTo(ACCEPTED);
        assertThat(chosen.verify(codes.get(2))).isEqualTo("WRONG_CODE");
    }

    @Test
    void asTextThereIsOneCodeALine() {
        BackupCodes codes = new BackupCodes(List.of("AAAA-BBBB", "CCCC-DDDD"));
        assertThat(codes.toText()).isEqualTo("AAAA-BBBB\nCCCC-DDDD\n");
        assertThat(codes.toString()).isEqualTo("BackupCodes[2 codes]");
    }

    @Test
    void everySetHasASaltOfItsOwn() {
        List<String> salts = new ArrayList<>();
        for (String user : List.of(USER, "user-2", "user-3")) {
            host.enable(user);
            String sealed = StateCodec.decode(host.record(user)).sealed();
            new Vault(host.cipher)
                    .open(user, Ids.decode(sealed))
                    .sets()
                    .values()
                    .forEach(set -> salts.add(Ids.encode(set.salt())));
        }
        assertThat(salts).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aHasherThatChangesItsMindAfterTheStartIsNoticedBeforeAnythingIsWritten() {
        AtomicReference<IntSupplier> length = new AtomicReference<>(() -> 16);
        BackupCodeHasher fickle = new BackupCodeHasher() {
            @Override
            public String parametersFor(int entropyBits) {
                return "test.1";
            }

            @Override
            public byte[] hash(String code, byte[] salt, String parameters) {
                return Arrays.copyOf(
                        host.hasher.hash(code, salt, parameters), length.get().getAsInt());
            }
        };
        Mfa mfa = host.another(choices -> choices.backupCodeHasher(fickle));
        Enrollment.Offered offer = host.offer(USER);
        String before = host.record(USER);
        String code = TestPhone.scanning(offer.uri()).code(host.clock.instant());
        length.set(() -> 15);
        assertThatIllegalStateException()
                .isThrownBy(() -> mfa.confirm(USER, offer.id(), code))
                .withMessageContaining("not 15");
        Iterator<Integer> growing = IntStream.iterate(16, i -> i + 1).iterator();
        length.set(growing::next);
        assertThatIllegalStateException()
                .isThrownBy(() -> mfa.confirm(USER, offer.id(), code))
                .withMessageContaining("equally many");
        assertThat(host.record(USER)).isEqualTo(before);
    }

    @Test
    void formatsAreEqualIfAllTheirNumbersAre() {
        BackupCodeFormat format = BackupCodeFormat.crockford(10, 4, 4);
        assertThat(format).isEqualTo(BackupCodeFormat.crockford(10, 4, 4)).hasSameHashCodeAs(BackupCodeFormat.DEFAULT);
        assertThat(List.of(
                        BackupCodeFormat.crockford(9, 4, 4),
                        BackupCodeFormat.crockford(10, 2, 8),
                        BackupCodeFormat.crockford(10, 4, 5),
                        BackupCodeFormat.legacy(10, 16)))
                .doesNotContain(format);
        for (int count : new int[] {0, 17}) {
            assertThatIllegalArgumentException().isThrownBy(() -> BackupCodeFormat.legacy(count, 16));
        }
    }
}
