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

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The one count of failures and the one memory of used codes that all doors share. */
class DoorsTest {

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    private String fresh() {
        return owner.phone().code(now());
    }

    private String wrong() {
        return owner.phone().wrongCode(now());
    }

    private Enrollment add(String typed) {
        return host.mfa.settings().addDevice(USER, "alice@example.com", "Tablet", typed);
    }

    /** Every door that takes a code, with the answer it gives. */
    private Map<String, Function<String, Object>> doors() {
        return Map.of(
                "verify", typed -> host.mfa.verify(USER, typed),
                "add", this::add,
                "remove", typed -> host.mfa.settings().removeDevice(USER, host.deviceId(0), typed),
                "reissue", typed -> host.mfa.settings().reissueBackupCodes(USER, typed),
                "disable", typed -> host.mfa.settings().disable(USER, typed));
    }

    @Test
    void everyDoorUsesTheCodeUpInItsOwnSingleWrite() {
        for (String door : doors().keySet()) {
            Fixture other = new Fixture();
            Fixture.Owner alice = other.enable();
            other.addPhone("Tablet", alice.phone());
            String code = alice.phone().code(other.clock.instant());
            Object answer = switch (door) {
                case "verify" -> other.mfa.verify(USER, code);
                case "add" -> other.mfa.settings().addDevice(USER, "a", "b", code);
                case "remove" -> other.mfa.settings().removeDevice(USER, other.deviceId(1), code);
                case "reissue" -> other.mfa.settings().reissueBackupCodes(USER, code);
                default -> other.mfa.settings().disable(USER, code);
            };
            assertThat(answer).as(door).isNotInstanceOf(Rejected.class);
            assertThat(other.store.writes).as(door).hasValue(1);
            assertThat(other.verify(code)).as(door).isEqualTo(door.equals("disable") ? "NOT_ENABLED" : "REPLAYED");
        }
    }

    @Test
    void hcsec_aCodeThatWasUsedInOneDoorOpensNoOther() {
        String used = fresh();
        assertThat(host.verify(used)).isEqualTo(ACCEPTED);
        String backup = owner.codes().get(0);
        assertThat(host.verify(backup)).isEqualTo(ACCEPTED);
        String before = host.record(USER);
        doors().forEach((name, door) -> {
            assertThat(reason(door.apply(used))).as(name).isEqualTo(REPLAYED);
            assertThat(reason(door.apply(""))).as(name).isEqualTo(MALFORMED);
        });
        assertThat(host.record(USER)).isEqualTo(before);
        MfaState active = host.active();
        doors().forEach((name, door) ->
                assertThat(reason(door.apply(backup))).as(name).isEqualTo(WRONG_CODE));
        assertThat(host.active()).isEqualTo(active);
    }

    @Test
    void authQuake_allDoorsShareOneCountOfFailures() {
        MfaState active = host.active();
        int failures = 0;
        for (Function<String, Object> door : doors().values()) {
            assertThat(reason(door.apply(wrong()))).isEqualTo(WRONG_CODE);
            assertThat(host.state().failures().inRow()).isEqualTo(++failures);
            assertThat(host.store.writes).hasValue(failures);
        }
        assertThat(host.active()).as("a refused code changes nothing else").isEqualTo(active);
        String good = fresh();
        host.forgetCounts();
        doors().forEach((name, door) ->
                assertThat(reason(door.apply(good))).as(name).isEqualTo(THROTTLED));
        assertThat(reason(host.mfa.settings().resynchronizeDevice(USER, host.deviceId(0), good, good)))
                .isEqualTo(THROTTLED);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        host.clock.moveSeconds(30);
        assertThat(host.mfa.settings().disable(USER, fresh())).isEqualTo(new Change.Done());
    }

    @Test
    void notEnabledIsTheAnswerToAllOfThemAndWritesNothing() {
        String stranger = "user-2";
        assertThat(reason(host.mfa.settings().addDevice(stranger, "a", "b", "123456")))
                .isEqualTo(NOT_ENABLED);
        assertThat(reason(host.mfa.recovery().replaceLostDevices(stranger, "a", "b", "123456")))
                .isEqualTo(NOT_ENABLED);
        assertThat(reason(host.mfa.settings().removeDevice(stranger, "x", "123456")))
                .isEqualTo(NOT_ENABLED);
        assertThat(reason(host.mfa.settings().renameDevice(stranger, "x", "y"))).isEqualTo(NOT_ENABLED);
        assertThat(reason(host.mfa.settings().resynchronizeDevice(stranger, "x", "123456", "123456")))
                .isEqualTo(NOT_ENABLED);
        assertThat(reason(host.mfa.settings().reissueBackupCodes(stranger, "123456")))
                .isEqualTo(NOT_ENABLED);
        assertThat(reason(host.mfa.settings().reissueBackupCodesAfterFullReauthentication(stranger)))
                .isEqualTo(NOT_ENABLED);
        assertThat(reason(host.mfa.settings().disable(stranger, "123456"))).isEqualTo(NOT_ENABLED);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events).hasSize(8);
    }
}
