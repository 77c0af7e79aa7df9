package io.github.mfa4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.OtpAlgorithm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What JMH wrote down becomes rows that are compared within their question only. */
class ComparisonTest {

    private static final String RESULT = """
            {"benchmark": "io.github.mfa4j.bench.%s", "threads": %d, "params": %s,
             "primaryMetric": {"scoreUnit": "ns/op", "rawData": [%s]},
             "secondaryMetrics": {"gc.alloc.rate.norm": {"rawData": [[704.4, 704.2, 704.2, 704.1, 704.0]]}}}""";

    private static final String ROUNDS = "[%1$d, %1$d.5, 9999.0, 90.0, %1$d.25]";

    @Test
    void libraryIsTheMeasureWithinEachQuestion() {
        assertThat(comparison().tables()).isEqualToNormalizingNewlines("""

                        **Window (algorithm SHA1)**

                        | | ns/op | ± | times mfa4j | B/op |
                        |---|--:|--:|--:|--:|
                        | mfa4j | 560 | 0.25 | 1.00 | 704 |
                        | javaOtp | 1,400 | 0.25 | 2.50 | 704 |

                        **Window (algorithm SHA1, threads 2)**

                        | | ns/op | ± | times javaOtp | B/op |
                        |---|--:|--:|--:|--:|
                        | javaOtp | 1,500 | 0.25 | 1.00 | 704 |
                        """);
    }

    @Test
    void chartShowsEveryRowWithItsRatio() {
        var question = comparison().questions().entrySet().iterator().next();
        assertThat(Chart.svg(question.getKey(), question.getValue()))
                .startsWith("<svg xmlns=")
                .contains(">javaOtp</text>", ">1,400 (2.50×)</text>", ">560 (1.00×)</text>")
                .containsOnlyOnce("#2f6fde");
    }

    @Test
    void roundsAreTheirMedianAndHalfOfTheWayBetweenTheQuartiles() {
        Row row = Row.of("Growth", "mfa4j", new double[] {9, 1, 5, 3, 7}, "us/op");
        assertThat(row).isEqualTo(new Row("Growth", "mfa4j", 5, 2, "us/op", Double.NaN));
        assertThat(Row.read(Row.write(List.of(row)))).containsExactly(row);
    }

    @Test
    void compressionsAreThoseOfTheJdk() {
        for (OtpAlgorithm algorithm : OtpAlgorithm.values()) {
            assertThat(new Compressions(algorithm).run(2).getClass().getPackageName())
                    .isEqualTo("sun.security.provider");
        }
    }

    private static Comparison comparison() {
        String params = "{\"algorithm\": \"SHA1\"}";
        String jmh = "[" + RESULT.formatted("WindowBenchmark.javaOtp", 1, params, ROUNDS.formatted(1400)) + ","
                + RESULT.formatted("WindowBenchmark.mfa4j", 1, params, ROUNDS.formatted(560)) + ","
                + RESULT.formatted("WindowBenchmark.javaOtp", 2, params, ROUNDS.formatted(1500)) + "]";
        List<Row> rows = Row.ofJmh(List.of(jmh, jmh));
        assertThat(Row.read(Row.write(rows))).isEqualTo(rows);
        return new Comparison(rows);
    }
}
