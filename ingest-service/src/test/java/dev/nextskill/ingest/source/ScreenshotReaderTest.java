package dev.nextskill.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ScreenshotReaderTest {

    @Test
    void a_picture_without_text_is_said_to_have_none() {
        var reader = new ScreenshotReader(new FakeTextRecognition(List.of()), 1_000_000);

        assertThatThrownBy(() -> reader.read(List.of(png("blank.png", 100, 100))))
                .isInstanceOfSatisfying(UnreadableFileException.class, e -> {
                    assertThat(e.fault()).isEqualTo(Fault.NO_TEXT);
                    assertThat(e.detail()).contains("blank.png");
                });
    }

    @Test
    void too_many_pixels_are_refused_before_they_are_decoded() throws Exception {
        var recognition = new FakeTextRecognition(List.of());
        var reader = new ScreenshotReader(recognition, 9_999);
        var file = png("large.png", 100, 100);
        // Only the head of the file is there: whoever decodes it finds it broken.
        var head = SourceFile.of("large.png", Arrays.copyOf(file.bytes(), 40));

        assertThatThrownBy(() -> reader.read(List.of(head)))
                .isInstanceOfSatisfying(UnreadableFileException.class, e -> {
                    assertThat(e.fault()).isEqualTo(Fault.TOO_LARGE);
                    assertThat(e.detail()).contains("100 × 100", "9999");
                });
        assertThat(recognition.sizes).isEmpty();
    }

    @Test
    void a_broken_picture_is_refused() throws Exception {
        var reader = new ScreenshotReader(new FakeTextRecognition(List.of()), 1_000_000);
        var file = png("torn.png", 100, 100);

        for (var length : new int[] {9, 30, file.bytes().length / 2}) {
            var torn = SourceFile.of("torn.png", Arrays.copyOf(file.bytes(), length));
            assertThatThrownBy(() -> reader.read(List.of(torn)))
                    .isInstanceOfSatisfying(UnreadableFileException.class, e -> assertThat(e.fault())
                            .isEqualTo(Fault.BROKEN));
        }
    }

    @Test
    void a_long_picture_is_cut_where_nothing_is_drawn() {
        var image = new BufferedImage(100, 600, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 100, 600);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(20, 200, 50, 60);
        graphics.dispose();

        var tiles = ScreenshotReader.tiles(image);

        assertThat(tiles).first().isEqualTo(new Rectangle(0, 0, 100, 199));
        assertThat(tiles.stream().mapToInt(tile -> tile.height).sum()).isEqualTo(600);
        assertThat(tiles).allSatisfy(tile -> assertThat(tile.height).isLessThanOrEqualTo(240));
    }

    @Test
    void labels_side_by_side_are_parted_and_a_sentence_is_not() {
        var image = new BufferedImage(400, 60, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 400, 60);
        graphics.setColor(Color.BLACK);
        graphics.drawRect(10, 12, 100, 36);
        for (var x : new int[] {20, 40, 60, 80, 160, 180}) {
            graphics.fillRect(x, 20, 5, 20);
            graphics.fillRect(x + 10, 20, 5, 20);
        }
        graphics.dispose();

        assertThat(InkGaps.split(image, new RecognisedLine("示例科技北京", 10, 12, 210, 48, 0.9)))
                .extracting(RecognisedLine::text)
                .containsExactly("示例科技", "北京");
        assertThat(InkGaps.split(image, new RecognisedLine("示例科技", 15, 15, 105, 45, 0.9)))
                .extracting(RecognisedLine::text)
                .containsExactly("示例科技");
    }

    @Test
    void the_content_decides_what_a_file_is() {
        assertThatThrownBy(() ->
                        SourceFile.of("posting.png", "just words".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isInstanceOf(UnreadableFileException.class);
        assertThatThrownBy(() -> SourceFile.of("posting.png", new byte[0]))
                .isInstanceOfSatisfying(UnreadableFileException.class, e -> assertThat(e.fault())
                        .isEqualTo(Fault.EMPTY));
    }

    private static SourceFile png(String name, int width, int height) throws IOException, UnreadableFileException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return SourceFile.of(name, bytes.toByteArray());
    }

    private static final class FakeTextRecognition implements TextRecognition {

        private final List<RecognisedLine> lines;
        private final List<String> sizes = new ArrayList<>();

        FakeTextRecognition(List<RecognisedLine> lines) {
            this.lines = lines;
        }

        @Override
        public String engine() {
            return "fake";
        }

        @Override
        public List<RecognisedLine> recognise(BufferedImage picture) {
            sizes.add(picture.getWidth() + "x" + picture.getHeight());
            return lines;
        }
    }
}
