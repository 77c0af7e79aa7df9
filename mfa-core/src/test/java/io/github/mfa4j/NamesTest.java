package io.github.mfa4j;

import static io.github.mfa4j.Fixture.USER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be shown to people as the name of an account, a device or a browser. */
class NamesTest {

    private final Fixture host = new Fixture();
    private final Mfa mfa = host.mfa;

    private static void drop(Object result) {
        assertThat(result).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " alice",
                "alice\u00A0",
                "al:ice",
                "al\nice",
                "al\u202Eice",
                "al\u200Bice",
                "\uDE00",
                "\u2800"
            })
    void accountsThatAppsCannotShowAreRefused(String account) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drop(mfa.enroll(USER, account)))
                .withMessageContaining("account");
        assertThatIllegalArgumentException().isThrownBy(() -> drop(mfa.enroll(USER, "x".repeat(255))));
        assertThatIllegalArgumentException().isThrownBy(() -> drop(mfa.enroll(USER, "\u20AC".repeat(85))));
    }

    @Test
    void deviceNamesThatDoNotFitAreRefused() {
        for (String name : List.of("", " x", "x\u00A0", "x\ny", "\uD83D", "x".repeat(49), "\uD83D\uDE00".repeat(13))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> drop(mfa.enroll(USER, "alice", name)))
                    .withMessageContaining("deviceName");
            assertThat(Mfa.isName(name)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alice\u202Egnp.exe",
                "\u200B",
                "Alice\u200E",
                "\u3164",
                "\u2800",
                "a\u034Fb",
                "\u200D",
                "\u200C\u200D",
                "\uFE0F",
                "\u200D \u200D",
                "a \u200Db",
                "Alice\u200D",
                "\u200CAlice",
                "Al\u200D\u200Cice",
                "\uFE0F\u200D\uFE0F"
            })
    void deviceNamesThatDeceiveTheEyeAreRefusedLikeAccounts(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> drop(mfa.enroll(USER, "alice", name)));
        assertThat(Mfa.isName(name)).isFalse();
        assertThat(host.store.writes).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "Alice's phone",
                "al:ice",
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                "\uD83D\uDE00",
                "\u2764\uFE0F",
                "\u2764\uFE0F\u200D\uD83D\uDD25",
                "a b"
            })
    void deviceNamesThatFit(String name) {
        for (String text : List.of(name, name.repeat(48 / name.getBytes(UTF_8).length))) {
            assertThat(Mfa.isName(text)).isTrue();
            assertThat(mfa.enroll(USER, "alice", text)).isInstanceOf(Enrollment.Offered.class);
        }
        host.forgetCounts();
    }
}
