package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The checks of axe-core. The driver puts them into the page, for its Content-Security-Policy lets nobody else do it. */
final class Axe {

    /** All rules, and the one about the size of what is clicked, which is off by default. */
    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            const told = (rules) => rules.map((rule) => rule.id + ': ' + rule.nodes.map(
                (node) => node.target.join(' ') + ' (' + node.failureSummary + ')').join('; '));
            axe.run(document, {rules: {'target-size': {enabled: true}}}).then(
                (result) => done({looked: result.passes.map((rule) => rule.id).join(' '),
                    complaints: told(result.violations.concat(result.incomplete))}),
                (error) => done({looked: '', complaints: ['' + error]}));
            """;

    private final String source;

    private Axe(String source) {
        this.source = source;
    }

    static Axe load() throws IOException {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            assertThat(script).isNotNull();
            return new Axe(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** What is wrong with the page, and what axe-core cannot decide. */
    List<String> complaints(Chromium browser) {
        browser.run(source);
        Map<?, ?> result = (Map<?, ?>) browser.runAsync(RUN);
        List<String> complaints = ((List<?>) result.get("complaints"))
                .stream().map(String::valueOf).toList();
        if (complaints.isEmpty()) {
            // Or it did not look.
            assertThat(String.valueOf(result.get("looked"))).contains("color-contrast", "target-size", "bypass");
        }
        return complaints;
    }
}
