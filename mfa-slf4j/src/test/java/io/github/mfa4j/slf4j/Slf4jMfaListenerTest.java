package io.github.mfa4j.slf4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RecoveryEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;

class Slf4jMfaListenerTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:10Z");

    private final LoggedLines log = new LoggedLines(Level.TRACE);
    private final Slf4jMfaListener listener = new Slf4jMfaListener(log);

    /** Every kind of event that there is. */
    static Stream<Class<?>> kinds() {
        return kinds(MfaEvent.class);
    }

    private static Stream<Class<?>> kinds(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(kind -> kind.isRecord() ? Stream.of(kind) : kinds(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyEventIsOneLineWithAllThatItHolds(Class<?> kind) throws Exception {
        RecordComponent[] components = kind.getRecordComponents();
        Object[] values = new Object[components.length];
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            Object value = sample(components[i], i);
            values[i] = components[i].getType() == Optional.class ? Optional.of(value) : value;
            pairs.add(name + "=" + value);
        }
        assertThat(values).as("samples that differ").doesNotHaveDuplicates();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        listener.on((MfaEvent) kind.getDeclaredConstructor(types).newInstance(values));
        assertThat(log.events()).singleElement().satisfies(line -> {
            assertThat(line.getMessage()).isEqualTo("MFA " + kind.getSimpleName());
            assertThat(line.getKeyValuePairs())
                    .extracting(pair -> pair.key + "=" + pair.value)
                    .containsExactlyElementsOf(pairs);
        });
    }

    /** A value that no other component of the same event has. */
    private static Object sample(RecordComponent component, int index) {
        Class<?> type = component.getType();
        if (type == Instant.class || component.getGenericType().getTypeName().contains("Instant")) {
            return AT.plusSeconds(index);
        }
        if (type == RejectionReason.class) {
            return RejectionReason.REPLAYED;
        }
        if (type == CodeKind.class) {
            return CodeKind.BACKUP_CODE;
        }
        return type == int.class ? 10 + index : type == boolean.class ? true : "the " + component.getName();
    }

    @Test
    void whatAnEventDoesNotHoldIsLeftOut() {
        listener.on(new MfaEvent.CodeRejected("u", AT, RejectionReason.WRONG_CODE, 1, Optional.empty()));
        listener.on(new MfaEvent.CodeRejected("u", AT, RejectionReason.WRONG_CODE, 5, Optional.of(AT.plusSeconds(30))));
        assertThat(log.lines())
                .containsExactly(
                        "INFO MFA CodeRejected userId=u at=2026-11-22T10:00:10Z reason=WRONG_CODE failures=1",
                        "INFO MFA CodeRejected userId=u at=2026-11-22T10:00:10Z reason=WRONG_CODE failures=5"
                                + " retryAt=2026-11-22T10:00:40Z");
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_CODE, INFO",
        "THROTTLED, INFO",
        "LOCKED, WARN",
        "MALFORMED, DEBUG",
        "NOT_ENABLED, DEBUG",
        "REPLAYED, INFO"
    })
    void aRefusedCodeIsAsLoudAsItsReason(RejectionReason reason, Level level) {
        listener.on(new MfaEvent.CodeRejected("u", AT, reason, 1, Optional.empty()));
        assertThat(log.events()).extracting(line -> line.getLevel()).containsExactly(level);
    }

    /** Whoever asks for the recovery link of a user without a second factor is told by such an event, each time. */
    @ParameterizedTest
    @CsvSource({
        "WRONG_CODE, INFO",
        "TOO_MANY_MAILS, INFO",
        "LOCKED, INFO",
        "INVALID_TOKEN, WARN",
        "MALFORMED, DEBUG",
        "NOT_ENABLED, DEBUG"
    })
    void aRefusedChangeIsAsLoudAsItsReason(RejectionReason reason, Level level) {
        listener.on(new MfaEvent.ChangeRefused("u", AT, reason, 0));
        assertThat(log.events()).extracting(line -> line.getLevel()).containsExactly(level);
    }

    @Test
    void theLevelsAreThoseAPersonWouldChoose() {
        List<MfaEvent> events = new ArrayList<>();
        events.add(new MfaEvent.CodeAccepted("u", AT, CodeKind.APP_CODE, Optional.of("Phone"), 10, 2));
        events.add(new MfaEvent.CodeAccepted("u", AT, CodeKind.APP_CODE, Optional.of("Phone"), 10, 3));
        events.add(new MfaEvent.Locked("u", AT, 30, Optional.empty()));
        events.add(new MfaEvent.SetupStarted("u", AT, "Phone", AT, false));
        events.add(new MfaEvent.Enabled("u", AT, "Phone", 10));
        events.add(new RecoveryEvent.Reset("u", AT, 1, "help desk"));
        events.add(new MfaEvent.ChangeRefused("u", AT, RejectionReason.INVALID_TOKEN, 0));
        events.add(new MfaEvent.ChangeRefused("u", AT, RejectionReason.SUPERSEDED, 0));
        events.add(new MfaEvent.SetupExpired("u", AT, "Phone", true));
        events.add(new MfaEvent.SetupExpired("u", AT, "Phone", false));
        events.add(new MfaEvent.BackupCodesReissued("u", AT, AT, true));
        events.add(new MfaEvent.BackupCodesReissued("u", AT, AT, false));
        events.forEach(listener::on);
        assertThat(log.events())
                .extracting(line -> line.getLevel())
                .containsExactly(
                        Level.INFO,
                        Level.WARN,
                        Level.WARN,
                        Level.DEBUG,
                        Level.INFO,
                        Level.WARN,
                        Level.WARN,
                        Level.INFO,
                        Level.WARN,
                        Level.DEBUG,
                        Level.WARN,
                        Level.INFO);
    }

    @Test
    void whatTheLogDoesNotWantIsNotWritten() {
        LoggedLines quiet = new LoggedLines(Level.WARN);
        new Slf4jMfaListener(quiet).on(new MfaEvent.Enabled("u", AT, "Phone", 10));
        assertThat(quiet.events()).isEmpty();
    }

    @Test
    void aWholeSetUpAndASignInHoldNeitherCodeNorSecret() {
        Mfa mfa = Mfa.builder("Example Bank")
                .store(new InMemoryMfaStore())
                .secretCipher(AesGcmSecretCipher.of("k1", key()))
                .instantSource(() -> AT)
                .listener(listener)
                .build();
        Enrollment.Offered offer = (Enrollment.Offered) mfa.enroll("u", "alice@example.com");
        Totp phone = Totp.of(OtpAuthUri.parse(offer.uri()).secret());
        String code = phone.code(AT);
        Confirmation.AwaitingActivation codes = (Confirmation.AwaitingActivation) mfa.confirm("u", offer.id(), code);
        mfa.activate("u", codes.setId()).fold(on -> on, no -> no);
        String next = phone.code(AT.plusSeconds(30));
        mfa.verify("u", next).fold(ok -> ok, no -> no);
        mfa.verify("u", codes.backupCodes().codes().get(0)).fold(ok -> ok, no -> no);
        assertThat(log.lines())
                .containsExactly(
                        "DEBUG MFA SetupStarted userId=u at=2026-11-22T10:00:10Z deviceName=Authenticator app"
                                + " expiresAt=2026-11-22T10:10:10Z replacedAnOffer=false",
                        "DEBUG MFA SetupConfirmed userId=u at=2026-11-22T10:00:10Z deviceName=Authenticator app"
                                + " expiresAt=2026-11-22T10:10:10Z",
                        "INFO MFA Enabled userId=u at=2026-11-22T10:00:10Z deviceName=Authenticator app backupCodes=10",
                        "INFO MFA CodeAccepted userId=u at=2026-11-22T10:00:10Z kind=APP_CODE"
                                + " deviceName=Authenticator app backupCodesLeft=10 failuresBefore=0",
                        "INFO MFA CodeAccepted userId=u at=2026-11-22T10:00:10Z kind=BACKUP_CODE backupCodesLeft=9"
                                + " failuresBefore=0");
        assertThat(String.join("\n", log.lines())).doesNotContain(code, next);
    }

    @Test
    void aLoggerIsNeeded() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Slf4jMfaListener(null))
                .withMessage("logger");
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return key;
    }
}
