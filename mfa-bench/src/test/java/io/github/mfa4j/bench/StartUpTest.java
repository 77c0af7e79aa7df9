package io.github.mfa4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everybody computes what is asked, or a start would be measured in which nothing was done. */
class StartUpTest {

    private static final String RECORD = record();

    private static String record() {
        List<String> made = new ArrayList<>();
        Crowd.make(Crowd.users(1), (user, state) -> made.add(state.state()));
        return made.get(0);
    }

    @Test
    void everybodyAcceptsTheRightCodeAndRefusesTheWrongOne() throws Exception {
        Totp phone = Totp.of(OtpSecret.ofBytes(Crowd.SECRET));
        for (String who : StartUp.WHO) {
            Instant time = who.equals("mfa4jWithStore") ? Crowd.START.plusSeconds(300) : Instant.now();
            assertThat(StartUp.verdict(who, phone.code(time), RECORD)).as(who).isEqualTo(!who.equals("nothing"));
            assertThat(StartUp.verdict(who, StartUp.wrongCode(Instant.now()), RECORD))
                    .as(who)
                    .isFalse();
        }
    }

    @Test
    void theWrongCodeIsANumberThatNobodyRefusesUnseen() {
        Totp phone = Totp.of(OtpSecret.ofBytes(Crowd.SECRET));
        Instant whenItIs123456 = first(phone, "123456");
        assertThat(Integer.parseInt(StartUp.wrongCode(whenItIs123456))).isGreaterThan(123_456);
        assertThat(Integer.parseInt(StartUp.wrongCode(Instant.now()))).isGreaterThanOrEqualTo(123_456);
    }

    /** After about a million steps, which is a second. */
    private static Instant first(Totp phone, String code) {
        Instant time = Instant.EPOCH;
        while (!phone.code(time).equals(code)) {
            time = time.plusSeconds(30);
        }
        return time;
    }
}
