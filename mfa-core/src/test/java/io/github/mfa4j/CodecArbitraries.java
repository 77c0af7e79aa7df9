package io.github.mfa4j;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.MfaState.PendingCodes;
import io.github.mfa4j.Secrets.HashedCodes;
import io.github.mfa4j.Setup.Purpose;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Any state that a record can hold, and any sealed body. */
final class CodecArbitraries extends DomainContextBase {

    @Provide
    Arbitrary<MfaState> states() {
        Arbitrary<List<Device>> devices = devices().list().ofMaxSize(MfaState.MAX_DEVICES);
        return Combinators.combine(
                        times(),
                        failures(),
                        devices,
                        sets().injectNull(0.3),
                        reissues().injectNull(0.5),
                        setups().injectNull(0.5),
                        besides(),
                        ids(200))
                .as((since, failures, active, codes, reissue, setup, besides, body) -> {
                    boolean on = !active.isEmpty();
                    boolean marked = !on && besides.mustEnrollSince() > 0;
                    Tokens tokens = besides.tokens();
                    MfaState open = new MfaState(
                            on ? since + 1 : 0,
                            marked ? besides.mustEnrollSince() : 0,
                            failures,
                            active,
                            on ? codes : null,
                            on && setup == null ? reissue : null,
                            setup == null ? null : fitting(setup, on),
                            on ? besides.browsers() : List.of(),
                            new Tokens(
                                    on || marked ? tokens.recovery() : null,
                                    on ? tokens.unlock() : null,
                                    on ? null : tokens.permit()),
                            on ? besides.mails().withoutPending() : besides.mails(),
                            "");
                    return open.sealedIds().isEmpty() ? open : open.withSealed(body);
                });
    }

    /** A first device is set up by whoever has none, and one more brings no codes. */
    private static Setup fitting(Setup setup, boolean on) {
        Purpose asked = on && setup.purpose() == Purpose.FIRST ? Purpose.REPLACEMENT : setup.purpose();
        Purpose purpose = on ? asked : Purpose.FIRST;
        CodeSet codes = purpose == Purpose.ADDITIONAL ? null : setup.codes();
        return new Setup(setup.id(), purpose, setup.expiresAt(), setup.wrongCodes(), setup.device(), codes);
    }

    /** A state with everything but a factor, whether or not it can be there. */
    private static Arbitrary<MfaState> besides() {
        return Combinators.combine(
                        times(),
                        browsers().list().ofMaxSize(MfaState.MAX_BROWSERS),
                        Combinators.combine(
                                        tokens().injectNull(0.5), tokens().injectNull(0.5), tokens().injectNull(0.5))
                                .as(Tokens::new),
                        mails())
                .as((since, browsers, tokens, mails) -> new MfaState(
                        0,
                        since % 2 == 0 ? 0 : since,
                        Failures.NONE,
                        List.of(),
                        null,
                        null,
                        null,
                        browsers,
                        tokens,
                        mails,
                        ""));
    }

    private static Arbitrary<Browser> browsers() {
        return Combinators.combine(ids(Ids.SHORT_BYTES), names(), tokens()).as(Browser::new);
    }

    private static Arbitrary<Token> tokens() {
        return Combinators.combine(ids(Token.HASH_BYTES), times(), times()).as(Token::new);
    }

    private static Arbitrary<Mails> mails() {
        Arbitrary<Quota> quotas =
                Combinators.combine(counts(), times(), times()).as(Quota::new).injectDuplicates(0.1);
        Arbitrary<Mails.Pending> pending = Combinators.combine(ids(Ids.SHORT_BYTES), times(), times())
                .as(Mails.Pending::new)
                .injectNull(0.5);
        return Combinators.combine(quotas, counts(), quotas, pending)
                .as((codes, wrong, links, code) -> wrong % 3 == 0
                        ? new Mails(Quota.NONE, 0, Quota.NONE, Quota.NONE, code)
                        : new Mails(codes, wrong, links, codes, code));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(16).filter(CodecArbitraries::isUtf8);
    }

