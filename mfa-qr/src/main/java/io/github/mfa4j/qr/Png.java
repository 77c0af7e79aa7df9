package io.github.mfa4j.qr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The PNG form: greyscale with one bit per pixel (W3C PNG specification, colour type 0, bit depth 1).
 *
 * <p>Written by hand because the JDK's own writer lives in {@code java.desktop}, which a server image often lacks.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte BIT_DEPTH = 1;
    private static final byte GREYSCALE = 0;
    private static final byte NO_FILTER = 0;

    private Png() {}

    static byte[] draw(Matrix matrix, int scale) {
        int pixels = matrix.side() * scale;
        byte[] header = ByteBuffer.allocate(13)
                .putInt(pixels)
                .putInt(pixels)
                .put(BIT_DEPTH)
                .put(GREYSCALE)
                .array(); // and three zeros: deflate, adaptive filtering, not interlaced
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        png.writeBytes(chunk("IHDR", header));
        png.writeBytes(chunk("IDAT", imageData(matrix, scale)));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    /** Row by row, because the largest picture has 7 MB of pixels and far less content. */
    private static byte[] imageData(Matrix matrix, int scale) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        Deflater deflater = new Deflater();
        try {
            for (int y = 0; y < matrix.side(); y++) {
                byte[] row = row(matrix, y, scale);
                for (int i = 0; i < scale; i++) {
                    deflater.setInput(row);
                    drain(deflater, buffer, data);
                }
            }
            deflater.finish();
            drain(deflater, buffer, data);
        } finally {
            deflater.end(); // its memory is not on the heap
        }
        return data.toByteArray();
    }

    private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream data) {
        int count = deflater.deflate(buffer);
        while (count > 0) {
            data.write(buffer, 0, count);
            count = deflater.deflate(buffer);
        }
    }

    /** The filter type and then one bit per pixel, the leftmost pixel in the highest bit; a set bit is white. */
    private static byte[] row(Matrix matrix, int y, int scale) {
        int pixels = matrix.side() * scale;
        byte[] row = new byte[1 + (pixels + 7) / 8];
        Arrays.fill(row, (byte) 0xFF);
        row[0] = NO_FILTER;
        for (int x = 0; x < pixels; x++) {
            if (matrix.isDark(x / scale, y)) {
                row[1 + x / 8] &= (byte) ~(0x80 >> x % 8);
            }
        }
        return row;
    }
}
