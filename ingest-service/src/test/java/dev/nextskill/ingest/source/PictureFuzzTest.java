package dev.nextskill.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.ingest.source.ScreenshotLayout.Screen;
import dev.nextskill.testing.Fuzz;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever a picture has in it, it is read or clearly refused, in bounded time and memory; see {@link Fuzz}. */
class PictureFuzzTest {

    /** Pixels take time. */
    private static final int SOME = 40;

    private static final int MOST_PIXELS = 1_000_000;
    private static final List<String> MARKERS = List.of(
            "IHDR",
            "IDAT",
            "IEND",
            "PLTE",
            "iCCP",
            "tRNS",
            "acTL",
            "RIFF",
            "WEBP",
            "VP8 ",
            "VP8L",
            "VP8X",
            "ANMF",
            "ALPH",
            "Exif\u0000\u0000",
            "\u0000\u0000\u0000\u0000",
            "\u007f\u007f\u007f\u007f",
            "\u0000");
    private static final List<String> WORDS = List.of(
            "岗位职责：",
            "任职要求",
            "1. ",
            "2、",
            "（一）",
            "·",
            "熟悉 Java",
            "writes code and",
            "9:41",
            "昨天 12:30",
            "立即沟通",
            "收藏",
            "示例科技有限公司",
            "上海",
            "25-40K·16薪",
            "本科",
            "5天/周",
            "公司：",
            "，",
            "。",
            ")",
            " ",
            "\uD842\uDFB7",
            "\u200b",
            "W");

    private final List<byte[]> pictures = pictures();

    @Property(tries = SOME, shrinking = ShrinkingMode.OFF)
    void a_picture_with_flaws(@ForAll long seed) {
        Fuzz.run(seed, random -> {
            // What a recogniser makes of it is not asked here.
            var reader = new ScreenshotReader(new FakeRecognition(random), MOST_PIXELS);
            readsOrRefuses(reader, Fuzz.spoiled(random, pictures, MARKERS));
        });
    }

    @Property(tries = SOME, shrinking = ShrinkingMode.OFF)
    void any_lines_on_screens(@ForAll long seed) {
        Fuzz.run(seed, random -> {
            var screens = new ArrayList<Screen>();
            for (var i = random.nextInt(3); i >= 0; i--) {
                var width = 1 + random.nextInt(2_000);
                var height = 1 + random.nextInt(5_000);
                screens.add(new Screen(width, height, lines(random, width, height)));
            }
            assertThat(new ScreenshotLayout().read(screens).confidence()).isBetween(0.0, 1.0);
        });
    }

    /** With the engine itself, which is slow. */
    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void any_drawing_and_the_engine(@ForAll long seed) {
        var reader = new ScreenshotReader(new PaddleTextRecognition(), MOST_PIXELS);
        Fuzz.run(seed, random -> readsOrRefuses(reader, DrawnScreenshot.encoded(drawing(random), "png")));
    }

    private static void readsOrRefuses(ScreenshotReader reader, byte[] bytes) throws Exception {
        for (var name : List.of("a.png", "a.jpg", "a.webp")) {
            try {
                var file = SourceFile.of(name, bytes);
                if (file.kind().isPicture()) {
                    assertThat(reader.read(List.of(file)).text()).isNotBlank();
                }
            } catch (UnreadableFileException e) {
                assertThat(e.detail()).contains(name).endsWith(".");
            }
        }
    }

    private static List<RecognisedLine> lines(Random random, int width, int height) {
        var lines = new ArrayList<RecognisedLine>();
        for (var i = random.nextInt(random.nextInt(10) > 0 ? 40 : 400); i > 0; i--) {
            var text = Fuzz.soup(random, WORDS).strip();
            // Of 400 such lines the letters fill a picture of 16 million pixels.
            text = text.substring(0, Math.min(text.length(), 300)).strip();
            if (!text.isEmpty()) {
                var left = random.nextInt(width);
                var top = random.nextInt(height);
                var right = random.nextInt(8) > 0 ? left + random.nextInt(width - left) : random.nextInt(width);
                lines.add(new RecognisedLine(
                        text, left, top, right, top + random.nextInt(80), random.nextInt(101) / 100.0));
            }
        }
        return lines;
    }

    private static BufferedImage drawing(Random random) {
        var image = new BufferedImage(1 + random.nextInt(400), 1 + random.nextInt(600), BufferedImage.TYPE_3BYTE_BGR);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        if (random.nextBoolean()) {
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        }
        for (var i = random.nextInt(60); i > 0; i--) {
            var x = random.nextInt(image.getWidth());
            var y = random.nextInt(image.getHeight());
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            if (random.nextBoolean()) {
                graphics.drawString(Fuzz.any(random, WORDS), x, y);
            } else {
                graphics.fillRect(x, y, random.nextInt(200), random.nextInt(40));
            }
        }
        graphics.dispose();
        return image;
    }

    private static List<byte[]> pictures() {
        var image = drawing(new Random(1));
        return List.of(
                DrawnScreenshot.encoded(image, "png"),
                DrawnScreenshot.encoded(image, "jpg"),
                WebpPictures.lossless(image),
                WebpPictures.extended(30, 20, WebpPictures.chunk("VP8L", 30, 20)),
                WebpPictures.animated(30, 20, WebpPictures.chunk("VP8L", 30, 20)));
    }

    private record FakeRecognition(Random random) implements TextRecognition {

        @Override
        public String engine() {
            return "fake";
        }

        @Override
        public List<RecognisedLine> recognise(BufferedImage picture) {
            return lines(random, picture.getWidth(), picture.getHeight());
        }
    }
}
