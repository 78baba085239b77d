package dev.nextskill.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PictureDecodingTest {

    private static final int MOST = 1_000_000;

    @Test
    void every_layout_of_pixels_that_png_knows_is_decoded_on_white() throws Exception {
        for (var type : new int[] {
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_ARGB,
            BufferedImage.TYPE_4BYTE_ABGR,
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY,
        }) {
            var decoded = decode("a.png", DrawnScreenshot.encoded(corner(type), "png"));

            assertThat(decoded.getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
            assertThat(brightness(decoded, 5, 5)).as("type %d", type).isLessThan(30);
            assertThat(brightness(decoded, 50, 30)).as("type %d", type).isGreaterThan(225);
        }
    }

    @Test
    void deep_pictures_with_alpha_are_decoded() throws Exception {
        // 16 bits a sample with alpha, which ImageIO does not write: one filter byte and 8 bytes a pixel.
        var raw = ByteBuffer.allocate(40 * (1 + 40 * 8));
        for (var y = 0; y < 40; y++) {
            raw.put((byte) 0);
            for (var x = 0; x < 40; x++) {
                var value = (short) (x < 20 ? 0 : 0xFFFF);
                raw.putShort(value).putShort(value).putShort(value).putShort((short) 0xFFFF);
            }
        }
        var deflated = new ByteArrayOutputStream();
        try (var out = new java.util.zip.DeflaterOutputStream(deflated)) {
            out.write(raw.array());
        }

        var decoded = decode("deep.png", png(40, 40, 16, 6, deflated.toByteArray()));

        assertThat(brightness(decoded, 5, 5)).isLessThan(10);
        assertThat(brightness(decoded, 30, 5)).isGreaterThan(245);
    }

    @Test
    void a_turned_jpeg_is_put_upright() throws Exception {
        // The dark corner is above on the left in the file; where it must come to, by EXIF's counting of orientations.
        var corners = List.of(
                "left top",
                "right top",
                "right bottom",
                "left bottom",
                "left top",
                "right top",
                "right bottom",
                "left bottom");
        var jpeg = DrawnScreenshot.encoded(corner(BufferedImage.TYPE_3BYTE_BGR), "jpg");
        for (var orientation = 1; orientation <= 8; orientation++) {
            var decoded = decode("a.jpg", withOrientation(jpeg, orientation));

            var side = orientation >= 5 ? List.of(60, 100) : List.of(100, 60);
            assertThat(List.of(decoded.getWidth(), decoded.getHeight())).isEqualTo(side);
            var where = corners.get(orientation - 1);
            var x = where.startsWith("left") ? 5 : decoded.getWidth() - 6;
            var y = where.endsWith("top") ? 5 : decoded.getHeight() - 6;
            assertThat(brightness(decoded, x, y))
                    .as("orientation %d", orientation)
                    .isLessThan(60);
            assertThat(brightness(decoded, decoded.getWidth() - 1 - x, decoded.getHeight() - 1 - y))
                    .as("orientation %d", orientation)
                    .isGreaterThan(200);
        }
    }

    @Test
    void an_orientation_that_makes_no_sense_is_passed_over() throws Exception {
        var jpeg = DrawnScreenshot.encoded(corner(BufferedImage.TYPE_3BYTE_BGR), "jpg");
        for (var orientation : new int[] {0, 9, 6000}) {
            assertThat(decode("a.jpg", withOrientation(jpeg, orientation)).getWidth())
                    .isEqualTo(100);
        }
    }

    @Test
    void webp_is_decoded() throws Exception {
        var decoded = decode("a.webp", WebpPictures.lossless(corner(BufferedImage.TYPE_3BYTE_BGR)));

        assertThat(decoded.getWidth()).isEqualTo(100);
        assertThat(brightness(decoded, 5, 5)).isCloseTo(0, within(5));
        assertThat(brightness(decoded, 50, 30)).isCloseTo(255, within(5));
    }

    @Test
    void a_picture_that_declares_too_many_pixels_is_refused_by_its_header() {
        refused("bomb.png", png(50_000, 50_000, 8, 6, new byte[] {0x78, (byte) 0x9C}), "50000 × 50000");
        refused("bomb.webp", WebpPictures.header(16_000, 16_000), "16000 × 16000");
        var jpeg = DrawnScreenshot.encoded(corner(BufferedImage.TYPE_3BYTE_BGR), "jpg");
        for (var i = 0; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 60_000).putShort(i + 7, (short) 60_000);
            }
        }
        refused("bomb.jpg", jpeg, "60000 × 60000");
    }

    @Test
    void a_webp_whose_frame_claims_more_than_the_whole_is_refused() {
        refused("bomb.webp", WebpPictures.extended(100, 100, WebpPictures.chunk("VP8L", 16_000, 16_000)), "16000");
        refused("bomb.webp", WebpPictures.animated(100, 100, WebpPictures.chunk("VP8L", 16_000, 16_000)), "16000");
    }

    @Test
    void a_picture_that_is_only_a_stripe_is_refused() {
        refused(
                "stripe.png",
                DrawnScreenshot.encoded(new BufferedImage(2, 5_000, BufferedImage.TYPE_INT_RGB), "png"),
                "2 × 5000");
    }

    @Property(tries = 400)
    void mutated_pictures_give_pixels_or_a_clear_refusal(
            @ForAll @IntRange(min = 0, max = 3) int kind,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 1_000_000) Integer> places,
            @ForAll @Size(min = 12, max = 12) List<Byte> values,
            @ForAll @IntRange(min = 0, max = 100) int percentKept) {
        var image = corner(BufferedImage.TYPE_3BYTE_BGR);
        var bytes =
                switch (kind) {
                    case 0 -> DrawnScreenshot.encoded(image, "png");
                    case 1 -> withOrientation(DrawnScreenshot.encoded(image, "jpg"), 6);
                    case 2 -> WebpPictures.lossless(image);
                    default -> WebpPictures.animated(100, 60, WebpPictures.chunk("VP8L", 100, 60));
                };
        for (var i = 0; i < places.size(); i++) {
            bytes[places.get(i) % bytes.length] = values.get(i);
        }
        // Half of the files are whole, the others torn off somewhere.
        var file = Arrays.copyOf(bytes, percentKept > 50 ? bytes.length : bytes.length * percentKept / 50);

        try {
            var decoded = decode("any", file);
            assertThat((long) decoded.getWidth() * decoded.getHeight()).isLessThanOrEqualTo(MOST);
        } catch (UnreadableFileException e) {
            assertThat(e.detail()).contains("any").endsWith(".");
        }
    }

    private static void refused(String name, byte[] bytes, String detail) {
        assertThatThrownBy(() -> decode(name, bytes)).isInstanceOfSatisfying(UnreadableFileException.class, e -> {
            assertThat(e.fault()).isEqualTo(Fault.TOO_LARGE);
            assertThat(e.detail()).contains(name, detail);
        });
    }

    private static BufferedImage decode(String name, byte[] bytes) throws UnreadableFileException {
        return PictureDecoding.decode(PictureDecoding.header(SourceFile.of(name, bytes), MOST));
    }

    /** 100 × 60, white (or, where there is alpha, nothing), with a black corner above on the left. */
    private static BufferedImage corner(int type) {
        var image = new BufferedImage(100, 60, type);
        var graphics = image.createGraphics();
        if (!image.getColorModel().hasAlpha()) {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, 100, 60);
        }
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, 20, 15);
        graphics.dispose();
        return image;
    }

    private static int brightness(BufferedImage image, int x, int y) {
        return InkGaps.brightness(image.getRGB(x, y));
    }

    /** Puts an APP1 segment with a one-entry EXIF directory behind the start of the file. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        var exif = ByteBuffer.allocate(2 + 2 + 6 + 8 + 2 + 12 + 4)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0);
        return ByteBuffer.allocate(jpeg.length + exif.capacity())
                .put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static byte[] png(int width, int height, int depth, int colour, byte[] deflated) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        out.writeBytes(pngChunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) depth)
                        .put((byte) colour)
                        .array()));
        out.writeBytes(pngChunk("IDAT", deflated));
        out.writeBytes(pngChunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] pngChunk(String type, byte[] data) {
        var name = type.getBytes(StandardCharsets.ISO_8859_1);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }
}
