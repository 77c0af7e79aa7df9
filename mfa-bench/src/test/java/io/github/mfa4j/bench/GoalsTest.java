package io.github.mfa4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several turns of the same rows: a bad minute of the machine is not a bad figure of anybody. */
class GoalsTest {

    private static final String BYTES = "WindowFromBytes (algorithm SHA1, code wrong)";
    private static final String TWO = "WindowFromBytes (algorithm SHA1, code wrong, threads 2)";

    @Test
    void aRatioIsOfOneTurnAndTheMedianOfThemCounts() {
        String table = Goals.table(List.of(
                List.of(row("mfa4j", 500, 800), row("javaOtp", 1000, 0), row("bareCompressions", 250, 0)),
                List.of(row("mfa4j", 5000, 800), row("javaOtp", 9000, 0), row("bareCompressions", 2000, 0)),
                List.of(row("mfa4j", 600, 900), row("javaOtp", 600, 0), row("bareCompressions", 200, 0))));
        assertThat(table)
                .contains("| javaOtp in times mfa4j, " + BYTES + " | ≥ 1.9 | 1.80 | 1.00 to 2.00 |")
                .contains("| " + BYTES + " in times bareCompressions | ≤ 1.5 | 2.50 | 2.00 to 3.00 |")
                .contains("| " + BYTES + ", B | ≤ 900 | 800 | 800 to 900 |")
                // Floors are nobody to be faster than.
                .contains("| fastest of the others in times mfa4j, " + BYTES + " | > 1 | 1.80 | 1.00 to 2.00 |")
                .doesNotContain("WindowPrepared", "memory", "PostgreSQL", "two threads");
    }

    @Test
    void twoThreadsAreComparedWithWhatTheFloorScales() {
        List<Row> turn = new ArrayList<>(List.of(row("mfa4j", 500, 0), row("bareCompressions", 200, 0)));
        turn.add(new Row(TWO, "mfa4j", 550, 1, "ns/op", 0));
        turn.add(new Row(TWO, "bareCompressions", 210, 1, "ns/op", 0));
        // (500 / 550) / (200 / 210)
        assertThat(Goals.table(List.of(turn)))
                .contains("| WindowFromBytes, two threads, of what the bare compressions scale | ≥ 0.95 | 0.95 |");
    }

    private static Row row(String who, double score, double bytes) {
        return new Row(BYTES, who, score, 1, "ns/op", bytes);
    }
}
