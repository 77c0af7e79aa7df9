package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file as the PNG specification wants it, read chunk by chunk. */
@Tag("once")
class PngTest {
    private final Qr qr = Qr.of(Samples.URI);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 8, 17, 40})
    void dimensionsFollowTheScale(int scale) throws IOException {
        Map<String, byte[]> chunks = chunks(qr.toPng(scale));
        assertThat(chunks.keySet()).containsExactly("IHDR", "IDAT", "IEND");
        int pixels = 57 * scale;
        DataInputStream header = new DataInputStream(new ByteArrayInputStream(chunks.get("IHDR")));
        assertThat(header.readInt()).as("width").isEqualTo(pixels);
        assertThat(header.readInt()).as("height").isEqualTo(pixels);
        assertThat(header.readAllBytes())
                .as("bit depth, colour type, compression, filter, interlace")
                .containsExactly(1, 0, 0, 0, 0);
        assertThat(chunks.get("IEND")).isEmpty();

        byte[] data = new InflaterInputStream(new ByteArrayInputStream(chunks.get("IDAT"))).readAllBytes();
        int bytesPerRow = 1 + (pixels + 7) / 8;
        assertThat(data).hasSize(pixels * bytesPerRow);
        for (int y = 0; y < pixels; y++) {
            assertThat(data[y * bytesPerRow]).as("filter type of row %d", y).isZero();
        }
        boolean[][] dark = Pictures.fromPng(qr.toPng(scale));
        Pictures.assertFrame(dark, scale);
        assertThat(dark).isDeepEqualTo(Pictures.enlarge(Pictures.fromPng(qr.toPng(1)), scale));
    }

    @Test
    void theLargestPictureStaysSmallAsAFile() {
        byte[] png = Qr.of("a".repeat(2953), ErrorCorrection.LOW).toPng(40);
        assertThat(png).hasSizeLessThan(300_000);
        BufferedImage image = Pictures.image(png);
        assertThat(image.getWidth()).isEqualTo(185 * 40);
        assertThat(image.getHeight()).isEqualTo(185 * 40);
    }

    @Test
    void aDataUriHoldsTheFile() {
        String uri = qr.toDataUri(4);
        assertThat(uri).matches("data:image/png;base64,[A-Za-z0-9+/]+={0,2}");
        assertThat(Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1)))
                .isEqualTo(qr.toPng(4));
    }

    private static Map<String, byte[]> chunks(byte[] png) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(png));
        assertThat(in.readNBytes(8)).containsExactly(0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        while (in.available() > 0) {
            int length = in.readInt();
            byte[] typeAndData = in.readNBytes(4 + length);
            String type = new String(typeAndData, 0, 4, StandardCharsets.US_ASCII);
            assertThat(in.readInt()).as("CRC of %s", type).isEqualTo(crc(typeAndData));
            byte[] data = Arrays.copyOfRange(typeAndData, 4, typeAndData.length);
            assertThat(chunks.put(type, data)).as("second %s", type).isNull();
        }
        return chunks;
    }

    /** Bit by bit after the definition in the specification, as the JDK's own is what is under test. */
    private static int crc(byte[] bytes) {
        int crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xEDB88320;
            }
        }
        return ~crc;
    }
}
