package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.RejectionReason;
import io.github.mfa4j.spi.StoredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sign-in page is told. */
class SignInTest {

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private String freshCode() {
        return owner.phone().code(host.clock.instant());
    }

    @Test
    void withoutASecondFactorThePasswordIsEnoughAndACodeIsNever() {
        assertThat(host.mfa.afterPassword("user-2")).isEqualTo(new SignIn.Allow(false));
        for (String typed : List.of("123456", "", "nonsense", owner.codes().get(0), freshCode())) {
            assertThat(host.mfa.verify("user-2", typed)).isEqualTo(Rejected.because(RejectionReason.NOT_ENABLED));
        }
        assertThat(host.store.writes).hasValue(0);
    }

    @Test
    void userIdsAreComparedExactly() {
        for (String other : List.of("USER-1", "User-1", "user-1x", "user-", "u\u0455er-1", "user\u20101")) {
            assertThat(host.mfa.afterPassword(other)).as(other).isEqualTo(new SignIn.Allow(false));
        }
        assertThat(host.mfa.afterPassword(USER)).isEqualTo(new SignIn.Challenge());
    }

    @Test
    void oneFieldTakesAppCodesAndBackupCodes() {
        assertThat(host.mfa.verify(USER, freshCode()))
                .isEqualTo(new Verification.Accepted(CodeKind.APP_CODE, 10, Optional.empty()));
        assertThat(host.mfa.verify(USER, owner.codes().get(9)))
                .isEqualTo(new Verification.Accepted(CodeKind.BACKUP_CODE, 9, Optional.empty()));
    }

    @Test
    void anAcceptedAppCodeOpensOnceAndSealsNothing() {
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 0 sealed, 0 hashed");
        assertThat(host.store.reads).hasValue(1);
    }

    @Test
    void statusAndTheQuestionAfterThePasswordOpenNothing() {
        assertThat(host.mfa.status(USER).enabled()).isTrue();
        assertThat(host.mfa.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
    }

    @Test
    void theStatusShowsWhatASettingsPageNeeds() {
        Instant at = host.clock.instant();
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        MfaStatus status = host.mfa.status(USER);
        assertThat(status.enabledSince()).contains(Fixture.START);
        assertThat(status.backupCodesLeft()).isEqualTo(10);
        assertThat(status.devices()).hasSize(1);
        assertThat(status.devices().get(0).name()).isEqualTo("Authenticator app");
        assertThat(status.devices().get(0).addedAt()).isEqualTo(Fixture.START);
        assertThat(status.devices().get(0).lastUsedAt()).contains(at);
        assertThat(status.setup()).isEmpty();
        assertThat(status.refusing()).isEmpty();
    }

    @Test
    void acceptedAndRefusedCodesAreTold() {
        host.failTimes(2, owner.phone());
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        Instant at = host.clock.instant();
        assertThat(host.events)
                .containsExactly(
                        new MfaEvent.CodeRejected(USER, at, RejectionReason.WRONG_CODE, 1, Optional.empty()),
                        new MfaEvent.CodeRejected(USER, at, RejectionReason.WRONG_CODE, 2, Optional.empty()),
                        new MfaEvent.CodeAccepted(
                                USER, at, CodeKind.APP_CODE, Optional.of("Authenticator app"), 10, 2));
    }

    @Test
    void anAcceptedCodeTellsOfWrongBackupCodesBeforeIt() {
        for (int i = 0; i < 2; i++) {
            assertThat(host.verify("0000-0000-0000-0000")).isEqualTo("WRONG_CODE");
        }
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        assertThat(host.events(MfaEvent.CodeAccepted.class).get(0).failuresBefore())
                .isEqualTo(2);
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        listenerThatThrows(new IllegalArgumentException("a test's listener with a fault"));
    }

    @Test
    void aListenerThatThrowsAnErrorChangesNothingEither() {
        listenerThatThrows(new StackOverflowError("a test's listener with an error"));
    }

    private <T extends Throwable> void listenerThatThrows(T fault) {
        fault.setStackTrace(new StackTraceElement[0]);
        List<MfaEvent> heard = new ArrayList<>();
        Mfa loud = host.another(choices -> choices.listener(event -> {
                    if (fault instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) fault;
                })
                .listener(heard::add));
        assertThat(outcome(loud.verify(USER, freshCode()))).isEqualTo(ACCEPTED);
        assertThat(outcome(loud.verify(USER, freshCode()))).isEqualTo("REPLAYED");
        assertThat(heard).hasExactlyElementsOfTypes(MfaEvent.CodeAccepted.class, MfaEvent.CodeRejected.class);
    }

    @Test
    void aStoreThatFailsGivesNoVerdictAndConsumesNothing() {
        MfaStore broken = new MfaStore() {
            @Override
            public Optional<StoredState> find(String userId) {
                return host.store.find(userId);
            }

            @Override
            public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                throw new IllegalStateException("connection lost");
            }
        };
        Mfa mfa = host.another(choices -> choices.store(broken));
        assertThatIllegalStateException()
                .isThrownBy(() -> outcome(mfa.verify(USER, freshCode())))
                .withMessage("connection lost");
        assertThatIllegalStateException()
                .isThrownBy(() -> outcome(mfa.verify(USER, owner.phone().wrongCode(host.clock.instant()))));
        assertThat(host.events).isEmpty();
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
    }

