package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrTest {
    private final Qr qr = Qr.of(Samples.URI);

    @Test
    void mediumIsTheDefault() {
        assertThat(qr.toSvg())
                .isEqualTo(Qr.of(Samples.URI, ErrorCorrection.MEDIUM).toSvg());
        assertThat(qr.toSvg())
                .isNotEqualTo(Qr.of(Samples.URI, ErrorCorrection.HIGH).toSvg());
    }

    @Test
    void sixPixelsPerModuleAreTheDefault() {
        assertThat(qr.toPng()).isEqualTo(qr.toPng(6));
        assertThat(qr.toDataUri()).isEqualTo(qr.toDataUri(6));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 41, Integer.MAX_VALUE})
    void aScaleOutOfRangeIsRefused(int scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> qr.toPng(scale))
                .withMessage("scale must be 1 to 40 pixels per module, not " + scale);
        assertThatIllegalArgumentException().isThrownBy(() -> qr.toDataUri(scale));
    }

    @Test
    void toStringShowsTheSizeOnly() {
        assertThat(qr).hasToString("Qr[version 8, 49x49]");
        assertThat(Qr.of("a")).hasToString("Qr[version 1, 21x21]");
        assertThat(Qr.of("a".repeat(2331))).hasToString("Qr[version 40, 177x177]");
    }

    @Test
    void everyCallGivesItsOwnBytes() {
        byte[] first = qr.toPng();
        byte[] copy = first.clone();
        first[20] ^= 1;
        assertThat(qr.toPng()).isEqualTo(copy).isNotSameAs(first);
    }

    @Test
    void theSameTextGivesTheSamePicture() {
        Qr again = Qr.of(Samples.URI);
        assertThat(again.toPng()).isEqualTo(qr.toPng());
        assertThat(again.toAnsiText()).isEqualTo(qr.toAnsiText());
    }

    @Test
    void oneObjectServesManyThreads() throws InterruptedException, ExecutionException {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<Future<List<Object>>> drawn = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                drawn.add(pool.submit(() -> {
                    ready.countDown();
                    ready.await();
                    List<Object> forms = List.of();
                    for (int n = 0; n < 20; n++) {
                        forms = List.of(qr.toSvg(), qr.toDataUri(1), qr.toText(), qr.toAnsiText());
                    }
                    return forms;
                }));
            }
            for (Future<List<Object>> forms : drawn) {
                assertThat(forms.get()).containsExactly(qr.toSvg(), qr.toDataUri(1), qr.toText(), qr.toAnsiText());
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
