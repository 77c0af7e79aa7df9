package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufReaderTest {
    private static ProtobufReader reader(String hex) {
        return new ProtobufReader(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "08 00, 1, 0",
        "08 01, 1, 1",
        "08 96 01, 1, 150", // the example of the format's documentation
        "08 80 00, 1, 0", // longer than it need be, which is allowed
        "08 81 80 80 80 80 80 80 80 80 00, 1, 1",
        "08 ff ff ff ff ff ff ff ff 7f, 1, 9223372036854775807",
        "08 80 80 80 80 80 80 80 80 80 01, 1, -9223372036854775808",
        "08 ff ff ff ff ff ff ff ff ff 01, 1, -1",
        "78 05, 15, 5",
        "80 01 05, 16, 5",
        "f8 ff ff ff 0f 05, 536870911, 5",
    })
    void readsNumbers(String hex, int field, long value) {
        ProtobufReader reader = reader(hex);
        assertThat(reader.next()).isTrue();
        assertThat(reader.field()).isEqualTo(field);
        assertThat(reader.integer()).isEqualTo(value);
        assertThat(reader.next()).isFalse();
        assertThat(reader.next()).isFalse();
    }

    @Test
    void readsWhatHasALengthAndSkipsTheRest() {
        ProtobufReader reader = reader(
                "0a 02 c3 a9" // 1: two bytes
                        + "11 0102030405060708" // 2: 64 bits
                        + "1d 01020304" // 3: 32 bits
                        + "20 ac02" // 4: a varint
                        + "2a 00" // 5: nothing
                        + "32 05 08 07 12 01 41"); // 6: a message of two fields
        for (int field = 1; field <= 6; field++) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.field()).isEqualTo(field);
            if (field == 1) {
                assertThat(reader.text()).isEqualTo("\u00E9");
                assertThat(reader.octets()).containsExactly(0xc3, 0xa9);
            } else if (field == 5) {
                assertThat(reader.text()).isEmpty();
                assertThat(reader.octets()).isEmpty();
                assertThat(reader.message().next()).isFalse();
            }
        }
        ProtobufReader message = reader.message();
        assertThat(message.next()).isTrue();
        assertThat(message.integer()).isEqualTo(7);
        assertThat(message.next()).isTrue();
        assertThat(message.text()).isEqualTo("A");
        assertThat(message.next()).isFalse();
        assertThat(reader.next()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "00 00, field number", // field 0
        "02 01 41, field number",
        "80 00 00, field number",
        "80 80 80 80 10 00, field number", // 2^32, field number 2^29
        "88 80 80 80 10 00, field number", // 2^32 + 8, which cut to 32 bits would be field 1
        "0b, group",
        "0c, group",
        "0e, unknown type",
        "0f, unknown type",
        "80, cut off",
        "08, cut off",
        "08 80, cut off",
        "08 ff ff ff ff ff ff ff ff ff, cut off",
        "08 ff ff ff ff ff ff ff ff ff 02, 64 bits",
        "08 80 80 80 80 80 80 80 80 80 81 00, 64 bits",
        "09 01 02 03 04 05 06 07, cut off",
        "0d 01 02 03, cut off",
        "0a, cut off",
        "0a 01, cut off",
        "0a 03 41 42, cut off",
        "0a ff ff ff ff 07, cut off", // 2^31 - 1
        "0a 80 80 80 80 08, cut off", // 2^31
        "0a 80 80 80 80 10, cut off", // 2^32, which cut to 32 bits would be 0
        "0a ff ff ff ff ff ff ff ff 7f, cut off", // 2^63 - 1
        "0a ff ff ff ff ff ff ff ff ff 01, cut off", // -1
    })
    void refusesWhatIsMalformed(String hex, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader(hex).next())
                .withMessageContaining(message)
                .withMessageContaining("QR code");
    }

    @ParameterizedTest
    @CsvSource({"0a 01 80", "0a 02 c0 af", "0a 03 ed a0 80", "0a 02 41 ff", "0a 03 f0 9f 98", "0a 04 f4 90 80 80"})
    void refusesTextThatIsNotUtf8(String hex) {
        ProtobufReader reader = reader(hex);
        assertThat(reader.next()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(reader::text).withMessageContaining("UTF-8");
    }

    @Test
    void aMessageEndsWhereItsLengthSays() {
        // The inner text says three bytes, the message around it has room for one; those that follow are not its own.
        ProtobufReader reader = reader("0a 03 0a 03 41 42 43");
        assertThat(reader.next()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.message().next())
                .withMessageContaining("position 4");
        // The same with a number that goes on in the next field.
        ProtobufReader number = reader("0a 02 08 80 08 01");
        assertThat(number.next()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> number.message().next())
                .withMessageContaining("position 3");
        assertThat(number.next()).isTrue();
        assertThat(number.integer()).isEqualTo(1);
    }

    @Test
    void refusesAFieldOfAnotherType() {
        ProtobufReader number = reader("08 01");
        assertThat(number.next()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(number::text).withMessageContaining("another type");
        assertThatIllegalArgumentException().isThrownBy(number::octets).withMessageContaining("another type");
        assertThatIllegalArgumentException().isThrownBy(number::message).withMessageContaining("another type");
        ProtobufReader text = reader("0a 01 41");
        assertThat(text.next()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(text::integer).withMessageContaining("another type");
        ProtobufReader fixed = reader("0d 01020304");
        assertThat(fixed.next()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(fixed::integer).withMessageContaining("another type");
    }
}
