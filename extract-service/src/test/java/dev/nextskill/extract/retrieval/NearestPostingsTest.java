package dev.nextskill.extract.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.extract.extraction.PostingGist;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.PriorPosting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class NearestPostingsTest {

    private static final PostingText QUERY = new PostingText("后端开发", null, "负责订单服务");

    /** Notes what it is told. */
    private static final class Notes implements NearestPostings.Observer {

        private final List<String> told = new ArrayList<>();

        @Override
        public List<PriorPosting> timed(Supplier<List<PriorPosting>> search) {
            told.add("timed");
            return search.get();
        }

        @Override
        public void failed(Throwable why) {
            told.add("failed");
        }

        @Override
        public void worked() {
            told.add("worked");
        }
    }

    private final Notes notes = new Notes();
    private final InMemoryNeighbourIndex index = new InMemoryNeighbourIndex(Integer.MAX_VALUE, size -> {});

    private NearestPostings nearest(
            Function<String, float[]> embedding, Function<Collection<UUID>, List<KnownPosting>> known) {
        return new NearestPostings(
                index, embedding, known, new PostingGist(300), 0.5, new NeighbourSelection(0.75, 0.7, true), notes);
    }

    private static float[] vector() {
        return NeighbourIndexContract.vector(0, 0, 1, 0).vector();
    }

    private void fill() {
        index.put(List.of(NeighbourIndexContract.vector(1, 1, 1, 0.1f)));
    }

    @Test
    void with_nothing_stored_nothing_is_embedded() {
        NearestPostings nearest = nearest(
                words -> {
                    throw new AssertionError("asked for an embedding");
                },
                ids -> List.of());

        assertThat(nearest.nearest(QUERY, 3)).isEmpty();
        assertThat(notes.told).isEmpty();
    }

    @Test
    void a_failure_is_told_and_answered_with_nothing() {
        fill();

        assertThat(nearest(
                                words -> {
                                    throw new NoClassDefFoundError("onnxruntime");
                                },
                                ids -> List.of())
                        .nearest(QUERY, 3))
                .isEmpty();
        assertThat(nearest(words -> vector(), ids -> {
                            throw new IllegalStateException("PostgreSQL is away");
                        })
                        .closest(QUERY, 3))
                .isEmpty();
        assertThat(notes.told).containsExactly("timed", "failed", "timed", "failed");
    }

    @Test
    void a_posting_that_was_deleted_since_is_passed_over() {
        fill();

        assertThat(nearest(words -> vector(), ids -> List.of()).nearest(QUERY, 3))
                .isEmpty();
        assertThat(notes.told).containsExactly("timed", "worked");
    }
}
