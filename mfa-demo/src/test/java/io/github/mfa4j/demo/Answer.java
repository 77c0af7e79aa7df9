package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the application answered. */
record Answer(int status, String body, HttpResponse<String> response) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    String title() {
        return only("<h1>(.*?)</h1>");
    }

    /** The text of the message at the top, without tags, and without the word that comes before what is to be corrected. */
    String notice() {
        Matcher found = Pattern.compile(
                        "<div class=\"notice (?:good|bad)\" id=\"notice\"[^>]*>(.*?)</div>", Pattern.DOTALL)
                .matcher(body);
        return found.find()
                ? found.group(1)
                        .replaceAll("<[^>]*>", "")
                        .replaceAll("\\s+", " ")
                        .strip()
                        .replaceFirst("^Error: ", "")
                : "";
    }

    /** The ids of the fields that are said to be wrong, each of which the notice describes. */
    List<String> wrongFields() {
        List<String> wrong = all("<input[^>]* id=\"([^\"]*)\"[^>]* aria-invalid=\"true\"");
        assertThat(all("<input[^>]* id=\"([^\"]*)\"[^>]* aria-describedby=\"notice(?: [a-z-]*)?\""))
                .isEqualTo(wrong);
        return wrong;
    }

    String csrf() {
        return all("name=\"csrf\" value=\"([^\"]*)\"").stream().findFirst().orElse("");
    }

    String hidden(String name) {
        return only("type=\"hidden\" name=\"" + name + "\" value=\"([^\"]*)\"");
    }

    String manualKey() {
        return only("<code id=\"manual-key\">([A-Z2-7 ]*)</code>");
    }

    List<String> backupCodes() {
        return all("<li><code>([^<]*)</code></li>");
    }

    /** The newest number that was mailed. */
    String mailedNumber() {
        return all("<h2>Your number is ([0-9]{6})</h2>").get(0);
    }

    /** The newest link that was mailed. */
    String mailedLink() {
        return all("<a href=\"(/[^\"]*)\">Open the link</a>").get(0).replace("&amp;", "&");
    }

    String only(String regex) {
        List<String> found = all(regex);
        assertThat(found).as("%s in %s", regex, body).hasSize(1);
        return found.get(0);
    }

    List<String> all(String regex) {
        return Pattern.compile(regex)
                .matcher(body)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
