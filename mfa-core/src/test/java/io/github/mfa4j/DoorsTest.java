package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.REPLAYED;
import static io.github.mfa4j.spi.RejectionReason.THROTTLED;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one count of failures and the one memory of used codes that all doors share. */
class DoorsTest {

    /** Codes of something else than a second factor that is on: a mailed number, and a phone that is being set up. */
    private static final Set<String> OTHER_CODES = Set.of("Mfa.proveEmail", "Mfa.confirm");

    private static final Set<String> CODES = Set.of("typed", "backupCode", "first");

    private final Fixture host = new Fixture(choices -> choices.trustBrowsersFor(Duration.ofDays(30)));
    private final Fixture.Owner owner = host.enable();

    private static Instant now(Fixture at) {
        return at.clock.instant();
    }

    private String codeInSteps(int steps) {
        return owner.phone().codeOfStep(owner.phone().step(now(host)) + steps);
    }

    @Test
    void everyDoorIsListed() {
        Set<String> listed =
                Arrays.stream(Door.values()).map(door -> door.method).collect(Collectors.toSet());
        Set<String> there = Stream.of(Mfa.class, MfaSettings.class, MfaRecovery.class, MfaAdmin.class)
                .flatMap(facade -> Arrays.stream(facade.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(DoorsTest::takesACode)
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).containsAll(OTHER_CODES);
        there.removeAll(OTHER_CODES);
        assertThat(listed).isEqualTo(there);
    }

    private static boolean takesACode(Method method) {
        return Arrays.stream(method.getParameters()).map(Parameter::getName).anyMatch(CODES::contains);
    }

    /** What opens this door: two codes in a row where two are asked for. */
    private List<String> right(Door door) {
        return switch (door.takes) {
            case ANY_CODE -> List.of(codeInSteps(0));
            case BACKUP_CODE -> List.of(owner.codes().get(0));
            case TWO_APP_CODES -> List.of(codeInSteps(-1), codeInSteps(0));
        };
    }

    private void opens(Door door, List<String> typed) {
        host.forgetCounts();
        String device = host.deviceId(door == Door.REMOVE_DEVICE ? 1 : 0);
        Object answer = door.open(host.mfa, device, typed.get(0), typed.get(typed.size() - 1));
        assertThat(answer).isNotInstanceOf(Rejected.class);
        assertThat(host.store.writes).hasValue(1);
        assertThat(host.events(MfaEvent.CodeAccepted.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyDoorUsesTheCodeUpInItsOwnSingleWrite(Door door) {
        host.addPhone("Tablet", owner.phone());
        List<String> typed = right(door);
        opens(door, typed);
        String used = switch (door) {
            case DISABLE -> "NOT_ENABLED";
            case REPLACE_LOST_DEVICES -> "WRONG_CODE";
            case VERIFY,
                    VERIFY_AND_TRUST_BROWSER,
                    ADD_DEVICE,
                    REMOVE_DEVICE,
                    RESYNCHRONIZE_DEVICE,
                    REISSUE_BACKUP_CODES -> "REPLAYED";
        };
        assertThat(typed).allSatisfy(code -> assertThat(host.verify(code)).isEqualTo(used));
    }

    @ParameterizedTest
    @EnumSource
    void hcsec_aCodeThatWasUsedInOneDoorOpensNoOther(Door used) {
        host.addPhone("Tablet", owner.phone());
        opensNoOther(used, right(used));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESYNCHRONIZE_DEVICE")
    void aBackupCodeThatWasUsedInOneDoorOpensNoOther(Door used) {
        host.addPhone("Tablet", owner.phone());
        opensNoOther(used, List.of(owner.codes().get(1)));
    }

    private void opensNoOther(Door used, List<String> typed) {
        String device = host.deviceId(0);
        opens(used, typed);
        String code = typed.get(typed.size() - 1);
        boolean backup = owner.codes().contains(code);
        MfaState active = host.active();
        for (Door next : Door.values()) {
            Object answer = next.open(host.mfa, device, code, codeInSteps(1));
            assertThat(reason(answer))
                    .as("at %s", next)
                    .isEqualTo(used == Door.DISABLE ? NOT_ENABLED : ofUsed(next, backup));
            if (reason(answer) == WRONG_CODE) {
                ((Rejected) answer).retryAt().ifPresent(host.clock::set);
            }
        }
        assertThat(host.active())
                .as("a refused code changes nothing but the count")
                .isEqualTo(active);
    }

    private static RejectionReason ofUsed(Door next, boolean backup) {
        return switch (next.takes) {
            case ANY_CODE -> backup ? WRONG_CODE : REPLAYED;
            case BACKUP_CODE -> backup ? WRONG_CODE : MALFORMED;
            case TWO_APP_CODES -> backup ? MALFORMED : WRONG_CODE;
        };
    }

    @Test
    void whatIsNoCodeIsMalformedAtEveryDoorAndWritesNothing() {
        host.forgetCounts();
        for (Door door : Door.values()) {
            assertThat(reason(door.open(host.mfa, host.deviceId(0), "")))
                    .as("%s", door)
                    .isEqualTo(MALFORMED);
        }
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        MfaEvent told = new MfaEvent.CodeRejected(USER, now(host), MALFORMED, 0, Optional.empty());
        assertThat(host.events).hasSize(Door.values().length).containsOnly(told);
    }

    /** With backup codes that can be guessed, or wrong ones would have a count of their own. */
    @Test
    void authQuake_allDoorsShareOneCountOfFailures() {
        Fixture numeric = new Fixture(choices ->
                choices.trustBrowsersFor(Duration.ofDays(30)).backupCodes(BackupCodeFormat.insecureShortNumeric(2, 6)));
        Fixture.Owner alice = numeric.enable();
        String device = numeric.deviceId(0);
        MfaState active = numeric.active();
        int failures = 0;
        Instant end = now(numeric);
        for (Door door : Door.values()) {
            numeric.clock.set(end);
            numeric.events.clear();
            Rejected answer = (Rejected) door.open(numeric.mfa, device, wrong(numeric, alice));
            failures++;
            assertThat(numeric.state().failures().inRow()).as("%s", door).isEqualTo(failures);
            assertThat(numeric.store.writes).as("%s", door).hasValue(failures);
            assertThat(numeric.events)
                    .as("%s", door)
                    .containsExactly(new MfaEvent.CodeRejected(USER, end, WRONG_CODE, failures, answer.retryAt()));
            end = answer.retryAt().orElse(end);
        }
        assertThat(numeric.active()).as("a refused code changes nothing else").isEqualTo(active);

        numeric.forgetCounts();
        Instant at = now(numeric);
        assertThat(end).isAfter(at);
        for (Door door : Door.values()) {
            String good = door.takes == Door.Takes.BACKUP_CODE
                    ? alice.codes().get(0)
                    : alice.phone().code(at);
            assertThat(door.open(numeric.mfa, device, good)).as("%s", door).isEqualTo(Rejected.until(THROTTLED, end));
        }
        assertThat(numeric.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(numeric.events)
                .hasSize(Door.values().length)
                .containsOnly(new MfaEvent.CodeRejected(USER, at, THROTTLED, failures, Optional.of(end)));
        numeric.clock.set(end);
        assertThat(numeric.verify(alice.phone().code(end))).isEqualTo(ACCEPTED);
    }

    private static String wrong(Fixture at, Fixture.Owner of) {
        String guess = of.phone().wrongCode(now(at));
        assertThat(of.codes()).as("twice in a million: run it again").doesNotContain(guess);
        return guess;
    }

    @Test
    void notEnabledIsTheAnswerToAllOfThemAndWritesNothing() {
        Fixture off = new Fixture(choices -> choices.trustBrowsersFor(Duration.ofDays(30)));
        for (Door door : Door.values()) {
            assertThat(reason(door.open(off.mfa, "x", "123456"))).as("%s", door).isEqualTo(NOT_ENABLED);
        }
        assertThat(reason(off.mfa.settings().renameDevice(USER, "x", "y"))).isEqualTo(NOT_ENABLED);
        assertThat(reason(off.mfa.settings().reissueBackupCodesAfterFullReauthentication(USER)))
                .isEqualTo(NOT_ENABLED);
        assertThat(off.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(off.events).hasSize(Door.values().length + 2);
    }
}
