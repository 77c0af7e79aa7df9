package io.github.mfa4j.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OracleTest {

    private static final String INPUT = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static void refuse(String message) {
        Oracle.refusal(new IllegalArgumentException(message), IllegalArgumentException.class, INPUT);
    }

    @Test
    void twelveCharactersOfTheInputAreSeenWhereverTheyStand() {
        for (int i = 0; i + 12 <= INPUT.length(); i++) {
            String echo = INPUT.substring(i, i + 12);
            for (String message :
                    new String[] {"no: " + echo + "!", echo, "no " + echo, echo + " no", "abcdef " + echo}) {
                assertThatThrownBy(() -> refuse(message))
                        .as(message)
                        .isInstanceOf(AssertionError.class)
                        .hasMessage("a message that shows the input");
            }
        }
    }

    @Test
    void fewerAreNot() {
        for (int i = 0; i + 11 <= INPUT.length(); i++) {
            String piece = INPUT.substring(i, i + 11);
            assertThatCode(() -> refuse("no: " + piece + "!" + piece)).doesNotThrowAnyException();
        }
    }

    @Test
    void whatMessagesSayByThemselvesIsNoEcho() {
        assertThatCode(() -> Oracle.refusal(
                        new IllegalArgumentException("it does not begin with otpauth-migration://offline?"),
                        IllegalArgumentException.class,
                        "otpauth-migration://offline?data=x"))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherTypeOrNoMessageIsReported() {
        assertThatThrownBy(() -> Oracle.refusal(
                        new NumberFormatException("For input string"), IllegalArgumentException.class, INPUT))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not the documented exception");
        assertThatThrownBy(() -> refuse(" ")).isInstanceOf(AssertionError.class).hasMessage("a message of no use");
    }
}
