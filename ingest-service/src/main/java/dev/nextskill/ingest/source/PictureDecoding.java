package dev.nextskill.ingest.source;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * From a picture's file to its pixels as one sees them: upright, on white, of an animation the first frame. What its header
 * declares is judged before anything is decoded. Pure.
 */
final class PictureDecoding {

    /** Longer or flatter than this is no screen, and costs more to look through than its pixels say. */
    private static final int MOST_SIDE_TO_SIDE = 40;

    private static final int JPEG_APP1 = 0xE1;
    private static final int JPEG_START_OF_SCAN = 0xDA;
    private static final int TIFF_ORIENTATION = 0x0112;
    private static final int UPRIGHT = 1;

    private PictureDecoding() {}

    /** A picture whose header has been read and found within the limits. */
    record Header(SourceFile file, int width, int height) {

        int pixels() {
            return width * height;
        }
    }

    /**
     * @param maxPixels the most the header may declare
     * @throws UnreadableFileException when it declares more, or cannot be read
     */
    static Header header(SourceFile picture, int maxPixels) throws UnreadableFileException {
        var size = using(picture, reader -> new int[] {reader.getWidth(0), reader.getHeight(0)});
        check(picture, size[0], size[1], maxPixels);
        if (picture.kind() == FileKind.WEBP) {
            checkFrames(picture, maxPixels);
        }
        return new Header(picture, size[0], size[1]);
    }

    /** @throws UnreadableFileException when the file is broken */
    static BufferedImage decode(Header header) throws UnreadableFileException {
        var picture = header.file();
        return using(picture, reader -> upright(onWhite(reader.read(0)), orientation(picture)));
    }

    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private static <T> T using(SourceFile picture, Reading<T> reading) throws UnreadableFileException {
        var reader = imageReader(picture.kind());
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture.bytes()))) {
            // Metadata is skipped: compressed notes in it may be of any size.
            reader.setInput(in, true, true);
            return reading.from(reader);
        } catch (IOException | RuntimeException e) {
            // Decoders answer broken pictures with whatever exception they come across.
            throw new UnreadableFileException(
                    Fault.BROKEN,
                    "The picture %s cannot be decoded as %s. Take the screenshot again, or save it as PNG."
                            .formatted(picture.name(), picture.kind().label()),
                    e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader imageReader(FileKind kind) throws UnreadableFileException {
        if (kind == FileKind.WEBP) {
            // Asked by name, because the registry of plug-ins depends on who touched it first.
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        var readers = ImageIO.getImageReadersByFormatName(kind.label());
        if (!readers.hasNext()) {
            throw new UnreadableFileException(Fault.UNKNOWN_KIND, "%s is no picture.".formatted(kind.label()));
        }
        return readers.next();
    }

    private static void check(SourceFile picture, long width, long height, int maxPixels)
            throws UnreadableFileException {
        if (width * height > maxPixels) {
            throw new UnreadableFileException(
                    Fault.TOO_LARGE,
                    "The picture %s has %d × %d pixels, but %d pixels are the most. Cut it into several, and send them together."
                            .formatted(picture.name(), width, height, maxPixels));
        }
        if (Math.max(width, height) > MOST_SIDE_TO_SIDE * Math.min(width, height)) {
            throw new UnreadableFileException(
                    Fault.TOO_LARGE,
                    "The picture %s has %d × %d pixels; one side is more than %d times the other. Cut it into several, and send them together."
                            .formatted(picture.name(), width, height, MOST_SIDE_TO_SIDE));
        }
    }

    /**
     * A WebP says its size several times: for the whole, and for each frame, which may claim more than the whole.
     *
     * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP container specification</a>
     */
    private static void checkFrames(SourceFile picture, int maxPixels) throws UnreadableFileException {
        var bytes = ByteBuffer.wrap(picture.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        var end = bytes.capacity();
        var at = 12;
        while (at + 18 <= end) {
            var data = at + 8;
            var length = Integer.toUnsignedLong(bytes.getInt(at + 4));
            var next = data + length + (length & 1);
            switch (new String(picture.bytes(), at, 4, StandardCharsets.ISO_8859_1)) {
                case "VP8 " ->
                    check(picture, bytes.getShort(data + 6) & 0x3FFF, bytes.getShort(data + 8) & 0x3FFF, maxPixels);
                case "VP8L" -> {
                    var sizes = bytes.getInt(data + 1);
                    check(picture, (sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1, maxPixels);
                }
                // A frame of an animation has chunks of its own behind its 16 bytes.
                case "ANMF" -> next = data + 16L;
                default -> {}
            }
            at = (int) Math.min(end, next);
        }
    }

    /** Transparent pixels become white, and every layout of pixels the one that is cheap to read. */
    private static BufferedImage onWhite(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return image;
        }
        var copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        var graphics = copy.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.drawImage(image, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return copy;
    }

    /** 1..8 as EXIF counts them; 1 when nothing is said that can be understood. */
    private static int orientation(SourceFile picture) {
        if (picture.kind() != FileKind.JPEG) {
            return UPRIGHT;
        }
        try {
            var bytes = ByteBuffer.wrap(picture.bytes());
            var at = 2;
            while ((bytes.get(at) & 0xFF) == 0xFF && (bytes.get(at + 1) & 0xFF) != JPEG_START_OF_SCAN) {
                if ((bytes.get(at + 1) & 0xFF) == JPEG_APP1 && bytes.getInt(at + 4) == 0x45786966) {
                    return tiffOrientation(bytes.position(at + 10).slice());
                }
                at += 2 + (bytes.getShort(at + 2) & 0xFFFF);
            }
            return UPRIGHT;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return UPRIGHT;
        }
    }

    private static int tiffOrientation(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = tiff.getInt(4);
        var entries = tiff.getShort(directory) & 0xFFFF;
        for (var i = 0; i < entries; i++) {
            var entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xFFFF) == TIFF_ORIENTATION) {
                return tiff.getShort(entry + 8);
            }
        }
        return UPRIGHT;
    }

    private static BufferedImage upright(BufferedImage image, int orientation) {
        var w = image.getWidth();
        var h = image.getHeight();
        // Exif 2.32, tag Orientation: where row 0 and column 0 of the file stand on the screen.
        var turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
                    case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
                    default -> null;
                };
        if (turn == null) {
            return image;
        }
        var swapped = orientation >= 5;
        var turned = new BufferedImage(swapped ? h : w, swapped ? w : h, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = turned.createGraphics();
        try {
            graphics.drawImage(image, turn, null);
        } finally {
            graphics.dispose();
        }
        return turned;
    }
}
