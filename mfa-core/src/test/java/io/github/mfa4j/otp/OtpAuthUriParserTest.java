package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtpAuthUriParserTest {
    private static final String S = "JBSWY3DPEHPK3PXP";
    private static final OtpAuthUri PLAIN = OtpAuthUri.parse("otpauth://totp/I:a?secret=" + S + "&issuer=I");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTPAUTH://TOTP/I:a?SECRET=JBSWY3DPEHPK3PXP&ISSUER=I",
                "otpauth://totp/I%3Aa?secret=jbswy3dpehpk3pxp&issuer=I",
                "otpauth://totp/I%3a%20%20a?secret=JBSW-Y3DP%20EHPK-3PXP",
                "otpauth://totp/I%3a%20%20a?secret=%20jbswy3dpehpk3pxp-",
                "otpauth://totp/I:a?secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp/a?issuer=I&secret=JBSWY3DPEHPK3PXP",
                "otpauth://totp/I:a?secret=JBSWY3DPEHPK3PXP&issuer=",
                "otpauth://totp/%49:%61?%73ecret=%4ABSWY3DPEHPK3PXP",
                "otpauth://totp/I:a?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30",
                "otpauth://totp/I:a?secret=JBSWY3DPEHPK3PXP&algorithm=sha-1&digits=06&period=0000000000000000030",
                "otpauth://totp/I:a?secret=JBSWY3DPEHPK3PXP&counter=-1&image=http%3A%2F%2Fx&lock&&x=y=z&",
            })
    void readsTheSameFromDifferentSpellings(String uri) {
        assertThat(OtpAuthUri.parse(uri)).isEqualTo(PLAIN);
    }

    @Test
    void readsParameters() {
        OtpAuthUri uri = OtpAuthUri.parse("otpauth://totp/a?secret=" + S + "&algorithm=Sha-512&digits=8&period=86400");
        assertThat(uri.issuer()).isEmpty();
        assertThat(uri.totpParameters()).isEqualTo(TotpParameters.of(OtpAlgorithm.SHA512, 8, Duration.ofDays(1)));
        assertThat(uri.secret().strength()).isEqualTo(OtpSecret.Strength.BELOW_RFC_4226);
        assertThat(uri.toUriString())
                .isEqualTo("otpauth://totp/a?secret=" + S + "&algorithm=SHA512&digits=8&period=86400");
        OtpAuthUri hotp = OtpAuthUri.parse("otpauth://hotp/a?secret=" + S + "&counter=9223372036854775807&period=x");
        assertThat(hotp.counter()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAA======", "aaaa-aaaa%20aaaaaaaaaa%3D%3D%3D%3D%3D%3D"})
    void readsPaddingEscapedOrNot(String secret) {
        assertThat(OtpAuthUri.parse("otpauth://totp/a?secret=" + secret).secret())
                .isEqualTo(OtpSecret.ofBytes(new byte[11]));
    }

    @Test
    void readsAPlusAsAPlus() {
        assertThat(OtpAuthUri.parse("otpauth://totp/a+b?secret=" + S + "&issuer=c+d")
                        .account())
                .isEqualTo("a+b");
        assertThat(OtpAuthUri.parse("otpauth://totp/a+b?secret=" + S + "&issuer=c+d")
                        .issuer())
                .hasValue("c+d");
    }

    @Test
    void readsReservedCharactersThatNeedNoEscape() {
        assertThat(OtpAuthUri.parse("otpauth://totp/I:a/b@c?secret=" + S + "&x=?")
                        .account())
                .isEqualTo("a/b@c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|begin",
                "otpauth|begin",
                "http://totp/a?secret=S|begin",
                "apple-otpauth://totp/a?secret=S|begin",
                "otpauth:totp/a?secret=S|begin",
                "otpauth://|no secret",
                "otpauth://totp/a|no secret",
                "otpauth://totp?secret=S|label",
                "otpauth://totp?secret=S/|label",
                "otpauth:///a?secret=S|neither",
                "otpauth://steam/a?secret=S|neither",
                "otpauth://totp%20/a?secret=S|neither",
                "otpauth://user@totp/a?secret=S|user information",
                "otpauth://@totp/a?secret=S|user information",
                "otpauth://totp:80/a?secret=S|port",
                "otpauth://:80/a?secret=S|port",
                "otpauth://totp/a?secret=S#f|fragment",
                "otpauth://totp/a b?secret=S|position 16",
                "otpauth://totp/\u00E9?secret=S|position 15",
                "otpauth://totp/?secret=S|account is empty",
                "otpauth://totp/I:?secret=S|account is empty",
                "otpauth://totp/:a?secret=S|issuer is empty",
                "otpauth://totp/a:b:c?secret=S|more than one colon",
                "otpauth://totp/a%3Ab:c?secret=S|more than one colon",
                "otpauth://totp/a?secret=S&issuer=a%3Ab|colon",
                "otpauth://totp/I%20:a?secret=S|white space",
                "otpauth://totp/a%0D%0Ab?secret=S|control",
                "otpauth://totp/a%E2%80%AEb?secret=S|format",
                "otpauth://totp/a%EF%B7%90b?secret=S|no character",
                "otpauth://totp/a%E3%85%A4b?secret=S|an invisible character",
                "otpauth://totp/I:a?secret=S&issuer=J|differ",
                "otpauth://totp/I:a?secret=S&issuer=i|differ",
                "otpauth://totp/%?secret=S|position 15",
                "otpauth://totp/a%4?secret=S|position 16",
                "otpauth://totp/a%4?secret=S|hexadecimal",
                "otpauth://totp/a%G1?secret=S|hexadecimal",
                "otpauth://totp/a%+1?secret=S|hexadecimal",
                "otpauth://totp/a?secret=S&x=%|hexadecimal",
                "otpauth://totp/a?secret=S&x=%4|hexadecimal",
                "otpauth://totp/a%20b%FFc?secret=S|position 20",
                "otpauth://totp/a%C0%AF?secret=S|UTF-8",
                "otpauth://totp/a%ED%A0%80?secret=S|UTF-8",
                "otpauth://totp/a%F0%9F?secret=S|UTF-8",
                "otpauth://totp/a?x=S|no secret",
                "otpauth://totp/a?secret=|no secret",
                "otpauth://totp/a?secret|no secret",
                "otpauth://totp/a?secret=S&secret=S|secret stands more than once",
                "otpauth://totp/a?secret=S&SECRET=S|secret stands more than once",
                "otpauth://totp/a?secret=S&%73ecret=S|secret stands more than once",
                "otpauth://totp/a?secret=S&issuer&issuer=x|issuer stands more than once",
                "otpauth://totp/a?secret=S&counter=1&counter=1|counter stands more than once",
                "otpauth://totp/a?secret=S-S-S-S-S-S-S-S|64 bytes",
                "otpauth://totp/a?secret=S+|position 16",
                "otpauth://totp/a?secret=AAAA|10 to 64",
                "otpauth://totp/a?secret=S&algorithm=MD5|algorithm",
                "otpauth://totp/a?secret=S&algorithm=|algorithm",
                "otpauth://totp/a?secret=S&algorithm=HmacSHA1|algorithm",
                "otpauth://totp/a?secret=S&algorithm=%C5%BFHA1|algorithm",
                "otpauth://totp/a?secret=S&digits=5|digits",
                "otpauth://totp/a?secret=S&digits=9|digits",
                "otpauth://totp/a?secret=S&digits=|digits",
                "otpauth://totp/a?secret=S&digits|digits",
                "otpauth://totp/a?secret=S&digits=+6|digits",
                "otpauth://totp/a?secret=S&digits=6.0|digits",
                "otpauth://totp/a?secret=S&digits=%D9%A6|digits",
                "otpauth://totp/a?secret=S&digits=4294967302|digits",
                "otpauth://totp/a?secret=S&period=|period",
                "otpauth://totp/a?secret=S&period=0|period",
                "otpauth://totp/a?secret=S&period=-30|period",
                "otpauth://totp/a?secret=S&period=86401|period",
                "otpauth://totp/a?secret=S&period=18446744073709551646|period",
                "otpauth://hotp/a?secret=S|counter",
                "otpauth://hotp/a?secret=S&counter=|counter",
                "otpauth://hotp/a?secret=S&counter=-1|counter",
                "otpauth://hotp/a?secret=S&counter=9223372036854775808|counter",
                "otpauth://hotp/a?secret=S&counter=00000000000000000001|counter"
            })
    void refusesWhatTwoAppsCouldReadDifferently(String form, String message) {
        String uri = form.replaceAll("(?<=[=-])S(?![A-Z])", S);
        Throwable thrown = catchThrowable(() -> OtpAuthUri.parse(uri));
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        assertThat(thrown).hasMessageContaining(message);
        assertThat(thrown.getMessage()).doesNotContain("JBSW", "3PXP");
    }

    @Test
    void comparesNamesByAsciiLettersOnly() {
        // The long s and the dotless i fold to s and i in Java's own comparison: here they are unknown parameters.
        OtpAuthUri uri = OtpAuthUri.parse(
                "otpauth://totp/a?secret=" + S + "&%C5%BFecret=x&d%C4%B1gits=9&dig%C4%B0ts=9&i%C5%BFsuer=x");
        assertThat(uri).isEqualTo(OtpAuthUri.parse("otpauth://totp/a?secret=" + S));
    }

    @Test
    void limitsTheLength() {
        String uri = "otpauth://totp/a?secret=" + S + "&x=";
        assertThat(OtpAuthUri.parse(uri + "x".repeat(4096 - uri.length())).account())
                .isEqualTo("a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthUri.parse(uri + "x".repeat(4097 - uri.length())))
                .withMessageContaining("4096");
    }
}
