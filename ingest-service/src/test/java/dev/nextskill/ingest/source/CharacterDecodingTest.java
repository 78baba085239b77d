package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

final class CharacterDecodingTest {

    /** Classes: blank, 岗, 位, space. */
    private final CharacterDecoding decoding = CharacterDecoding.of("岗\n位\n".getBytes(UTF_8));

    @Test
    void repeats_are_one_character_unless_a_blank_parts_them() {
        assertThat(decoding.words(steps(0, 1, 1, 0, 1, 3, 2, 2, 0)).text()).isEqualTo("岗岗 位");
    }

    @Test
    void the_confidence_is_the_mean_over_the_characters() {
        var words = decoding.words(FloatBuffer.wrap(new float[] {0, 1, 0, 0, 0.9f, 0.1f, 0, 0, 0, 0, 0.6f, 0.4f}));

        assertThat(words.text()).isEqualTo("岗位");
        assertThat(words.confidence()).isCloseTo(0.8, within(1e-6));
    }

    @Test
    void blanks_only_are_no_text_and_no_confidence() {
        assertThat(decoding.words(steps(0, 0))).isEqualTo(new CharacterDecoding.Words("", 0));
    }

    private static FloatBuffer steps(int... classes) {
        var likelihoods = new float[classes.length * 4];
        for (var i = 0; i < classes.length; i++) {
            likelihoods[i * 4 + classes[i]] = 1;
        }
        return FloatBuffer.wrap(likelihoods);
    }
}
