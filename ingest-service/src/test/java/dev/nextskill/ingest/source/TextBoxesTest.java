package dev.nextskill.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

final class TextBoxesTest {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 100;

    private final FloatBuffer map = FloatBuffer.allocate(WIDTH * HEIGHT);

    @Test
    void a_level_line_gets_a_level_box_with_a_margin() {
        mark(20, 40, 120, 10, 0, 0.9f);

        var boxes = TextBoxes.of(WIDTH, HEIGHT, map);

        assertThat(boxes).singleElement().satisfies(box -> {
            assertThat(box.tilt()).isZero();
            assertThat(box.x()).isCloseTo(80, within(1.0));
            assertThat(box.y()).isCloseTo(45, within(1.0));
            assertThat(box.width()).isCloseTo(135, within(2.0));
            assertThat(box.height()).isCloseTo(25, within(2.0));
        });
    }

    @Test
    void a_line_of_a_tilted_photograph_gets_a_tilted_box() {
        mark(20, 30, 120, 10, 0.2, 0.9f);

        var boxes = TextBoxes.of(WIDTH, HEIGHT, map);

        assertThat(boxes).singleElement().satisfies(box -> {
            assertThat(box.tilt()).isCloseTo(Math.atan(0.2), within(0.03));
            assertThat(box.height()).isLessThan(32);
            assertThat(box.reachY()).isGreaterThan(20);
        });
    }

    @Test
    void lines_that_are_apart_get_boxes_of_their_own_and_specks_and_doubtful_ones_none() {
        mark(20, 10, 120, 10, 0, 0.9f);
        mark(20, 40, 120, 10, 0, 0.9f);
        mark(180, 80, 2, 2, 0, 0.9f);
        mark(20, 70, 120, 10, 0, 0.4f);

        assertThat(TextBoxes.of(WIDTH, HEIGHT, map)).hasSize(2);
    }

    @Test
    void an_empty_map_has_no_boxes() {
        assertThat(TextBoxes.of(WIDTH, HEIGHT, map)).isEmpty();
    }

    private void mark(int left, int top, int width, int height, double slope, float likelihood) {
        for (var x = left; x < left + width; x++) {
            var down = (int) ((x - left) * slope);
            for (var y = top + down; y < top + down + height; y++) {
                map.put(y * WIDTH + x, likelihood);
            }
        }
    }
}
