package dev.nextskill.ingest.source;

import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;

/**
 * A picture's pixels, for models to look at: any level or tilted rectangle of it, in any size, as numbers. Around the picture
 * all is white. Pure.
 */
final class PicturePixels {

    private static final int WHITE = 255;
    private static final int CHANNELS = 3;

    private final int width;
    private final int height;
    /** Red, green and blue, row by row. */
    private final byte[] values;

    private PicturePixels(int width, int height, byte[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    /** @param picture with three bytes a pixel, as {@link PictureDecoding} makes them; they are copied */
    static PicturePixels of(BufferedImage picture) {
        if (picture.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            throw new IllegalArgumentException("The picture's pixels are of type %d, but only TYPE_3BYTE_BGR is read."
                    .formatted(picture.getType()));
        }
        var width = picture.getWidth();
        var height = picture.getHeight();
        var values = new byte[CHANNELS * width * height];
        picture.getRaster().getDataElements(0, 0, width, height, values);
        return new PicturePixels(width, height, values);
    }

    /**
     * Scaled bilinearly, a plane a channel in the order red, green, blue; each value v of 0..255 becomes {@code v * factor + shift}
     * of its channel.
     *
     * @param to has room for 3 × {@code rows} × {@code columns} numbers
     */
    void write(TextBox part, int columns, int rows, float[] factor, float[] shift, FloatBuffer to) {
        var plane = columns * rows;
        var cos = Math.cos(part.tilt());
        var sin = Math.sin(part.tilt());
        for (var row = 0; row < rows; row++) {
            var v = ((row + 0.5) / rows - 0.5) * part.height();
            for (var column = 0; column < columns; column++) {
                var u = ((column + 0.5) / columns - 0.5) * part.width();
                var x = part.x() + u * cos - v * sin - 0.5;
                var y = part.y() + u * sin + v * cos - 0.5;
                var left = (int) Math.floor(x);
                var top = (int) Math.floor(y);
                var right = (float) (x - left);
                var below = (float) (y - top);
                for (var channel = 0; channel < CHANNELS; channel++) {
                    var value = (1 - below)
                                    * ((1 - right) * value(left, top, channel) + right * value(left + 1, top, channel))
                            + below
                                    * ((1 - right) * value(left, top + 1, channel)
                                            + right * value(left + 1, top + 1, channel));
                    to.put(channel * plane + row * columns + column, value * factor[channel] + shift[channel]);
                }
            }
        }
    }

    private int value(int x, int y, int channel) {
        return x < 0 || y < 0 || x >= width || y >= height
                ? WHITE
                : values[(y * width + x) * CHANNELS + channel] & 0xFF;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
