package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {

    private static String render(Html html) {
        StringBuilder page = new StringBuilder();
        html.appendTo(page);
        return page.toString();
    }

    @Test
    void textAndAttributesAreEscaped() {
        Html html = Tag.of("p").attr("title", "\"'<&>").text("<b>\"&'</b>");
        assertThat(render(html))
                .isEqualTo("<p title=\"&quot;&#39;&lt;&amp;&gt;\">&lt;b&gt;&quot;&amp;&#39;&lt;/b&gt;</p>");
    }

    @Test
    void addressesAreOfThisServerOrHarmless() {
        assertThat(render(Tag.of("a").attr("href", "/x"))).isEqualTo("<a href=\"/x\"></a>");
        for (String bad :
                List.of("javascript:alert(1)", "//evil.example", "https://evil.example", "data:text/html,x", "")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("a").attr("href", bad));
        }
    }

    @Test
    void scriptHasNoPlaceInTags() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("p").attr("onclick", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("p").attr("style", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("p").attr("a b", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("p><script"));
        assertThatIllegalArgumentException().isThrownBy(() -> Tag.of("input").text("x"));
    }

    @Test
    void waitingTimesAreRoundedUp() {
        Instant now = Instant.parse("2026-03-01T09:00:00.500Z");
        assertThat(Times.in(now, now.plusMillis(1))).isEqualTo("in 1 second");
        assertThat(Times.in(now, now.minusSeconds(5))).isEqualTo("in 1 second");
        assertThat(Times.in(now, now.plusMillis(29_500))).isEqualTo("in 30 seconds");
        assertThat(Times.in(now, now.plusSeconds(121))).isEqualTo("in 3 minutes");
        assertThat(Times.in(now, now.plus(Duration.ofHours(3)))).isEqualTo("in 3 hours");
        assertThat(Times.in(now, now.plus(Duration.ofDays(30)))).isEqualTo("in 30 days");
    }
}
