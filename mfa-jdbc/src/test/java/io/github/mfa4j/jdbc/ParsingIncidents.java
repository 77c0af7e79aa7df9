package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static io.github.mfa4j.jdbc.Person.got;
import static io.github.mfa4j.jdbc.Person.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mfa4j.Enrollment;
import io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** What was typed, and where the server stands. */
abstract class ParsingIncidents {

    /** The list of codes was searched until one matched, so the time told which one. */
    @Incident("41")
    void cve_2022_29185_everyBackupCodeRightOrWrongTakesOneHash(MfaStore store) {
        AtomicInteger hashes = new AtomicInteger();
        BackupCodeHasher counting = new BackupCodeHasher() {
            private final BackupCodeHasher real = new Pbkdf2BackupCodeHasher();

            @Override
            public String parametersFor(int entropyBits) {
                return real.parametersFor(entropyBits);
            }

            @Override
            public byte[] hash(String code, byte[] salt, String parameters) {
                hashes.incrementAndGet();
                return real.hash(code, salt, parameters);
            }
        };
        Person alice =
                Person.on(store, builder -> builder.backupCodeHasher(counting)).enrolls();
        for (String typed : List.of("0000-0000-0000-0000", alice.backupCodes.get(9), alice.backupCodes.get(0))) {
            hashes.set(0);
            assertThat(alice.types(typed)).isEqualTo(typed.startsWith("0000-0000-0000") ? "WRONG_CODE" : ACCEPTED);
            assertThat(hashes).hasValue(1);
        }
    }

    /** The text was read as a number, so 3784 was as good as 003784, and so was +3784. */
    @Incident("42")
    void djangoOtp_onlyTheDigitsThatThePhoneShowsAreTheCode(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        while (!alice.code().startsWith("0")) {
            alice.later(30);
        }
        String code = alice.code();
        String number = Integer.toString(Integer.parseInt(code));
        StoredState before = alice.stored();
        List<String> spellings = List.of(
                number,
                "+" + number,
                "+" + code,
                "0" + code,
                code + "0",
                code.replaceAll("(?<=.)(?=.)", "_"),
                code + ".0",
                code + "e0",
                "0x" + Integer.toHexString(Integer.parseInt(code)),
                code + "L",
                "'" + code + "'");
        for (String spelling : spellings) {
            assertThat(alice.types(spelling)).as(spelling).isEqualTo("MALFORMED");
        }
        assertThat(alice.stored()).isEqualTo(before);
        assertThat(alice.types(code)).isEqualTo(ACCEPTED);
    }

    /** A letter outside ASCII was an error of the server. */
    @Incident("43")
    void allauth_whateverIsTypedIsAnAnswerAndNoException(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        Enrollment.Offered offer =
                got(Enrollment.Offered.class, alice.mfa.settings().addDevice(alice.id, "a", "b", alice.code()));
        StoredState before = alice.stored();
        Random random = new Random(43);
        for (int i = 0; i < 300; i++) {
            String text = randomText(random, i == 0 ? 1_000_000 : random.nextInt(60));
            // The letter keeps it from being a code, whatever stands before and after it.
            String typed = new StringBuilder(text)
                    .insert(random.nextInt(text.length() + 1), "\u00e9")
                    .toString();
            assertThat(alice.types(typed)).isEqualTo("MALFORMED");
            assertThat(said(alice.mfa.confirm(alice.id, offer.id(), typed))).isEqualTo("MALFORMED");
            assertThat(said(alice.mfa.confirm(alice.id, typed, typed))).isEqualTo("SUPERSEDED");
            assertThat(said(alice.mfa.activate(alice.id, typed))).isEqualTo("SUPERSEDED");
            assertThat(said(alice.mfa.settings().removeDevice(alice.id, typed, typed)))
                    .isEqualTo("UNKNOWN_DEVICE");
            assertThat(said(alice.mfa.recovery().redeemRecoveryLink(alice.id, typed)))
                    .isEqualTo("INVALID_TOKEN");
        }
        assertThat(alice.stored()).isEqualTo(before);
    }