    @Test
    void aLostRaceIsDecidedAnewFromTheNewRecordWithOneHashAndOneEvent() {
        String code = owner.codes().get(0);
        MfaStore raced = new MfaStore() {
            private boolean first = true;

            @Override
            public Optional<StoredState> find(String userId) {
                return host.store.find(userId);
            }

            @Override
            public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                if (first) {
                    first = false;
                    StoredState now = host.store.find(userId).orElseThrow();
                    assertThat(host.store.compareAndSet(
                                    userId, now.version(), new StoredState(now.version() + 1, now.state())))
                            .isTrue();
                }
                return host.store.compareAndSet(userId, expectedVersion, next);
            }
        };
        Mfa mfa = host.another(choices -> choices.store(raced));
        host.forgetCounts();
        assertThat(outcome(mfa.verify(USER, code))).isEqualTo(ACCEPTED);
        assertThat(host.hasher.hashed).hasValue(1);
        assertThat(host.cipher.opened).hasValue(1);
        assertThat(host.events).hasSize(1);
        assertThat(host.mfa.status(USER).backupCodesLeft()).isEqualTo(9);
    }

    @Test
    void eachWriteRaisesTheVersionByOneAndTheFirstIsRandom() {
        long before = host.store.find(USER).orElseThrow().version();
        assertThat(before).isBetween(1L << 32, 1L << 52);
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        assertThat(host.store.find(USER).orElseThrow().version()).isEqualTo(before + 1);
        host.enable("user-2");
        assertThat(host.store.find("user-2").orElseThrow().version()).isNotEqualTo(before);
    }

    @Test
    void jahia_aRecordCopiedToAnotherUserGivesNoVerdict() {
        Fixture.Owner thief = host.enable("thief");
        host.write(USER, host.record("thief"));
        String thiefsCode = thief.phone().code(host.clock.instant());
        assertThatThrownBy(() -> outcome(host.mfa.verify(USER, thiefsCode))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> outcome(host.mfa.verify(USER, thief.codes().get(0))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRecordOfANewerFormatOrADamagedOneGivesNoVerdict() {
        String good = host.record(USER);
        for (String bad : List.of(
                good.replace("mfa4j1", "mfa4j2"),
                good.replace("mfa4j1", "mfa4j10"),
                good + ";z=1",
                good.substring(0, good.length() - 9),
                good.replaceFirst(";e=[0-9]+", ""),
                "{}",
                "mfa4j1;")) {
            host.write(USER, bad);
            assertThatThrownBy(() -> outcome(host.mfa.verify(USER, freshCode())))
                    .as(bad)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining(good.substring(good.indexOf(";s=") + 3, good.indexOf(";s=") + 20));
        }
    }

    @Test
    void aClockThatWasNeverSetGivesNoVerdict() {
        host.clock.set(Instant.EPOCH);
        assertThatIllegalStateException()
                .isThrownBy(() -> outcome(host.mfa.verify(USER, "123456")))
                .withMessageContaining("clock");
    }

    @Test
    void aStoreThatReturnsNullIsNamed() {
        Mfa mfa = Mfa.builder("Example Bank")
                .secretCipher(AesGcmSecretCipher.of("k1", Fixture.key(1)))
                .store(new MfaStore() {
                    @Override
                    @SuppressWarnings("NullAway")
                    public Optional<StoredState> find(String userId) {
                        return null;
                    }

                    @Override
                    public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                        return new InMemoryMfaStore().compareAndSet(userId, expectedVersion, next);
                    }
                })
                .build();
        assertThatIllegalStateException()
                .isThrownBy(() -> outcome(mfa.verify(USER, "123456")))
                .withMessageContaining("find");
    }

    @Test
    void nothingThatIsReturnedPrintsACode() {
        Enrollment.Offered offer = host.offer("user-2");
        TestPhone phone = TestPhone.scanning(offer.uri());
        Confirmation.AwaitingActivation shown = (Confirmation.AwaitingActivation)
                host.mfa.confirm("user-2", offer.id(), phone.code(host.clock.instant()));
        String code = shown.backupCodes().codes().get(0);
        String secret = offer.manualKey().replace(" ", "");
        for (Object printed : List.of(offer, shown, shown.backupCodes(), host.mfa.status(USER), host.events)) {
            assertThat(printed.toString()).doesNotContain(code, secret, offer.manualKey(), "otpauth");
        }
    }
}
