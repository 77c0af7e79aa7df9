package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class OtpAuthMigrationPropertiesTest {
    /** What an account says, as it is written and as it should be read. */
    record Entry(
            OtpSecret secret,
            String name,
            String issuer,
            OtpAlgorithm algorithm,
            int digits,
            boolean hotp,
            long counter) {
        MigrationBytes encoded() {
            MigrationBytes account =
                    new MigrationBytes().octets(1, secret.toBytes()).text(2, name);
            if (!issuer.isEmpty()) {
                account.text(3, issuer);
            }
            account.number(4, algorithm.ordinal() + 1L).number(5, digits == 8 ? 2 : 1);
            account.number(6, hotp ? 1 : 2);
            return hotp ? account.number(7, counter) : account;
        }

        void assertSame(OtpAuthMigration.Account account) {
            assertThat(account.secret()).isEqualTo(secret);
            assertThat(account.name()).isEqualTo(name);
            assertThat(account.issuer().orElse("")).isEqualTo(issuer);
            assertThat(account.algorithm()).isEqualTo(algorithm);
            assertThat(account.digits()).isEqualTo(digits);
            assertThat(account.counter().isPresent()).isEqualTo(hotp);
            assertThat(account.counter().orElse(0)).isEqualTo(hotp ? counter : 0);
            TotpParameters totp =
                    TotpParameters.DEFAULT.withAlgorithm(algorithm).withDigits(digits);
            assertThat(account.totp().map(totp::equals).orElse(hotp)).isTrue();
        }
    }

    private static void assertSame(List<Entry> entries, List<OtpAuthMigration.Account> accounts) {
        assertThat(accounts).hasSameSizeAs(entries);
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).assertSame(accounts.get(i));
        }
    }

    @Property
    void readsWhatWasWritten(
            @ForAll("entries") List<Entry> entries,
            @ForAll @IntRange(min = 1) int size,
            @ForAll @IntRange(max = Integer.MAX_VALUE) int index,
            @ForAll int id) {
        MigrationBytes payload = new MigrationBytes();
        entries.forEach(entry -> payload.account(entry.encoded()));
        OtpAuthMigration export = payload.number(2, 1)
                .number(3, size)
                .number(4, index % size)
                .number(5, id)
                .parse();
        assertSame(entries, export.accounts());
        assertThat(export.unsupported()).isEmpty();
        assertThat(List.of(export.batchSize(), export.batchIndex(), export.batchId()))
                .containsExactly(size, index % size, id);
    }

    @Property
    void skipsUnknownFieldsEverywhere(@ForAll("entries") List<Entry> entries, @ForAll("unknown") List<byte[]> unknown) {
        MigrationBytes payload = new MigrationBytes();
        for (Entry entry : entries) {
            MigrationBytes account = new MigrationBytes();
            unknown.forEach(account::raw);
            account.raw(entry.encoded().toBytes());
            unknown.forEach(account::raw);
            unknown.forEach(payload::raw);
            payload.account(account);
        }
        unknown.forEach(payload::raw);
        assertSame(entries, payload.parse().accounts());
    }

    @Property(tries = 200)
    void whatIsCutOffIsRefusedExceptBetweenTwoFieldsOfThePayload(@ForAll("entries") List<Entry> entries) {
        MigrationBytes payload = new MigrationBytes();
        Set<Integer> ends = new HashSet<>();
        for (Entry entry : entries) {
            payload.account(entry.encoded());
            ends.add(payload.toBytes().length);
        }
        int accountsEnd = payload.toBytes().length;
        ends.add(payload.number(2, 1).toBytes().length);
        ends.add(payload.number(3, 300).toBytes().length);
        ends.add(payload.number(4, 299).toBytes().length);
        ends.add(payload.number(5, -1).toBytes().length);
        byte[] whole = payload.toBytes();
        for (int cut = 0; cut <= whole.length; cut++) {
            int accounts = -1;
            try {
                OtpAuthMigration export = OtpAuthMigration.parse(MigrationBytes.uri(Arrays.copyOf(whole, cut)));
                accounts = export.accounts().size();
                assertSame(entries.subList(0, accounts), export.accounts());
            } catch (IllegalArgumentException e) {
                assertThat(ends).as("cut at %d", cut).doesNotContain(cut);
            }
            assertThat(accounts >= 0).as("cut at %d", cut).isEqualTo(ends.contains(cut));
            if (cut >= accountsEnd && accounts >= 0) {
                assertThat(accounts).isEqualTo(entries.size());
            }
        }
    }

    @Property
    void throwsNothingElseOnAnything(@ForAll String text, @ForAll("odd") String odd, @ForAll byte[] payload) {
        parseOrRefuse(text);
        parseOrRefuse(odd);
        parseOrRefuse("otpauth-migration://offline?" + text);
        parseOrRefuse("otpauth-migration://offline?" + odd);
        parseOrRefuse("otpauth-migration://offline?data=" + text);
        parseOrRefuse("otpauth-migration://offline?data=" + odd);
        parseOrRefuse(MigrationBytes.uri(payload));
        parseOrRefuse(new MigrationBytes().octets(1, payload).toUri());
    }

    @Property
    void throwsNothingElseOnAlmostValidExports(
            @ForAll("entries") List<Entry> entries,
            @ForAll int where,
            @ForAll byte value,
            @ForAll @IntRange(max = 3) int drop,
            @ForAll("odd") String odd) {
        MigrationBytes payload = new MigrationBytes();
        entries.forEach(entry -> payload.account(entry.encoded()));
        byte[] bytes = payload.number(3, 2).number(4, 1).number(5, 1 << 20).toBytes();
        int at = Math.floorMod(where, bytes.length);
        MigrationBytes mutated =
                new MigrationBytes().raw(Arrays.copyOf(bytes, at)).raw(value);
        mutated.raw(Arrays.copyOfRange(bytes, Math.min(at + drop, bytes.length), bytes.length));
        parseOrRefuse(mutated.toUri());
        String uri = payload.toUri();
        int character = Math.floorMod(where, uri.length());
        parseOrRefuse(uri.substring(0, character) + odd + uri.substring(Math.min(character + drop, uri.length())));
        parseOrRefuse(uri.substring(character));
    }

    private static void parseOrRefuse(String text) {
        try {
            OtpAuthMigration export = OtpAuthMigration.parse(text);
            assertThat(export.accounts().size() + export.unsupported().size()).isPositive();
            assertThat(export.batchIndex()).isBetween(0, export.batchSize() - 1);
        } catch (IllegalArgumentException e) {
            assertThat(e).isExactlyInstanceOf(IllegalArgumentException.class).hasMessageMatching("[ -~]{20,200}");
            if (text.length() > "otpauth-migration://offline?data=".length() + 12) {
                assertThat(e.getMessage()).doesNotContain(text.substring(text.length() - 12));
            }
        }
    }

    @Provide
    Arbitrary<String> odd() {
        return Arbitraries.strings()
                .withChars("otpauth-migration://offline?data=&=&%2B%2F%3D+/-_ CgwKZz09\u00E9\u017F\u0000".toCharArray())
                .ofMaxLength(20);
    }

    /** Whole fields whose numbers neither of the messages knows. */
    @Provide
    Arbitrary<List<byte[]>> unknown() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(8, (1 << 29) - 1);
        Arbitrary<byte[]> values = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> octets = Combinators.combine(numbers, values)
                .as((number, value) ->
                        new MigrationBytes().octets(number, value).toBytes());
        Arbitrary<byte[]> varints = Combinators.combine(numbers, Arbitraries.longs())
                .as((number, value) ->
                        new MigrationBytes().number(number, value).toBytes());
        Arbitrary<byte[]> fixed =
                Arbitraries.of(new byte[] {0x45, -1, -1, -1, -1}, new byte[] {0x41, -1, -1, -1, -1, -1, -1, -1, -1});
        return Arbitraries.oneOf(octets, varints, fixed).list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<OtpSecret> secrets = Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(10)
                .ofMaxSize(64)
                .map(OtpSecret::ofBytes);
        // Surrogates have no UTF-8 of their own, and a colon separates: OtpAuthMigrationTest has those.
        Arbitrary<String> names = Arbitraries.strings()
                .withChars('\u0000', '\uD7FF')
                .excludeChars(':')
                .ofMaxLength(20);
        Arbitrary<Entry> entry = Combinators.combine(
                        secrets,
                        names,
                        names,
                        Arbitraries.of(OtpAlgorithm.class),
                        Arbitraries.of(6, 8),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().greaterOrEqual(0))
                .as(Entry::new);
        return entry.list().ofMinSize(1).ofMaxSize(4);
    }
}
