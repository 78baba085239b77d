package dev.nextskill.extract.retrieval;

import dev.nextskill.extract.extraction.PostingGist;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.PriorPosting;
import dev.nextskill.extract.extraction.PriorPostings;
import dev.nextskill.extract.retrieval.NeighbourSelection.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the prior postings nearest to one at hand: embed its gist, search, load the postings found, choose. Never throws: whoever asks
 * reads on without neighbours. Safe to share between threads.
 */
final class NearestPostings implements PriorPostings {

    /** So many times what is asked for is searched, because near-duplicates fall out and MMR wants a choice. */
    private static final int CANDIDATES_EACH = 4;

    private static final int LEAST_CANDIDATES = 20;

    private final NeighbourIndex index;
    private final Function<String, float[]> embedding;
    private final Function<Collection<UUID>, List<KnownPosting>> known;
    private final PostingGist gist;
    private final double leastSimilarity;
    private final NeighbourSelection varied;
    private final NeighbourSelection plain;
    private final Observer observer;

    /** Is told how searches went. */
    interface Observer {

        /** Runs the search and measures it. */
        List<PriorPosting> timed(Supplier<List<PriorPosting>> search);

        void failed(Throwable why);

        void worked();
    }

    /**
     * @param known the stored postings with these ids
     * @param leastSimilarity cosine; postings further away are not shown
     */
    NearestPostings(
            NeighbourIndex index,
            Function<String, float[]> embedding,
            Function<Collection<UUID>, List<KnownPosting>> known,
            PostingGist gist,
            double leastSimilarity,
            NeighbourSelection selection,
            Observer observer) {
        this.index = index;
        this.embedding = embedding;
        this.known = known;
        this.gist = gist;
        this.leastSimilarity = leastSimilarity;
        this.varied = selection;
        this.plain = new NeighbourSelection(selection.repost(), 1, false);
        this.observer = observer;
    }

    @Override
    public List<PriorPosting> nearest(PostingText posting, int most) {
        return search(posting, most, varied);
    }

    @Override
    public List<PriorPosting> closest(PostingText posting, int most) {
        return search(posting, most, plain);
    }

    private List<PriorPosting> search(PostingText posting, int most, NeighbourSelection selection) {
        try {
            if (most <= 0 || index.isEmpty()) {
                return List.of();
            }
            List<PriorPosting> found = observer.timed(() -> find(posting, most, selection));
            observer.worked();
            return found;
        } catch (RuntimeException | LinkageError e) {
            // A LinkageError: a machine for which the embedding model has no native library.
            observer.failed(e);
            return List.of();
        }
    }

    private List<PriorPosting> find(PostingText posting, int most, NeighbourSelection selection) {
        List<Neighbour> neighbours = index.nearest(
                embedding.apply(gist.of(posting)), Math.max(LEAST_CANDIDATES, CANDIDATES_EACH * most), leastSimilarity);
        Map<UUID, KnownPosting> postings = new HashMap<>();
        known.apply(neighbours.stream().map(Neighbour::postingId).toList())
                .forEach(each -> postings.put(each.postingId(), each));
        List<Candidate> candidates = new ArrayList<>();
        for (Neighbour neighbour : neighbours) {
            KnownPosting found = postings.get(neighbour.postingId());
            // The index may know a posting that was deleted since.
            if (found != null) {
                candidates.add(new Candidate(neighbour, found));
            }
        }
        return selection.choose(posting, candidates, most).stream()
                .map(each -> new PriorPosting(
                        each.posting().words(),
                        each.posting().requirements().get(),
                        each.neighbour().similarity(),
                        each.posting().corrected()))
                .toList();
    }
}
