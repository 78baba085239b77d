package dev.nextskill.extract.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every index must do; run for each store. */
abstract class NeighbourIndexContract {

    /** An empty one. */
    abstract NeighbourIndex index();

    static UUID id(int number) {
        return new UUID(0, number);
    }

    static StoredVector vector(int number, long sequence, float... first) {
        float[] vector = new float[PostingEmbedding.DIMENSIONS];
        System.arraycopy(first, 0, vector, 0, first.length);
        return new StoredVector(id(number), sequence, false, CompactVector.decode(CompactVector.encode(vector)));
    }

    @Test
    void an_empty_index_finds_nothing_and_begins_at_zero() {
        NeighbourIndex index = index();

        assertThat(index.isEmpty()).isTrue();
        assertThat(index.upTo()).isZero();
        assertThat(index.nearest(vector(0, 0, 1).vector(), 5, -1)).isEmpty();
    }

    @Test
    void the_nearest_come_first_with_their_cosine_and_their_vector() {
        NeighbourIndex index = index();
        index.put(List.of(vector(1, 1, 0, 1), vector(2, 2, 1, 1), vector(3, 3, 1, 0)));

        List<Neighbour> found = index.nearest(vector(0, 0, 1, 0).vector(), 2, -1);

        assertThat(found).extracting(Neighbour::postingId).containsExactly(id(3), id(2));
        assertThat(found.get(0).similarity()).isCloseTo(1, within(1e-5));
        assertThat(found.get(1).similarity()).isCloseTo(Math.sqrt(0.5), within(1e-5));
        assertThat(found.get(1).vector()).hasSize(PostingEmbedding.DIMENSIONS);
        assertThat(found.get(1).vector()[1]).isCloseTo((float) Math.sqrt(0.5), within(1e-5f));
    }

    @Test
    void what_is_less_like_it_than_asked_is_not_found() {
        NeighbourIndex index = index();
        index.put(List.of(vector(1, 1, 0, 1), vector(2, 2, 1, 1), vector(3, 3, -1, 0)));

        assertThat(index.nearest(vector(0, 0, 1, 0).vector(), 5, 0.7))
                .extracting(Neighbour::postingId)
                .containsExactly(id(2));
        assertThat(index.nearest(vector(0, 0, 1, 0).vector(), 5, -1)).hasSize(3);
    }

    @Test
    void equally_near_ones_come_in_the_order_of_their_ids() {
        NeighbourIndex index = index();
        index.put(List.of(vector(9, 1, 1, 1), vector(4, 2, 1, 1), vector(6, 3, 1, 1)));

        assertThat(index.nearest(vector(0, 0, 1, 0).vector(), 5, -1))
                .extracting(Neighbour::postingId)
                .containsExactly(id(4), id(6), id(9));
    }

    @Test
    void the_same_vectors_again_do_no_harm() {
        NeighbourIndex index = index();
        List<StoredVector> vectors = List.of(vector(1, 1, 0, 1), vector(2, 2, 1, 1));
        index.put(vectors);
        index.put(vectors);

        assertThat(index.nearest(vector(0, 0, 1, 0).vector(), 5, -1)).hasSize(2);
        assertThat(index.upTo()).isEqualTo(2);
    }

    @Test
    void a_replaced_vector_gives_way() {
        NeighbourIndex index = index();
        index.put(List.of(vector(1, 1, 0, 1), vector(2, 2, 1, 1)));
        StoredVector later = vector(1, 5, 1, 0);
        index.put(List.of(new StoredVector(later.postingId(), 5, true, later.vector())));

        List<Neighbour> found = index.nearest(vector(0, 0, 1, 0).vector(), 5, -1);

        assertThat(found).extracting(Neighbour::postingId).containsExactly(id(1), id(2));
        assertThat(index.upTo()).isEqualTo(5);
    }

    @Test
    void among_many_the_nearest_is_found_and_as_many_as_asked() {
        NeighbourIndex index = index();
        Random random = new Random(7);
        List<StoredVector> vectors = IntStream.rangeClosed(1, 2_000)
                .mapToObj(i -> {
                    float[] numbers = new float[PostingEmbedding.DIMENSIONS];
                    for (int d = 0; d < numbers.length; d++) {
                        numbers[d] = (float) random.nextGaussian();
                    }
                    return vector(i, i, numbers);
                })
                .toList();
        index.put(vectors.subList(0, 1_000));
        index.put(vectors.subList(1_000, 2_000));

        List<Neighbour> found = index.nearest(vectors.get(1_234).vector(), 100, -1);

        assertThat(found).hasSize(100);
        assertThat(found.get(0).postingId()).isEqualTo(id(1_235));
        assertThat(found.get(0).similarity()).isCloseTo(1, within(1e-5));
    }
}
