package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static io.github.mfa4j.jdbc.Person.count;
import static io.github.mfa4j.jdbc.Person.got;
import static io.github.mfa4j.jdbc.Person.said;
import static io.github.mfa4j.jdbc.Person.tokenOf;
import static io.github.mfa4j.spi.RejectionReason.THROTTLED;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.SignIn;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Guesses that were not counted elsewhere, and counts that locked out the wrong person. */
abstract class GuessingIncidents {

    /** Counting was something that one had to remember to switch on. */
    @Incident("19")
    void cve_2024_0227_guessesAreCountedWithoutAnythingBeingConfigured(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        for (int guess = 1; guess <= 4; guess++) {
            assertThat(alice.mfa.verify(alice.id, alice.wrongCode()))
                    .isEqualTo(new Rejected(WRONG_CODE, Optional.empty()));
        }
        Optional<java.time.Instant> retryAt = Optional.of(alice.now.plusSeconds(30));
        assertThat(alice.mfa.verify(alice.id, alice.wrongCode())).isEqualTo(new Rejected(WRONG_CODE, retryAt));
        assertThat(alice.mfa.verify(alice.id, alice.code())).isEqualTo(new Rejected(THROTTLED, retryAt));
        assertThat(alice.later(30).types(alice.code())).isEqualTo(ACCEPTED);
        assertThat(Stream.of(MfaBuilder.class.getMethods()).map(Method::getName))
                .contains("window")
                .noneMatch(option -> option.matches("(?i).*(throttl|limit|attempt|fail|unlock|^lock).*"));
    }

    /**
     * The count was part of the caller's transaction, and went with it when the sign-in was refused. Here a store whose
     * DataSource hands out the connection of that transaction gives no verdict, rather than one that can be rolled back.
     */
    @Incident(value = "20", onJdbcOnly = true)
    void cve_2026_35597_insideATransactionOfTheHostNoGuessIsAnswered(MfaStore store) throws Exception {
        Person alice = Person.on(store).enrolls();
        StoredState before = alice.stored();
        for (String typed : List.of(alice.wrongCode(), alice.code(), alice.backupCodes.get(0))) {
            try (Connection transaction = IncidentStores.dataSourceOf(store).getConnection()) {
                transaction.setAutoCommit(false);
                Mfa inside = alice.serverOver(IncidentStores.sameOver(store, Bound.to(transaction)));
                assertThatIllegalStateException()
                        .isThrownBy(() -> said(inside.verify(alice.id, typed)))
                        .withMessageContaining("auto-commit");
                transaction.rollback();
            }
            assertThat(alice.stored()).isEqualTo(before);
        }
        for (int guess = 1; guess <= 5; guess++) {
            assertThat(alice.types(alice.wrongCode())).isEqualTo("WRONG_CODE");
        }
        assertThat(alice.types(alice.code())).isEqualTo("THROTTLED");
    }

    /** The count was in the memory of a server, or nowhere. */
    @Incident("21")
    void cve_2026_27801_aRestartBetweenGuessesForgetsNone(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        for (int guess = 1; guess <= 5; guess++) {
            assertThat(said(alice.server().verify(alice.id, alice.wrongCode()))).isEqualTo("WRONG_CODE");
        }
        assertThat(said(alice.server().verify(alice.id, alice.code()))).isEqualTo("THROTTLED");
    }

    /** Signing in with the password once more, or as somebody else, began a new count. */
    @Incident("22")
    void allauth_onlyARightCodeOfTheSameUserEndsTheCount(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        Person bob = Person.on(store).enrolls();
        for (int guess = 1; guess <= 4; guess++) {
            assertThat(alice.types(alice.wrongCode())).isEqualTo("WRONG_CODE");
            assertThat(alice.mfa.afterPassword(alice.id)).isEqualTo(new SignIn.Challenge());
            assertThat(bob.later(30).types(bob.code())).isEqualTo(ACCEPTED);
            assertThat(said(alice.mfa.settings().renameDevice(alice.id, alice.deviceId(), "Phone " + guess)))
                    .isEqualTo(ACCEPTED);
            assertThat(said(alice.mfa.settings().forgetAllBrowsers(alice.id))).isEqualTo(ACCEPTED);
        }
        assertThat(alice.types(alice.wrongCode())).isEqualTo("WRONG_CODE");
        assertThat(alice.types(alice.wrongCode())).isEqualTo("THROTTLED");
        assertThat(alice.later(30).types(alice.code())).isEqualTo(ACCEPTED);
        for (int guess = 1; guess <= 5; guess++) {
            assertThat(alice.types(alice.wrongCode())).isEqualTo("WRONG_CODE");
        }
    }

