package io.github.mfa4j;

import static io.github.mfa4j.Rig.USER;
import static io.github.mfa4j.Rig.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.spi.StoredState;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of another user, or of a version to come: an exception that says so, never a verdict. */
class ForeignRecordTest {

    private final Rig rig = new Rig().enabled();

    @Test
    void jahia_aRecordThatWasCopiedToAnotherUserDoesNotOpen() {
        rig.store.real.put("victim", rig.stored());
        assertThatThrownBy(() -> rig.mfa.verify("victim", rig.freshCode()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another user");
        assertThatThrownBy(() -> rig.mfa.verify("victim", rig.backupCodes.get(0)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(rig.told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mfa4j2", "mfa4j10", "mfa4j", "MFA4J1", "mfa4j1x"})
    void aRecordOfAnotherFormatIsNoVerdict(String format) {
        String rest = rig.stored().state().substring("mfa4j1".length());
        refused(format + rest, "format mfa4j1");
    }

    @ParameterizedTest
    @ValueSource(strings = {";z=1", ";y=a,1,2", ";S=x", ";"})
    void aRecordWithAFieldOfTheFutureIsNoVerdict(String field) {
        refused(rig.stored().state() + field, "newer version");
        refused(rig.stored().state().replace(";s=", field + ";s="), "newer version");
        refused("mfa4j1" + field, "newer version");
    }

    private void refused(String text, String why) {
        rig.store.reads = user -> Optional.of(new StoredState(1L << 40, text));
        rig.store.writes = (user, expected, next) -> {
            throw new AssertionError("written");
        };
        List<ThrowingCallable> calls = List.of(
                () -> kind(rig.mfa.verify(USER, rig.freshCode())),
                () -> rig.mfa.afterPassword(USER),
                () -> rig.mfa.enroll(USER, "alice@example.com"),
                () -> rig.mfa.confirm(USER, "x", "123456"),
                () -> rig.mfa.activate(USER, rig.setId),
                () -> rig.mfa.status(USER));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(why, "update mfa4j");
        }
        assertThat(rig.told).isEmpty();
    }
}
