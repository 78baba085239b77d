package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.SourceDocument.Ocr;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * One or several screenshots of one posting, in order, to its text: decoded within limits, cut where no text is when they are
 * longer than the detection model bears, read, and laid out by {@link ScreenshotLayout}. Thread-safe.
 */
public final class ScreenshotReader {

    /** Wider in relation to its height than this, a tile's text stays large enough for the detection model. */
    private static final double TILE_HEIGHT_TO_WIDTH = 2.4;
    /** A row of pixels counts as free of text when its brightness differs by less. */
    private static final int EVEN = 12;

    private final TextRecognition recognition;
    private final ScreenshotLayout layout;
    private final int maxPixels;
    private final Semaphore pixels;

    /**
     * @param maxPixels the most pixels a picture may have, and all that are read at once; each takes up to seven bytes of heap
     *     meanwhile
     */
    public ScreenshotReader(TextRecognition recognition, int maxPixels) {
        this.recognition = recognition;
        this.layout = new ScreenshotLayout();
        this.maxPixels = maxPixels;
        this.pixels = new Semaphore(maxPixels, true);
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
            var header = PictureDecoding.header(picture, maxPixels);
            pixels.acquireUninterruptibly(header.pixels());
            try {
                screens.add(screen(PictureDecoding.decode(header)));
            } finally {
                pixels.release(header.pixels());
            }
            if (screens.get(screens.size() - 1).lines().isEmpty()) {
                throw noText(picture.name());
            }
        }
        var posting = layout.read(screens);
        if (posting.text().isBlank()) {
            throw noText(
                    String.join(", ", pictures.stream().map(SourceFile::name).toList()));
        }
        return new SourceDocument(
                posting.title(),
                posting.company(),
                posting.location(),
                null,
                null,
                posting.text(),
                new Ocr(recognition.engine(), Math.round(posting.confidence() * 1000) / 1000.0));
    }

    private static UnreadableFileException noText(String name) {
        return new UnreadableFileException(
                Fault.NO_TEXT,
                "No text was found in the picture %s. Send a screenshot in which the posting's words can be read."
                        .formatted(name));
    }

    private ScreenshotLayout.Screen screen(BufferedImage image) throws IOException {
        var lines = new ArrayList<RecognisedLine>();
        for (var tile : tiles(image)) {
            var part = image.getSubimage(tile.x, tile.y, tile.width, tile.height);
            for (var line : recognition.recognise(part)) {
                lines.addAll(InkGaps.split(image, line.movedDown(tile.y)));
            }
        }
        return new ScreenshotLayout.Screen(image.getWidth(), image.getHeight(), lines);
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
