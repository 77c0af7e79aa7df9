package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** One id has one spelling. */
class IdsTest {

    @Property
    void whatIsEncodedIsDecoded(@ForAll @Size(max = 70) byte[] bytes) {
        String text = Ids.encode(bytes);
        assertThat(Ids.decode(text)).isEqualTo(bytes);
        assertThat(Ids.decodedLength("(" + text + ")", 1, 1 + text.length())).isEqualTo(bytes.length);
    }

    /** Decided as the JDK's own decoder and encoder together would. */
    @Property(tries = 5000)
    void everyOtherSpellingIsRefused(
            @ForAll
                    @StringLength(max = 6)
                    @CharRange(from = 'A', to = 'Z')
                    @CharRange(from = 'a', to = 'h')
                    @CharRange(from = '0', to = '9')
                    @Chars({'-', '_', '+', '/', '=', ' ', '\u0441', '\uff21'})
                    String text) {
        if (isCanonical(text)) {
            assertThat(Ids.encode(Ids.decode(text))).isEqualTo(text);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> Ids.decode(text));
            assertThat(Ids.decodedLength(text, 0, text.length())).isEqualTo(-1);
        }
    }

    private static boolean isCanonical(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
