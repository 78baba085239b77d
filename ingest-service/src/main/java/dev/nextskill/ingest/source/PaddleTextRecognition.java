package dev.nextskill.ingest.source;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PP-OCRv4 on ONNX Runtime, in this process: one model finds the lines, another reads each. The native library and the models
 * (16 MB) are loaded at the first picture, so that who sends none pays nothing.
 *
 * <p>Thread-safe: several threads may each have a picture read at once. A picture keeps one core busy; models that share one among
 * several cores mostly spin while they wait for each other.
 */
public final class PaddleTextRecognition implements TextRecognition {

    private static final String DETECTION = "/models/ch_PP-OCRv4_det_infer.onnx";
    private static final String RECOGNITION = "/models/ch_PP-OCRv4_rec_infer.onnx";
    private static final String CHARACTERS = "/models/ppocr_keys_v1.txt";

    /** White around the picture, without which text at the edge is missed. */
    private static final int PADDING = 50;
    /** Of the picture the detection model sees, without the white; with it, its sides are multiples of {@link #GRID}. */
    private static final int MAX_SIDE = 1024;

    private static final int GRID = 32;

    /** What the recognition model was trained on; of the width a step of it is eight columns. */
    private static final int LINE_HEIGHT = 48;

    private static final int STEP = 8;
    private static final int NARROWEST = 2 * STEP;

    /** The mean and deviation of ImageNet's colours, with which the detection model was trained. */
    private static final float[] DETECTION_FACTOR = {1 / 0.229f / 255, 1 / 0.224f / 255, 1 / 0.225f / 255};

    private static final float[] DETECTION_SHIFT = {-0.485f / 0.229f, -0.456f / 0.224f, -0.406f / 0.225f};

    /** To -1..1. */
    private static final float[] RECOGNITION_FACTOR = {1 / 127.5f, 1 / 127.5f, 1 / 127.5f};

    private static final float[] RECOGNITION_SHIFT = {-1, -1, -1};

    private static @Nullable Models models;

    private record Models(
            OrtEnvironment environment, OrtSession detection, OrtSession recognition, CharacterDecoding decoding) {}

    @Override
    public String engine() {
        return "PP-OCRv4";
    }

    @Override
    public List<RecognisedLine> recognise(BufferedImage picture) throws IOException {
        var loaded = loaded();
        var pixels = PicturePixels.of(picture);
        try {
            var lines = new ArrayList<RecognisedLine>();
            for (var box : boxes(loaded, pixels)) {
                var words = words(loaded, pixels, box);
                if (!words.text().isBlank()) {
                    lines.add(line(box, words));
                }
            }
            return lines;
        } catch (OrtException e) {
            throw new IOException("The OCR engine could not read the picture's pixels: " + e.getMessage(), e);
        }
    }

    private static List<TextBox> boxes(Models models, PicturePixels pixels) throws OrtException {
        var width = pixels.width() + 2.0 * PADDING;
        var height = pixels.height() + 2.0 * PADDING;
        var scale = Math.min(1, (MAX_SIDE + 2.0 * PADDING) / Math.max(width, height));
        var columns = Math.max(GRID, (int) (width * scale) / GRID * GRID);
        var rows = Math.max(GRID, (int) (height * scale) / GRID * GRID);
        var whole = new TextBox(pixels.width() / 2.0, pixels.height() / 2.0, width, height, 0);
        var input = numbers(columns, rows);
        pixels.write(whole, columns, rows, DETECTION_FACTOR, DETECTION_SHIFT, input);
        var map = run(models, models.detection(), input, columns, rows);
        return TextBoxes.of(columns, rows, map).stream()
                .map(box -> box.in(width / columns, height / rows, -PADDING))
                .toList();
    }

    private static CharacterDecoding.Words words(Models models, PicturePixels pixels, TextBox box) throws OrtException {
        var steps = (int) Math.round(box.width() * LINE_HEIGHT / box.height() / STEP);
        var columns = Math.max(NARROWEST, steps * STEP);
        var input = numbers(columns, LINE_HEIGHT);
        pixels.write(box, columns, LINE_HEIGHT, RECOGNITION_FACTOR, RECOGNITION_SHIFT, input);
        return models.decoding().words(run(models, models.recognition(), input, columns, LINE_HEIGHT));
    }

    private static FloatBuffer numbers(int columns, int rows) {
        return ByteBuffer.allocateDirect(3 * columns * rows * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static FloatBuffer run(Models models, OrtSession model, FloatBuffer input, int columns, int rows)
            throws OrtException {
        var shape = new long[] {1, 3, rows, columns};
        var name = model.getInputNames().iterator().next();
        try (var tensor = OnnxTensor.createTensor(models.environment(), input, shape);
                var result = model.run(Map.of(name, tensor))) {
            // A copy: the result's memory is given back here.
            return ((OnnxTensor) result.get(0)).getFloatBuffer();
        }
    }

    private static RecognisedLine line(TextBox box, CharacterDecoding.Words words) {
        return new RecognisedLine(
                words.text().strip(),
                (int) (box.x() - box.reachX()),
                (int) (box.y() - box.reachY()),
                (int) (box.x() + box.reachX()),
                (int) (box.y() + box.reachY()),
                words.confidence());
    }

    private static synchronized Models loaded() throws IOException {
        var loaded = models;
        if (loaded == null) {
            loaded = load();
            models = loaded;
        }
        return loaded;
    }

    private static Models load() throws IOException {
        try {
            var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "nextskill-ocr");
            // The maker's builds report to him from Windows.
            environment.setTelemetry(false);
            try (var options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                // Every line has a width of its own, so plans and pools of memory would only grow.
                options.setMemoryPatternOptimization(false);
                options.setCPUArenaAllocator(false);
                return new Models(
                        environment,
                        environment.createSession(resource(DETECTION), options),
                        environment.createSession(resource(RECOGNITION), options),
                        CharacterDecoding.of(resource(CHARACTERS)));
            }
        } catch (LinkageError e) {
            throw new IOException(
                    "The OCR engine does not run on this platform, %s on %s (%s). Send text."
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
                    e);
        } catch (OrtException e) {
            throw new IOException("The OCR engine did not take its models: " + e.getMessage(), e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = PaddleTextRecognition.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("%s is not on the class path, so this build has no OCR.".formatted(name));
            }
            return in.readAllBytes();
        }
    }
}
