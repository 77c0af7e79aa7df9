package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.Base32;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What looks for secrets must find them, or it proves nothing. */
class TracesTest {

    private final Traces traces = new Traces();

    @Test
    void bytesAreFoundInEachForm() {
        byte[] secret = HexFormat.of().parseHex("fb3a00917fc4e2d8a65b0c1e9f7733bb12aa40ef");
        traces.addBytes(secret);
        byte[] between = new byte[secret.length + 7];
        for (int before = 0; before < 7; before++) {
            Arrays.fill(between, (byte) 0x55);
            System.arraycopy(secret, 0, between, before, secret.length);
            assertThat(traces.in("{" + Base64.getEncoder().encodeToString(between) + "}"))
                    .as("Base64 after %d bytes", before)
                    .isTrue();
            assertThat(traces.in(Base64.getUrlEncoder().encodeToString(between)))
                    .as("Base64 of URLs after %d bytes", before)
                    .isTrue();
        }
        assertThat(traces.in("secret=" + Base32.encode(secret))).isTrue();
        assertThat(traces.in("0x" + HexFormat.of().formatHex(secret))).isTrue();
        assertThat(traces.in(Arrays.toString(secret))).isTrue();
        assertThat(traces.in(" " + new String(secret, StandardCharsets.ISO_8859_1)))
                .isTrue();
        assertThat(traces.in("an innocent text, " + Base32.encode(new byte[20])))
                .isFalse();
    }

    @Test
    void aCodeIsFoundWithItsHyphensAndWithout() {
        traces.addText("ABCDE-FGHJK");
        assertThat(traces.in("<ABCDE-FGHJK>")).isTrue();
        assertThat(traces.in("abcdefghjk")).isTrue();
        assertThat(traces.in("ABCDE FGHJK")).isTrue();
        assertThat(traces.in("ABCDE-FGHJ")).isFalse();
    }

    @Test
    void aNumberIsFoundButNotInALongerOne() {
        traces.addText("287082");
        assertThat(traces.in("code 287082, typed twice")).isTrue();
        assertThat(traces.in("287082")).isTrue();
        assertThat(traces.in("at 1287082 ms")).isFalse();
        assertThat(traces.in("at 2870825 ms")).isFalse();
    }
}
