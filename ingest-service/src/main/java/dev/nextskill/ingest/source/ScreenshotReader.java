package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.SourceDocument.Ocr;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * One or several screenshots of one posting, in order, to its text: decoded within limits, cut where no text is when they are
 * longer than the detection model bears, read, and laid out by {@link ScreenshotLayout}.
 */
public final class ScreenshotReader {

    /** Wider in relation to its height than this, a tile's text stays large enough for the detection model. */
    private static final double TILE_HEIGHT_TO_WIDTH = 2.4;
    /** A row of pixels counts as free of text when its brightness differs by less. */
    private static final int EVEN = 12;

    private final TextRecognition recognition;
    private final ScreenshotLayout layout;
    private final long maxPixels;

    /** @param maxPixels the most pixels a picture may have; each takes about four bytes of memory while it is read */
    public ScreenshotReader(TextRecognition recognition, long maxPixels) {
        this.recognition = recognition;
        this.layout = new ScreenshotLayout();
        this.maxPixels = maxPixels;
    }

    /**
     * Reads the pictures as one posting. What one shows again of the one before it is left out.
     *
     * @throws UnreadableFileException naming the picture at fault
     * @throws IOException when the OCR engine fails, which is not the sender's fault
     */
    public SourceDocument read(List<SourceFile> pictures) throws UnreadableFileException, IOException {
        var screens = new ArrayList<ScreenshotLayout.Screen>();
        for (var picture : pictures) {
            var image = decode(picture);
            var lines = recognise(image);
            if (lines.isEmpty()) {
                throw new UnreadableFileException(
                        Fault.NO_TEXT,
                        "No text was found in the picture %s. Send a screenshot in which the posting's words can be read."
                                .formatted(picture.name()));
            }
            screens.add(new ScreenshotLayout.Screen(image.getWidth(), image.getHeight(), lines));
        }
        var posting = layout.read(screens);
        return new SourceDocument(
                posting.title(),
                posting.company(),
                posting.location(),
                null,
                null,
                posting.text(),
                new Ocr(recognition.engine(), Math.round(posting.confidence() * 1000) / 1000.0));
    }

    private BufferedImage decode(SourceFile picture) throws UnreadableFileException {
        var reader = imageReader(picture.kind());
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture.bytes()))) {
            reader.setInput(in, true, true);
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            if ((long) width * height > maxPixels) {
                throw new UnreadableFileException(
                        Fault.TOO_LARGE,
                        "The picture %s has %d × %d pixels, but %d pixels are the most. Cut it into several, and send them together."
                                .formatted(picture.name(), width, height, maxPixels));
            }
            return onWhite(reader.read(0));
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
            return new com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi().createReaderInstance(null);
        }
        var readers = ImageIO.getImageReadersByFormatName(kind.label());
        if (!readers.hasNext()) {
            throw new UnreadableFileException(Fault.UNKNOWN_KIND, "%s is no picture.".formatted(kind.label()));
        }
        return readers.next();
    }

    /** Transparent pixels become white, and every layout of pixels the one that is cheap to read. */
    private static BufferedImage onWhite(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR || image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
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

    private List<RecognisedLine> recognise(BufferedImage image) throws IOException {
        var lines = new ArrayList<RecognisedLine>();
        for (var tile : tiles(image)) {
            var part = image.getSubimage(tile.x, tile.y, tile.width, tile.height);
            for (var line : recognition.recognise(part)) {
                lines.addAll(InkGaps.split(image, line.movedDown(tile.y)));
            }
        }
        return lines;
    }

    /** From top to bottom, cut in rows that are free of text where there are such. */
    static List<Rectangle> tiles(BufferedImage image) {
        var tiles = new ArrayList<Rectangle>();
        var width = image.getWidth();
        var most = Math.max(64, (int) (width * TILE_HEIGHT_TO_WIDTH));
        var top = 0;
        while (image.getHeight() - top > most) {
            var cut = top + most;
            for (var y = top + most; y > top + most * 2 / 3; y--) {
                if (isEven(image, y)) {
                    cut = y;
                    break;
                }
            }
            tiles.add(new Rectangle(0, top, width, cut - top));
            top = cut;
        }
        tiles.add(new Rectangle(0, top, width, image.getHeight() - top));
        return tiles;
    }

    private static boolean isEven(BufferedImage image, int y) {
        var lowest = 255;
        var highest = 0;
        for (var x = 0; x < image.getWidth(); x += 2) {
            var brightness = InkGaps.brightness(image.getRGB(x, y));
            lowest = Math.min(lowest, brightness);
            highest = Math.max(highest, brightness);
            if (highest - lowest > EVEN) {
                return false;
            }
        }
        return true;
    }
}
