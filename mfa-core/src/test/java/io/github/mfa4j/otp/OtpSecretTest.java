package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtpSecretTest {
    @Test
    void generatesTwentyBytesUnlessAskedOtherwise() {
        assertThat(OtpSecret.generate().length()).isEqualTo(20);
        assertThat(OtpSecret.generate(16).length()).isEqualTo(16);
        assertThat(OtpSecret.generate(64).toBytes()).hasSize(64);
        assertThat(OtpSecret.generate()).isNotEqualTo(OtpSecret.generate());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10, 15, 65, Integer.MAX_VALUE})
    void refusesToGenerateOtherLengths(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpSecret.generate(length))
                .withMessageContaining("16 to 64");
    }

    @ParameterizedTest
    @CsvSource({
        "10, BELOW_RFC_4226",
        "15, BELOW_RFC_4226",
        "16, ACCEPTABLE",
        "19, ACCEPTABLE",
        "20, RECOMMENDED",
        "64, RECOMMENDED"
    })
    void takesOverSecretsAndRatesThem(int length, OtpSecret.Strength strength) {
        OtpSecret secret = Reference.secret(length);
        assertThat(secret.strength()).isEqualTo(strength);
        assertThat(OtpSecret.ofBase32(secret.toBase32())).isEqualTo(secret);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 65, 1000})
    void refusesToTakeOverOtherLengths(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'A');
        String base32 = Base32.encode(bytes);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpSecret.ofBytes(bytes))
                .withMessageContaining(length + " bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> OtpSecret.ofBase32(base32));
        assertThat(bytes).asString().isEqualTo("A".repeat(length));
    }

    @Test
    void readsAndWritesBase32() {
        OtpSecret secret = OtpSecret.ofBase32("jbsw y3dp-ehpk 3pxp");
        assertThat(secret.toBase32()).isEqualTo("JBSWY3DPEHPK3PXP");
        assertThat(secret.toManualKey()).isEqualTo("JBSW Y3DP EHPK 3PXP");
        assertThat(OtpSecret.ofBytes(new byte[11]).toManualKey()).isEqualTo("AAAA AAAA AAAA AAAA AA");
        assertThat(OtpSecret.ofBase32("JBSWY3DPEHPK3PXPAA======").length()).isEqualTo(11);
    }

    @Property
    void theManualKeyCanBeTypedBack(@ForAll @Size(min = 10, max = 64) byte[] bytes) {
        OtpSecret secret = OtpSecret.ofBytes(bytes);
        assertThat(secret.toManualKey()).matches("[A-Z2-7]{4}( [A-Z2-7]{4})*( [A-Z2-7]{1,3})?");
        assertThat(OtpSecret.ofBase32(secret.toManualKey()).toBytes()).isEqualTo(bytes);
    }

    @Test
    void copiesArraysAtItsBorder() {
        byte[] bytes = new byte[20];
        OtpSecret secret = OtpSecret.ofBytes(bytes);
        bytes[0] = 1;
        secret.toBytes()[1] = 1;
        assertThat(secret.toBytes()).containsOnly(0);
    }

    @Test
    void comparesByValue() {
        OtpSecret secret = Reference.secret(20);
        byte[] lastBitDiffers = secret.toBytes();
        lastBitDiffers[19] ^= 1;
        assertThat(secret).isEqualTo(Reference.secret(20)).hasSameHashCodeAs(Reference.secret(20));
        assertThat(secret).doesNotHaveSameHashCodeAs(Reference.secret(21));
        assertThat(secret)
                .isNotEqualTo(OtpSecret.ofBytes(lastBitDiffers))
                .isNotEqualTo(Reference.secret(21))
                .isNotEqualTo(null)
                .isNotEqualTo("a");
    }

    @Test
    void doesNotPrintItself() {
        assertThat(Reference.secret(20)).hasToString("OtpSecret[20 bytes]");
        assertThat(catchThrowable(() -> OtpSecret.ofBase32("MZXW6YTBMZXW6YTB1")).toString())
                .doesNotContain("MZXW")
                .contains("position 16");
        assertThat(catchThrowable(() -> OtpSecret.ofBase32("MZXW6YTB")).toString())
                .doesNotContain("MZXW");
    }

    @Test
    void generatesEveryCharacterAsOftenAsAnyOther() {
        int secrets = 2_000;
        int[] counts = new int[128];
        BitSet[] seen = new BitSet[20];
        Arrays.setAll(seen, i -> new BitSet());
        for (int n = 0; n < secrets; n++) {
            OtpSecret secret = OtpSecret.generate();
            secret.toBase32().chars().forEach(c -> counts[c]++);
            byte[] bytes = secret.toBytes();
            for (int i = 0; i < bytes.length; i++) {
                seen[i].set(bytes[i] & 0xff);
            }
        }
        double expected = secrets * 32 / 32.0;
        double chiSquare = 0;
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray()) {
            chiSquare += (counts[c] - expected) * (counts[c] - expected) / expected;
        }
        // 31 degrees of freedom: a fair source exceeds 110 less than once in a thousand million runs.
        assertThat(chiSquare).isLessThan(110);
        // A source that was read short leaves bytes at the end that never change.
        assertThat(seen).allSatisfy(values -> assertThat(values.cardinality()).isGreaterThan(230));
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> OtpSecret.ofBytes(null))
                .withMessage("bytes");
        assertThatNullPointerException()
                .isThrownBy(() -> OtpSecret.ofBase32(null))
                .withMessage("text");
    }
}
