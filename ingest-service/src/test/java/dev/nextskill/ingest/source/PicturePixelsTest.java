package dev.nextskill.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

final class PicturePixelsTest {

    private static final float[] ONE = {1, 1, 1};
    private static final float[] NONE = {0, 0, 0};

    @Test
    void a_part_in_its_own_size_is_the_pixels_themselves_a_plane_a_colour_and_white_outside() {
        var picture = new BufferedImage(3, 2, BufferedImage.TYPE_3BYTE_BGR);
        picture.setRGB(2, 1, 0x0A141E);
        var to = FloatBuffer.allocate(12);

        // Of a part of a larger picture, as the reader's tiles are: pixel (2, 1), what is right of it, and what is
        // below.
        PicturePixels.of(picture.getSubimage(1, 1, 2, 1)).write(new TextBox(2, 1, 2, 2, 0), 2, 2, ONE, NONE, to);

        assertThat(to.array()).containsExactly(10, 255, 255, 255, 20, 255, 255, 255, 30, 255, 255, 255);
    }

    @Test
    void factor_and_shift_apply_to_each_colour() {
        var picture = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
        picture.setRGB(0, 0, 0x010203);
        var to = FloatBuffer.allocate(3);

        PicturePixels.of(picture)
                .write(new TextBox(0.5, 0.5, 1, 1, 0), 1, 1, new float[] {1, 10, 100}, new float[] {0, 5, -1}, to);

        assertThat(to.array()).containsExactly(1, 25, 299);
    }

    @Test
    void pixels_of_another_kind_are_refused() {
        assertThatThrownBy(() -> PicturePixels.of(new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TYPE_3BYTE_BGR");
    }
}