    /** Two counts cancelled each other out: 500 wrong codes in four seconds, and no end. */
    @Incident("23")
    void keycloak2faEmail146_fiveHundredWrongCodesInFourSecondsAreFiveGuesses(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        List<String> guesses = alice.wrongCodes(500);
        List<Object> answers = new ArrayList<>();
        for (String guess : guesses) {
            answers.add(alice.mfa.verify(alice.id, guess));
            alice.now = alice.now.plusMillis(8);
        }
        assertThat(count(answers)).isEqualTo(Map.of("WRONG_CODE", 5, "THROTTLED", 495));
        assertThat(alice.guessesUntilLocked()).isEqualTo(25);
        assertThat(alice.later(365L * 24 * 3_600).types(alice.code())).isEqualTo("LOCKED");
    }

    /** Whoever guesses at an account locks its owner out for good. */
    @Incident("24")
    void privacyIdea3741_aLockedOwnerGetsInByBackupCodeOrByLink(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        assertThat(alice.guessesUntilLocked()).isEqualTo(30);
        assertThat(alice.types(alice.code())).isEqualTo("LOCKED");
        assertThat(alice.types(alice.backupCodes.get(0))).isEqualTo(ACCEPTED);
        assertThat(alice.types(alice.code())).isEqualTo(ACCEPTED);

        Person bob = Person.on(store).enrolls();
        assertThat(bob.guessesUntilLocked()).isEqualTo(30);
        String link = tokenOf(bob.mfa.recovery().createUnlockLink(bob.id)).value();
        assertThat(said(bob.mfa.recovery().redeemUnlockLink(bob.id, link))).isEqualTo(ACCEPTED);
        assertThat(bob.status().devices()).hasSize(1);
        assertThat(bob.types(bob.code())).isEqualTo(ACCEPTED);
    }

    /** What is no guess is not counted, and one user's guesses are not another's. */
    @Incident("24")
    void keycloak46164_nobodyIsLockedByRubbishByReplaysOrByOthers(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        Person bob = Person.on(store).enrolls();
        assertThat(bob.guessesUntilLocked()).isEqualTo(30);
        String used = alice.code();
        assertThat(alice.types(used)).isEqualTo(ACCEPTED);
        for (int i = 0; i < 100; i++) {
            assertThat(alice.types("rubbish")).isEqualTo("MALFORMED");
            assertThat(alice.types(used)).isEqualTo("REPLAYED");
        }
        assertThat(alice.types(alice.code(1))).isEqualTo(ACCEPTED);
    }

    /** Wrong backup codes make the next one wait, and never lock the app. */
    @Incident("24")
    void betterAuth10210_wrongBackupCodesNeverLockTheApp(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        for (int guess = 0; guess < 35; guess++) {
            Rejected no = got(Rejected.class, alice.mfa.verify(alice.id, "0000-0000-0000-0000"));
            assertThat(no.reason()).isEqualTo(WRONG_CODE);
            alice.now = no.retryAt().orElse(alice.now);
        }
        assertThat(alice.types(alice.code())).isEqualTo(ACCEPTED);
    }

    /** A wrong code was remembered as used, so a stranger could burn the codes of the next days. */
    @Incident("24b")
    void vault_aCodeThatWasTooEarlyIsGoodWhenItsTimeComes(MfaStore store) {
        Person alice = Person.on(store).enrolls();
        String future = alice.code(40);
        assertThat(alice.types(future)).isEqualTo("WRONG_CODE");
        assertThat(alice.later(40 * 30).types(future)).isEqualTo(ACCEPTED);
    }
}
