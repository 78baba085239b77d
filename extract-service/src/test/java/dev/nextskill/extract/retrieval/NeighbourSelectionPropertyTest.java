package dev.nextskill.extract.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.retrieval.NeighbourSelection.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class NeighbourSelectionPropertyTest {

    private static final double REPOST = 0.75;
    private static final PostingText QUERY = new PostingText("后端开发", null, text(1_000));

    /** A text of a hundred letters; other numbers have hardly a shingle in common. */
    private static String text(int number) {
        Random random = new Random(number);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append((char) (0x4E00 + random.nextInt(5_000)));
        }
        return text.toString();
    }

    private static KnownPosting posting(int number, String text, boolean corrected) {
        return new KnownPosting(new UUID(1, number), new PostingText(null, null, text), null, corrected, () -> {
            throw new IllegalStateException("nobody needs them here");
        });
    }

    private static List<Candidate> candidates(int number, long seed) {
        Random random = new Random(seed);
        float[] query = {1, 0, 0};
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            float[] vector = {1, random.nextFloat(), random.nextFloat()};
            // Some repeat the query or another one, with a word more.
            String text =
                    random.nextInt(8) == 0 ? QUERY.text() + "急聘" : text(random.nextInt(number)) + "双休".repeat(i % 2);
            candidates.add(new Candidate(
                    new Neighbour(new UUID(1, i), CompactVector.cosine(query, vector), vector),
                    posting(i, text, random.nextInt(4) == 0)));
        }
        candidates.sort(Comparator.comparingDouble(each -> -each.neighbour().similarity()));
        return candidates;
    }

    private static String body(Candidate candidate) {
        return candidate.posting().words().text().substring(0, 100);
    }

    @Property(tries = 200)
    void no_near_duplicate_of_the_posting_or_of_another_is_shown(
            @ForAll @IntRange(max = 30) int number,
            @ForAll long seed,
            @ForAll @IntRange(max = 12) int most,
            @ForAll @DoubleRange(max = 1) double lambda) {
        List<Candidate> candidates = candidates(number, seed);

        List<Candidate> chosen = new NeighbourSelection(REPOST, lambda, true).choose(QUERY, candidates, most);

        assertThat(chosen).hasSizeLessThanOrEqualTo(most);
        assertThat(candidates).containsAll(chosen);
        assertThat(chosen)
                .extracting(NeighbourSelectionPropertyTest::body)
                .doesNotHaveDuplicates()
                .doesNotContain(QUERY.text());
        // As many as there are different ones.
        HashSet<String> different = new HashSet<>(
                candidates.stream().map(NeighbourSelectionPropertyTest::body).toList());
        different.remove(QUERY.text());
        assertThat(chosen).hasSize(Math.min(most, different.size()));
    }

    @Property(tries = 100)
    void corrected_ones_come_first(@ForAll @IntRange(max = 30) int number, @ForAll long seed) {
        List<Candidate> chosen = new NeighbourSelection(REPOST, 0.7, true).choose(QUERY, candidates(number, seed), 10);

        assertThat(chosen.stream().map(each -> !each.posting().corrected()).toList())
                .isSorted();
    }

    @Property(tries = 100)
    void with_lambda_one_the_nearest_come_in_their_order(@ForAll @IntRange(max = 30) int number, @ForAll long seed) {
        List<Candidate> candidates = candidates(number, seed);

        List<Candidate> chosen = new NeighbourSelection(REPOST, 1, false).choose(QUERY, candidates, 10);

        assertThat(chosen.stream().map(each -> -each.neighbour().similarity()).toList())
                .isSorted();
        candidates.stream()
                .filter(each -> !body(each).equals(QUERY.text()))
                .findFirst()
                .ifPresent(nearest -> assertThat(chosen.get(0)).isSameAs(nearest));
    }

    @Property(tries = 50)
    void the_same_candidates_give_the_same_choice(@ForAll @IntRange(max = 30) int number, @ForAll long seed) {
        NeighbourSelection selection = new NeighbourSelection(REPOST, 0.7, true);

        assertThat(selection.choose(QUERY, candidates(number, seed), 5).stream()
                        .map(each -> each.posting().postingId()))
                .containsExactlyElementsOf(selection.choose(QUERY, candidates(number, seed), 5).stream()
                        .map(each -> each.posting().postingId())
                        .toList());
    }

    @Example
    void a_more_different_one_is_preferred_to_a_nearer_twin() {
        float[] near = {1, 0.5f, 0};
        float[] twin = {1, 0.51f, 0};
        float[] other = {1, -0.6f, 0};
        float[] query = {1, 0, 0};
        List<Candidate> candidates = new ArrayList<>();
        int number = 0;
        for (float[] vector : List.of(near, twin, other)) {
            candidates.add(new Candidate(
                    new Neighbour(new UUID(1, number), CompactVector.cosine(query, vector), vector),
                    posting(number, text(number++), false)));
        }

        assertThat(new NeighbourSelection(REPOST, 0.5, false).choose(QUERY, candidates, 2))
                .containsExactly(candidates.get(0), candidates.get(2));
        assertThat(new NeighbourSelection(REPOST, 1, false).choose(QUERY, candidates, 2))
                .containsExactly(candidates.get(0), candidates.get(1));
    }

    @Example
    void of_two_that_repeat_a_third_one_is_shown() {
        UUID original = new UUID(2, 2);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            candidates.add(new Candidate(
                    new Neighbour(new UUID(1, i), 0.9 - i * 0.1, new float[] {1, i, 0}),
                    new KnownPosting(new UUID(1, i), new PostingText(null, null, text(i)), original, false, () -> {
                        throw new IllegalStateException("nobody needs them here");
                    })));
        }

        assertThat(new NeighbourSelection(REPOST, 0.7, true).choose(QUERY, candidates, 5))
                .containsExactly(candidates.get(0));
    }
}