    /** The same of what can be a code: there are four answers, and each of them is got. */
    @Incident("43")
    void allauth_whateverCouldBeACodeIsComparedOrRefusedAndNoException(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        Random random = new Random(44);
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            String typed = randomText(random, random.nextInt(60));
            answers.add(alice.types(typed));
            answers.add(alice.types(alice.wrongCode() + randomSeparators(random)));
            answers.add(alice.types(randomSeparators(random) + "0000-0000-0000-0000"));
            answers.add(said(alice.mfa.settings().disable(alice.id, typed)));
            alice.later(i % 10 == 0 ? 3_600 : 0);
        }
        assertThat(answers).containsExactly("LOCKED", "MALFORMED", "THROTTLED", "WRONG_CODE");
        assertThat(alice.status().devices()).hasSize(1);
    }

    private static String randomSeparators(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(" -\t\r\n\u00a0\u2003\u2010\u2212".charAt(random.nextInt(9)));
        }
        return text.toString();
    }

    /** Half of them what a code could hold, the others UTF-16 units of every kind, lone surrogates and controls among them. */
    private static String randomText(Random random, int length) {
        boolean likeACode = random.nextBoolean();
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(
                    likeACode
                            ? "0123456789ABCDEFXYZabcxyz -\u0663\uff14".charAt(random.nextInt(29))
                            : (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
        }
        return text.toString();
    }

    /** Phones show the digits of their owner's script, and people type what they see. */
    @Incident("44")
    void andOtp359_digitsOfOtherScriptsAreTheSameCode(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        // Arabic-Indic, Persian, Devanagari, Bengali, Thai, full-width, mathematical bold.
        for (int zero : new int[] {0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce}) {
            assertThat(alice.types(ReplayIncidents.inDigitsFrom(zero, alice.code())))
                    .isEqualTo(ACCEPTED);
            assertThat(alice.types(alice.code())).isEqualTo("REPLAYED");
            alice.later(30);
        }
    }

    /** Codes were formatted in the digits of the server's language, and no code was right any more. */
    @Incident("45")
    void theLanguageOfTheServerChangesNothing(MfaStore store) {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("ar-EG-u-nu-arab", "fa-IR", "th-TH-u-nu-thai", "hi-IN-u-nu-deva", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                Person alice = Person.on(store).enrolls();
                assertThat(alice.backupCodes).allMatch(code -> code.matches("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}"));
                assertThat(alice.code()).matches("[0-9]{6}");
                assertThat(alice.types(alice.code())).isEqualTo(ACCEPTED);
                assertThat(alice.types(alice.backupCodes.get(0).toLowerCase(Locale.ROOT)))
                        .isEqualTo(ACCEPTED);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    /** In Turkish the capital of i has a dot; the decoder dropped it, and every code was wrong. */
    @Incident("46")
    void wstrange_aSecretInSmallLettersIsReadAlikeInTurkish(MfaStore store) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            OtpSecret secret = OtpSecret.ofBase32("iiiiqqqqiiiiqqqqiiiiqqqqiiiiqqqq");
            assertThat(secret).isEqualTo(OtpSecret.ofBase32("IIIIQQQQIIIIQQQQIIIIQQQQIIIIQQQQ"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OtpSecret.ofBase32("\u0130IIIQQQQIIIIQQQQIIIIQQQQIIIIQQQQ"));
            Person alice =
                    Person.on(store).brings(secret, TotpParameters.DEFAULT).later(90);
            assertThat(alice.types(alice.code())).isEqualTo(ACCEPTED);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Two decoders made two secrets of one text. */
    @Incident("48")
    void aSecretIsReadAsItWasWrittenOrRefused(MfaStore store) {
        OtpSecret secret = OtpSecret.ofBase32("GEZDGNBVGY3TQOJQGEZDGNBVGY");
        for (String spelling : List.of(
                "gezdgnbvgy3tqojqgezdgnbvgy",
                "GEZD GNBV GY3T QOJQ GEZD GNBV GY",
                "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY======")) {
            assertThat(OtpSecret.ofBase32(spelling)).as(spelling).isEqualTo(secret);
        }
        assertThat(secret.toBase32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY");
        for (String spelling : List.of(
                "GEZDGNBVGY3TQOJQGEZDGNBVGZ",
                "GEZDGNBVGY3TQOJQGEZDGNBVG",
                "0EZDGNBVGY3TQOJQGEZDGNBVGY",
                "1EZDGNBVGY3TQOJQGEZDGNBVGY",
                "8EZDGNBVGY3TQOJQGEZDGNBVGY",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY=",
                "GEZDGNBVGY======3TQOJQGEZDGNBVGY")) {
            assertThatIllegalArgumentException().as(spelling).isThrownBy(() -> OtpSecret.ofBase32(spelling));
        }
        TotpParameters sha512 = TotpParameters.of(OtpAlgorithm.SHA512, 6, Duration.ofSeconds(30));
        Person alice = Person.on(store).brings(secret, sha512).later(90);
        assertThat(alice.types(Totp.of(secret, sha512).code(alice.now))).isEqualTo(ACCEPTED);
    }

    /** A name with a sign of the URI in it added a parameter, or changed the name of the bank. */
    @Incident("50")
    void aNameCannotChangeTheRestOfTheUri(MfaStore store) {
        Person alice = Person.on(store);
        for (String account : List.of(
                "alice?secret=AAAA",
                "alice&secret=AAAA&issuer=Evil",
                "alice#fragment",
                "100%41",
                "a+b@example.com",
                "a/../b",
                "\u00e4\u4e2d \ud83d\udd11",
                "\"<script>'")) {
            Enrollment.Offered offer = got(Enrollment.Offered.class, alice.mfa.enroll(alice.id, account));
            URI uri = URI.create(offer.uri());
            assertThat(offer.uri()).matches("[!-~]+").doesNotContain("+", "\"", "<");
            assertThat(uri.getScheme() + " " + uri.getHost()).isEqualTo("otpauth totp");
            assertThat(uri.getPath()).isEqualTo("/Example Bank:" + account);
            assertThat(uri.getRawFragment()).isNull();
            Map<String, String> query = queryOf(uri);
            assertThat(query).containsOnlyKeys("secret", "issuer").containsEntry("issuer", "Example Bank");
            assertThat(query.get("secret").replace(" ", ""))
                    .isEqualTo(OtpAuthUri.parse(offer.uri()).secret().toBase32())
                    .isEqualTo(offer.manualKey().replace(" ", ""));
        }
        for (String account : List.of("Evil:alice", "alice\r\nX: y", "alice\u202egnp", "alice\u200b", "")) {
            assertThatIllegalArgumentException()
                    .as(account)
                    .isThrownBy(() -> said(alice.mfa.enroll(alice.id, account)));
        }
    }

    private static Map<String, String> queryOf(URI uri) {
        Map<String, String> query = new HashMap<>();
        for (String parameter : uri.getRawQuery().split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            assertThat(query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8)))
                    .isNull();
        }
        return query;
    }
}