    @Provide
    Arbitrary<Secrets> secrets() {
        Arbitrary<OtpSecret> secret = bytes(10, 64).map(OtpSecret::ofBytes);
        Arbitrary<HashedCodes> codes = Arbitraries.integers()
                .between(16, 32)
                .flatMap(length -> Combinators.combine(
                                bytes(16, 16),
                                parameters(),
                                bytes(length, length).list().ofMaxSize(16))
                        .as(HashedCodes::new));
        return Combinators.combine(
                        Arbitraries.maps(ids(Ids.SHORT_BYTES), secret).ofMaxSize(6),
                        Arbitraries.maps(ids(Ids.LONG_BYTES), codes).ofMaxSize(2),
                        Arbitraries.maps(ids(Ids.SHORT_BYTES), bytes(Token.HASH_BYTES, Token.HASH_BYTES))
                                .ofMaxSize(1))
                .as(Secrets::new);
    }

    private static Arbitrary<String> parameters() {
        return Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(24);
    }

    private static Arbitrary<byte[]> bytes(int min, int max) {
        return Arbitraries.bytes().array(byte[].class).ofMinSize(min).ofMaxSize(max);
    }

    private static Arbitrary<String> ids(int length) {
        return bytes(length, length).map(Ids::encode);
    }

    private static Arbitrary<Long> times() {
        return Arbitraries.longs().between(0, 99_999_999_999L);
    }

    private static Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(0, 1_000_000);
    }

    private static Arbitrary<Failures> failures() {
        return Combinators.combine(counts(), times(), counts(), times(), counts(), times())
                .as(Failures::new)
                .injectDuplicates(0.1)
                .map(failures -> failures.inRow() % 5 == 0 ? Failures.NONE : failures);
    }

    private static Arbitrary<Device> devices() {
        Arbitrary<String> names = names();
        Arbitrary<TotpParameters> totp = Combinators.combine(
                        Arbitraries.of(OtpAlgorithm.values()),
                        Arbitraries.integers().between(6, 8),
                        Arbitraries.longs().between(1, 86_400),
                        Arbitraries.longs().between(-99_999_999_999L, 99_999_999_999L))
                .as((algorithm, digits, period, t0) ->
                        new TotpParameters(algorithm, digits, Duration.ofSeconds(period), Instant.ofEpochSecond(t0)));
        return Combinators.combine(
                        ids(Ids.SHORT_BYTES),
                        names,
                        totp,
                        times(),
                        times(),
                        times(),
                        Arbitraries.integers().between(-10, 10))
                .as((id, name, with, addedAt, lastUsedAt, stepAt, drift) -> {
                    long lastStep = Math.max(-1, with.stepAt(Instant.ofEpochSecond(stepAt)));
                    return new Device(id, name, with, addedAt, lastUsedAt, lastStep, drift);
                });
    }

    private static boolean isUtf8(String text) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static Arbitrary<CodeSet> sets() {
        Arbitrary<BackupCodeFormat> numeric = Combinators.combine(
                        Arbitraries.integers().between(1, 16),
                        Arbitraries.integers().between(6, 12))
                .as(BackupCodeFormat::insecureShortNumeric);
        Arbitrary<BackupCodeFormat> crockford = Combinators.combine(
                        Arbitraries.integers().between(1, 16),
                        Arbitraries.integers().between(2, 8),
                        Arbitraries.integers().between(2, 8))
                .filter((count, groups, length) -> groups * length >= 13 && groups * length <= 32)
                .as(BackupCodeFormat::crockford);
        return Arbitraries.oneOf(numeric, crockford)
                .flatMap(format -> Combinators.combine(
                                ids(Ids.LONG_BYTES), Arbitraries.integers().between(0, format.count()), times())
                        .as((id, left, issuedAt) -> new CodeSet(id, format, left, issuedAt)));
    }

    private static Arbitrary<PendingCodes> reissues() {
        return Combinators.combine(sets(), times()).as(PendingCodes::new);
    }

    private static Arbitrary<Setup> setups() {
        return Combinators.combine(
                        ids(Ids.LONG_BYTES),
                        Arbitraries.of(Purpose.values()),
                        times(),
                        Arbitraries.integers().between(0, 9),
                        devices(),
                        sets().injectNull(0.3))
                .as(Setup::new);
    }
}
