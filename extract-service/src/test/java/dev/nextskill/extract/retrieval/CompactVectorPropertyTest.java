package dev.nextskill.extract.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CompactVectorPropertyTest {

    private static float[] vector(long seed) {
        Random random = new Random(seed);
        float[] vector = new float[PostingEmbedding.DIMENSIONS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    @Property(tries = 300)
    void cosines_hardly_move(@ForAll long one, @ForAll long other) {
        float[] first = vector(one);
        float[] second = vector(other);
        for (int i = 0; i < second.length; i++) {
            second[i] += 2 * first[i];
        }

        double exact = CompactVector.cosine(first, second);
        double compact = CompactVector.cosine(
                CompactVector.decode(CompactVector.encode(first)), CompactVector.decode(CompactVector.encode(second)));

        assertThat(compact).isCloseTo(exact, within(0.002));
    }

    @Example
    void it_takes_a_byte_a_dimension_and_a_scale() {
        assertThat(CompactVector.encode(vector(1))).hasSize(PostingEmbedding.DIMENSIONS + 4);
    }

    @Example
    void nothing_stays_nothing() {
        assertThat(CompactVector.decode(CompactVector.encode(new float[3]))).containsExactly(0, 0, 0);
        assertThat(CompactVector.cosine(new float[3], vector(1))).isZero();
    }
}
