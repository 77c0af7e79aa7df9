package io.github.mfa4j.qr;

import java.util.Base64;
import java.util.Objects;

/**
 * A QR code (ISO/IEC 18004) of a text, to be shown as SVG, PNG, {@code data:} URI or terminal text.
 *
 * <pre>{@code
 * Qr qr = Qr.of(uri);
 * page.write(qr.toSvg("Scan this with your authenticator app"));
 * }</pre>
 *
 * <p>Every form is dark on light, with a quiet zone of exactly 4 light modules on every side. It therefore needs no
 * margin of its own and may stand on a page of any colour.
 *
 * <p><b>The picture of an {@code otpauth} URI is the secret itself.</b> Send it with {@code Cache-Control: no-store},
 * do not log it, do not mail it, and let nobody else draw it. This class keeps the modules and not the text, its
 * {@link #toString()} shows neither, and no exception message repeats a part of the text.
 *
 * <p>Immutable and thread-safe. Two objects are equal only if they are the same.
 */
public final class Qr {
    private static final int DEFAULT_SCALE = 6;
    private static final int MAX_SCALE = 40;

    private final Matrix matrix;

    private Qr(Matrix matrix) {
        this.matrix = matrix;
    }

    /**
     * The QR code of a text with error correction {@link ErrorCorrection#MEDIUM}.
     *
     * @param text as for {@link #of(String, ErrorCorrection)}, at most 2331 characters
     * @return the QR code
     * @throws IllegalArgumentException if the text is empty, too long or not printable ASCII
     */
    public static Qr of(String text) {
        return of(text, ErrorCorrection.MEDIUM);
    }

    /**
     * The QR code of a text with at least the given error correction, in the smallest version that holds it.
     *
     * <p>Where a higher level costs no larger picture, the higher level is used: what would have been padding then
     * repairs errors.
     *
     * @param text 1 to {@link ErrorCorrection#maxLength()} characters of printable ASCII, 0x20 to 0x7E, which is what
     *     a URI consists of. Anything else must be percent-encoded before, because readers disagree about its charset
     * @param errorCorrection the least error correction
     * @return the QR code
     * @throws IllegalArgumentException if the text is empty, too long or not printable ASCII; the message says what to
     *     do and holds no part of the text
     */
    public static Qr of(String text, ErrorCorrection errorCorrection) {
        return new Qr(Encoder.encode(text, errorCorrection));
    }

    /**
     * An SVG document named "QR code"; see {@link #toSvg(String)}.
     *
     * @return the document, one line of ASCII
     */
    public String toSvg() {
        return toSvg("QR code");
    }

    /**
     * An SVG document, to be written into an HTML page as it is or served as {@code image/svg+xml}.
     *
     * <p>It needs no exception from a Content-Security-Policy: no script, no style, no reference to anything outside.
     * It is 6 pixels per module wide and high unless CSS says otherwise, and can be given any size.
     *
     * @param label the accessible name, in the language of the page, such as "Scan this with your authenticator app";
     *     escaped here. Not blank, no control characters, no lone surrogates, no U+FFFE or U+FFFF
     * @return the document, one line of ASCII without an XML declaration
     * @throws IllegalArgumentException if the label is blank or has a character that a document cannot hold
     */
    public String toSvg(String label) {
        Objects.requireNonNull(label, "label");
        return Svg.draw(matrix, label, DEFAULT_SCALE);
    }

    /**
     * A PNG file, black and white, with 6 pixels per module.
     *
     * @return the file, a new array at each call
     */
    public byte[] toPng() {
        return toPng(DEFAULT_SCALE);
    }

    /**
     * A PNG file, black and white with one bit per pixel.
     *
     * @param scale pixels per module, 1 to 40; below 3 many cameras fail
     * @return the file, a new array at each call
     * @throws IllegalArgumentException if the scale is out of range
     */
    public byte[] toPng(int scale) {
        if (scale < 1 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("scale must be 1 to " + MAX_SCALE + " pixels per module, not " + scale);
        }
        return Png.draw(matrix, scale);
    }

    /**
     * The PNG file of {@link #toPng()} as a {@code data:} URI; see {@link #toDataUri(int)}.
     *
     * @return the URI, ASCII
     */
    public String toDataUri() {
        return toDataUri(DEFAULT_SCALE);
    }

    /**
     * The PNG file of {@link #toPng(int)} as a {@code data:} URI (RFC 2397) for the {@code src} of an {@code img}.
     *
     * <p>A Content-Security-Policy must allow it with {@code img-src data:}. Where that is not wanted, use
     * {@link #toSvg(String)}.
     *
     * @param scale pixels per module, 1 to 40
     * @return the URI, ASCII, with nothing that needs escaping in an attribute
     * @throws IllegalArgumentException if the scale is out of range
     */
    public String toDataUri(int scale) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(toPng(scale));
    }

    /**
     * Text for a terminal that shows light characters on a dark background: half-block characters, no escape sequences.
     *
     * <p>Each character is one module wide and two high, so the usual URI needs about 57 columns and 29 lines, in a
     * font with a fixed width. The light modules are drawn and the dark ones are spaces. On a light background the
     * picture is therefore inverted, which many phones read, but not all: use {@link #toAnsiText()} where the
     * background is unknown. Write it to a stream that encodes as UTF-8, since the default charset may lack the blocks.
     *
     * @return lines of U+2580, U+2584, U+2588 and spaces, each ended by a line feed
     */
    public String toText() {
        return Terminal.plain(matrix);
    }

    /**
     * Text for a terminal with 256 colours: as {@link #toText()}, but in black on white whatever the background is.
     *
     * @return lines of U+2580, U+2584, U+2588, spaces and ANSI escape sequences, each line ended by a reset of the
     *     colours and a line feed
     */
    public String toAnsiText() {
        return Terminal.coloured(matrix);
    }

    /**
     * The size of the code and nothing of its content, such as {@code Qr[version 6, 41x41]}.
     *
     * @return the version, 1 to 40, and the modules per side without the quiet zone
     */
    @Override
    public String toString() {
        int side = matrix.symbolSide();
        return "Qr[version " + matrix.version() + ", " + side + "x" + side + "]";
    }
}
