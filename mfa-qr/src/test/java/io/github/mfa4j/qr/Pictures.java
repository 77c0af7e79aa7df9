package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Reads every form back into rows of dark pixels, without any code of the module, and decodes them with ZXing. */
final class Pictures {
    static final int QUIET_ZONE = 4;

    private static final Pattern BOX = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"");
    private static final Pattern BACKGROUND =
            Pattern.compile("<rect width=\"(\\d+)\" height=\"(\\d+)\" fill=\"#fff\"/>");
    private static final Pattern PATH = Pattern.compile("<path fill=\"#000\" d=\"([^\"]*)\"/>");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    private Pictures() {}

    /** The text that ZXing reads from an upright picture. */
    static String decode(boolean[][] dark) {
        return result(dark).getText();
    }

    static Result result(boolean[][] dark) {
        int height = dark.length;
        int width = dark[0].length;
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = dark[y][x] ? 0x000000 : 0xFFFFFF;
            }
        }
        try {
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
                            Map.of(DecodeHintType.PURE_BARCODE, true));
        } catch (ReaderException e) {
            throw new AssertionError("ZXing cannot read the picture", e);
        }
    }

    static boolean[][] fromPng(byte[] png) {
        BufferedImage image = image(png);
        boolean[][] dark = new boolean[image.getHeight()][image.getWidth()];
        for (int y = 0; y < dark.length; y++) {
            for (int x = 0; x < dark[y].length; x++) {
                int rgb = image.getRGB(x, y);
                if (rgb != 0xFF000000 && rgb != 0xFFFFFFFF) {
                    throw new AssertionError("neither black nor white");
                }
                dark[y][x] = rgb == 0xFF000000;
            }
        }
        return dark;
    }

    static BufferedImage image(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One pixel per module; fails unless the background covers the box and the path is made of separate runs. */
    static boolean[][] fromSvg(String svg) {
        Matcher box = find(BOX, svg);
        int side = Integer.parseInt(box.group(1));
        assertThat(box.group(2)).isEqualTo(box.group(1));
        Matcher background = find(BACKGROUND, svg);
        assertThat(background.group(1)).isEqualTo(box.group(1));
        assertThat(background.group(2)).isEqualTo(box.group(1));
        assertThat(background.start()).isLessThan(svg.indexOf("<path"));

        String path = find(PATH, svg).group(1);
        boolean[][] dark = new boolean[side][side];
        Matcher run = RUN.matcher(path);
        int end = 0;
        while (run.find()) {
            assertThat(run.start()).isEqualTo(end);
            end = run.end();
            assertThat(run.group(3)).isEqualTo(run.group(4));
            int x = Integer.parseInt(run.group(1));
            int y = Integer.parseInt(run.group(2));
            Arrays.fill(dark[y], x, x + Integer.parseInt(run.group(3)), true);
        }
        assertThat(end).isEqualTo(path.length());
        return dark;
    }

    private static Matcher find(Pattern pattern, String svg) {
        Matcher matcher = pattern.matcher(svg);
        assertThat(matcher.find()).as("%s", pattern).isTrue();
        int end = matcher.end();
        assertThat(matcher.find(end)).as("second %s", pattern).isFalse();
        matcher.find(0);
        return matcher;
    }

    /** Each pixel once for each pixel of a square of this size. */
    static boolean[][] enlarge(boolean[][] dark, int scale) {
        boolean[][] large = new boolean[dark.length * scale][dark[0].length * scale];
        for (int y = 0; y < large.length; y++) {
            for (int x = 0; x < large[y].length; x++) {
                large[y][x] = dark[y / scale][x / scale];
            }
        }
        return large;
    }

    /**
     * The quiet zone is exactly 4 modules wide on every side of the symbol, and the symbol is not mirrored, which ZXing
     * would not mind but other readers do.
     */
    static void assertFrame(boolean[][] dark, int scale) {
        int zone = QUIET_ZONE * scale;
        int side = dark.length;
        int first = side;
        int last = -1;
        int top = side;
        int bottom = -1;
        for (int y = 0; y < side; y++) {
            assertThat(dark[y]).hasSize(side);
            for (int x = 0; x < side; x++) {
                if (dark[y][x]) {
                    first = Math.min(first, x);
                    last = Math.max(last, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        assertThat(new int[] {first, top, side - 1 - last, side - 1 - bottom})
                .as("light pixels left, above, right, below")
                .containsExactly(zone, zone, zone, zone);
        // ISO/IEC 18004 has one module beside the lower left finder pattern that is dark in every symbol.
        assertThat(dark[side - zone - 8 * scale][zone + 8 * scale])
                .as("the dark module")
                .isTrue();
    }
}
