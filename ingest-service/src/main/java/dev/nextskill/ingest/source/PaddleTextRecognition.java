package dev.nextskill.ingest.source;

import com.benjaminwan.ocrlibrary.OcrEngine;
import com.benjaminwan.ocrlibrary.Point;
import com.benjaminwan.ocrlibrary.TextBlock;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * PP-OCRv4 on ONNX Runtime, in this process. The native library and the models (16 MB) are unpacked and loaded at the first
 * picture, so that who sends none pays nothing.
 *
 * <p>It calls the library's engine and not its {@code InferenceEngine}: that one unpacks into a directory in {@code /tmp}
 * whose name everyone knows, and logs every text it reads.
 *
 * <p>Thread-safe: several threads may each have a picture read at once. A picture keeps one core busy, for the engine reads line
 * by line and its own threads bring nothing.
 */
public final class PaddleTextRecognition implements TextRecognition {

    private static final String DETECTION = "ch_PP-OCRv4_det_infer.onnx";
    private static final String DIRECTION = "ch_ppocr_mobile_v2.0_cls_infer.onnx";
    private static final String RECOGNITION = "ch_PP-OCRv4_rec_infer.onnx";
    private static final String CHARACTERS = "ppocr_keys_v1.txt";

    /** White around the picture, without which text at the edge is missed; and the other defaults of RapidOCR. */
    private static final int PADDING = 50;

    private static final int MAX_SIDE = 1024;
    private static final float BOX_SCORE = 0.5f;
    private static final float BOX = 0.3f;
    private static final float UNCLIP_RATIO = 1.6f;

    /** The native engine is one for the whole process: loading its models again would spoil it for all. */
    private static @Nullable OcrEngine engine;

    @Override
    public String engine() {
        return "PP-OCRv4";
    }

    @Override
    public List<RecognisedLine> recognise(BufferedImage picture) throws IOException {
        var loaded = loaded();
        // The library reads files only; it never sees what the sender sent, only pixels that were decoded here.
        var file = Files.createTempFile("nextskill-ocr-", ".bmp");
        try {
            if (!ImageIO.write(picture, "bmp", file.toFile())) {
                throw new IOException("The picture's pixels cannot be written as BMP.");
            }
            // Text lies level on a screen, so the direction model has nothing to say.
            var result = loaded.detect(file.toString(), PADDING, MAX_SIDE, BOX_SCORE, BOX, UNCLIP_RATIO, false, false);
            if (result == null) {
                throw new IOException("The OCR engine could not read the picture's pixels.");
            }
            var lines = new ArrayList<RecognisedLine>();
            for (var block : result.getTextBlocks()) {
                if (!block.getText().isBlank()) {
                    lines.add(line(block));
                }
            }
            return lines;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static synchronized OcrEngine loaded() throws IOException {
        var loaded = engine;
        if (loaded == null) {
            loaded = load();
            engine = loaded;
        }
        return loaded;
    }

    private static OcrEngine load() throws IOException {
        var library = System.mapLibraryName("RapidOcr");
        var directory = Files.createTempDirectory("nextskill-ocr-");
        try {
            unpack("/lib/" + library, directory.resolve(library));
            for (var model : List.of(DETECTION, DIRECTION, RECOGNITION, CHARACTERS)) {
                unpack("/models/" + model, directory.resolve(model));
            }
            System.load(directory.resolve(library).toString());
            var loaded = new OcrEngine();
            loaded.setNumThread(1);
            loaded.initLogger(false, false, false);
            if (!loaded.initModels(directory.toString(), DETECTION, DIRECTION, RECOGNITION, CHARACTERS)) {
                throw new IOException("The OCR engine did not take its models from %s.".formatted(directory));
            }
            return loaded;
        } catch (LinkageError e) {
            throw new IOException(
                    "The OCR engine does not run on this platform (%s). Send text.".formatted(e.getMessage()), e);
        } finally {
            // All is in memory now; Windows keeps the library's file until the end.
            for (var file : List.of(library, DETECTION, DIRECTION, RECOGNITION, CHARACTERS)) {
                if (!directory.resolve(file).toFile().delete()) {
                    directory.resolve(file).toFile().deleteOnExit();
                }
            }
            if (!directory.toFile().delete()) {
                directory.toFile().deleteOnExit();
            }
        }
    }

    private static void unpack(String resource, Path to) throws IOException {
        try (InputStream in = OcrEngine.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(
                        ("%s is not on the class path: this build has no OCR for %s on %s. Build it on this"
                                        + " platform, or send text.")
                                .formatted(resource, System.getProperty("os.name"), System.getProperty("os.arch")));
            }
            Files.copy(in, to);
        }
    }

    private static RecognisedLine line(TextBlock block) {
        var xs = block.getBoxPoint().stream().mapToInt(Point::getX).summaryStatistics();
        var ys = block.getBoxPoint().stream().mapToInt(Point::getY).summaryStatistics();
        var sum = 0.0;
        for (var score : block.getCharScores()) {
            sum += score;
        }
        var confidence = sum / Math.max(1, block.getCharScores().length);
        return new RecognisedLine(
                block.getText().strip(),
                xs.getMin(),
                ys.getMin(),
                xs.getMax(),
                ys.getMax(),
                Math.max(0, Math.min(1, confidence)));
    }
}
