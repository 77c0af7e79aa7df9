package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfa4j.Secrets.HashedCodes;
import io.github.mfa4j.otp.OtpSecret;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each record breaks one rule alone, and is refused by that one. */
class DamagedRecordTest {

    private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String DEVICE = ";d=AAAAAAAA,QQ,SHA1,6,30,0,1,1,-1,0";
    private static final String CODES = ";b=" + ID + ",C,10,4,4,9,8";
    private static final String ENABLED = "mfa4j1;e=7" + DEVICE + CODES;
    private static final String NEW = CODES.replace(";b=", ";q=");
    private static final String REISSUE = CODES.replace(";b=", ";r=") + ",9";
    private static final String TOKEN = "," + ID + ",1,2";

    private static String six(String field) {
        return IntStream.range(0, 6)
                .mapToObj(i -> field.replace("=AAAAAAAA", "=AAAAAAA" + (char) ('A' + i)))
                .reduce("", String::concat);
    }

    private static String setup(String purpose) {
        return ";o=" + ID + "," + purpose + ",1,0" + DEVICE.replace(";d=", ";p=");
    }

    static Stream<List<String>> oneRuleEach() {
        return Stream.of(
                List.of("mfa4j1;e=7" + six(DEVICE) + ";s=AAAA", "too many devices"),
                List.of("mfa4j1;e=7", "enabled without a device"),
                List.of("mfa4j1" + DEVICE + ";s=AAAA", "a device without enabled"),
                List.of("mfa4j1" + CODES + ";s=AAAA", "backup codes of nobody enabled"),
                List.of("mfa4j1;r=" + ID + ",C,10,4,4,10,8,9;s=AAAA", "backup codes of nobody enabled"),
                List.of(ENABLED.replace(";d=", ";m=8;d=") + ";s=AAAA", "to be enrolled again"),
                List.of(ENABLED + six(";w=AAAAAAAA,QQ" + TOKEN) + ";s=AAAA", "too many browsers"),
                List.of("mfa4j1;w=AAAAAAAA,QQ" + TOKEN, "trusted browsers of nobody enabled"),
                List.of("mfa4j1;t=RECOVERY" + TOKEN, "a recovery link without need"),
                List.of("mfa4j1;m=8;t=UNLOCK" + TOKEN, "an unlock link of nobody enabled"),
                List.of(ENABLED + ";t=PERMIT" + TOKEN + ";s=AAAA", "a proof of no use"),
                List.of(ENABLED + ";c=AAAAAAAA,1,2;s=AAAA", "a proof of no use"),
                List.of(ENABLED, "a sealed part that does not fit"),
                List.of("mfa4j1;s=AAAA", "a sealed part that does not fit"),
                List.of(ENABLED + ";t=UNLOCK" + TOKEN + ";t=RECOVERY" + TOKEN + ";s=AAAA", "tokens out of order"),
                List.of(ENABLED + ";t=UNLOCK" + TOKEN + ";t=UNLOCK" + TOKEN + ";s=AAAA", "tokens out of order"),
                List.of("mfa4j1;x=0,0,0,0,0,0,0,0,0,0", "nothing"),
                List.of("mfa4j1;o=" + ID + ",FIRST,1,0;s=AAAA", "a set-up without a device"),
                List.of(ENABLED + setup("FIRST") + ";s=AAAA", "a set-up of no use"),
                List.of("mfa4j1" + setup("ADDITIONAL") + ";s=AAAA", "a set-up of no use"),
                List.of("mfa4j1" + setup("REPLACEMENT") + ";s=AAAA", "a set-up of no use"),
                List.of(ENABLED + setup("ADDITIONAL") + NEW + ";s=AAAA", "backup codes of one more device"),
                List.of(ENABLED + REISSUE + setup("ADDITIONAL") + ";s=AAAA", "two things to finish"),
                List.of(ENABLED.replace(ID, "AAAAAAAA") + ";s=AAAA", "an id of another length"),
                List.of(ENABLED.replace("QQ", "") + ";s=AAAA", "an empty name"),
                List.of(ENABLED + ";s=", "an empty value"),
                List.of(ENABLED.replace("1,1,-1,0", "1,1,66666666667,0") + ";s=AAAA", "a number out of range"));
    }

    @ParameterizedTest
    @MethodSource("oneRuleEach")
    void isRefusedByTheRuleThatItBreaks(List<String> record) {
        assertThatIllegalStateException()
                .isThrownBy(() -> StateCodec.decode(record.get(0)))
                .withMessageContaining(record.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,66666666666,0", "1,-1,-10", "999999999999,-1,10"})
    void whatIsAtItsLimitIsRead(String numbers) {
        String text = ENABLED.replace("1,-1,0", numbers) + ";t=RECOVERY" + TOKEN + ";t=UNLOCK" + TOKEN + ";s=AAAA";
        assertThat(StateCodec.encode(StateCodec.decode(text))).isEqualTo(text);
    }

    @Test
    void aSealedPartWithMoreThanItSaysIsRefused() {
        HashedCodes hashed = new HashedCodes(new byte[16], "q", List.of(new byte[16], new byte[16]));
        byte[] set = SecretsCodec.encode(Secrets.ofSet(ID, hashed));
        byte[] device = SecretsCodec.encode(Secrets.ofDevice("AAAAAAAA", OtpSecret.ofBytes(new byte[20])));
        assertThat(SecretsCodec.encode(SecretsCodec.decode(concat(device, set))))
                .isEqualTo(concat(device, set));
        refuses(concat(set, set));
        refuses(concat(device, device));
        byte[] oneByteMore = Arrays.copyOf(set, set.length + 1);
        oneByteMore[2]++;
        refuses(oneByteMore);
    }

    private static void refuses(byte[] body) {
        assertThatIllegalStateException()
                .isThrownBy(() -> SecretsCodec.decode(body))
                .withMessageContaining("damaged");
    }

    private static byte[] concat(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
