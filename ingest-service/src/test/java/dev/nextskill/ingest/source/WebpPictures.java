package dev.nextskill.ingest.source;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes WebP files for tests, for no library at hand does: black and white ones, lossless.
 *
 * @see <a href="https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification">WebP lossless bitstream</a>
 */
final class WebpPictures {

    private WebpPictures() {}

    /** Bits, the lowest first, as the format wants them. */
    private static final class Bits {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int current;
        private int count;

        Bits put(int value, int length) {
            for (var i = 0; i < length; i++) {
                current |= (value >> i & 1) << count++;
                if (count == 8) {
                    bytes.write(current);
                    current = 0;
                    count = 0;
                }
            }
            return this;
        }

        byte[] bytes() {
            if (count > 0) {
                put(0, 8 - count);
            }
            return bytes.toByteArray();
        }
    }

    /** Every pixel becomes black or white. */
    static byte[] lossless(BufferedImage image) {
        var bits = start(image.getWidth(), image.getHeight());
        // No transform, no colour cache, no groups of codes.
        bits.put(0, 3);
        for (var colour = 0; colour < 3; colour++) {
            // Green, red and blue: a simple code of the two symbols 0 (in one bit) and 255.
            bits.put(1, 1).put(1, 1).put(0, 1).put(0, 1).put(255, 8);
        }
        // Alpha is always 255, a distance always 0.
        bits.put(1, 1).put(0, 1).put(1, 1).put(255, 8);
        bits.put(1, 1).put(0, 1).put(0, 1).put(0, 1);
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                bits.put(InkGaps.brightness(image.getRGB(x, y)) > 127 ? 7 : 0, 3);
            }
        }
        return riff(chunk("VP8L", bits.bytes()));
    }

    /** A file that says how large it is, and has nothing in it. */
    static byte[] header(int width, int height) {
        return riff(chunk("VP8L", width, height));
    }

    static byte[] chunk(String type, int width, int height) {
        return chunk(type, Arrays.copyOf(start(width, height).bytes(), 24));
    }

    /** A whole of that size, with a frame that may have another. */
    static byte[] extended(int width, int height, byte[] frame) {
        return riff(join(chunk("VP8X", canvas(0, width, height)), frame));
    }

    static byte[] animated(int width, int height, byte[] frame) {
        var animation = chunk("ANIM", new byte[6]);
        var head = new byte[16];
        System.arraycopy(canvas(0, width, height), 4, head, 6, 6);
        return riff(join(chunk("VP8X", canvas(2, width, height)), join(animation, chunk("ANMF", join(head, frame)))));
    }

    private static byte[] canvas(int flags, int width, int height) {
        return new Bits()
                .put(flags, 8)
                .put(0, 24)
                .put(width - 1, 24)
                .put(height - 1, 24)
                .bytes();
    }

    private static Bits start(int width, int height) {
        return new Bits().put(0x2F, 8).put(width - 1, 14).put(height - 1, 14).put(0, 4);
    }

    private static byte[] riff(byte[] chunks) {
        return chunk("RIFF", join("WEBP".getBytes(StandardCharsets.ISO_8859_1), chunks));
    }

    private static byte[] chunk(String type, byte[] data) {
        return ByteBuffer.allocate(8 + data.length + (data.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(data.length)
                .put(data)
                .array();
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
