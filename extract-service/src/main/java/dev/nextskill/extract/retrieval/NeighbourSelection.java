package dev.nextskill.extract.retrieval;

import dev.nextskill.extract.duplicate.PostingTraits;
import dev.nextskill.extract.duplicate.TextSignature;
import dev.nextskill.extract.extraction.PostingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which of the postings near one at hand are shown: none that says what the one at hand says nearly word for word (so not that posting
 * itself), none that repeats another one shown, those that people corrected first, and within these by maximal marginal relevance.
 *
 * @param repost how alike two texts are that count as one, 0..1 (docs/adr/0007-near-duplicates.md); titles and companies aside
 * @param lambda 1: the nearest; less: the more different from one another. J. Carbonell, J. Goldstein, "The use of MMR, diversity-based
 *     reranking for reordering documents and producing summaries", 1998: λ·sim(d, query) − (1 − λ)·max sim(d, chosen)
 * @param correctedFirst whether a corrected posting comes before any nearer one
 */
record NeighbourSelection(double repost, double lambda, boolean correctedFirst) {

    /** A posting as it is compared. */
    private static final class Compared {

        private final Candidate candidate;
        private final Text text;

        private Compared(Candidate candidate, Text text) {
            this.candidate = candidate;
            this.text = text;
        }

        private UUID original() {
            UUID duplicateOf = candidate.posting().duplicateOf();
            return duplicateOf == null ? candidate.posting().postingId() : duplicateOf;
        }
    }

    /** A text that others may repeat. */
    private record Text(Optional<PostingTraits> traits, String words) {

        static Text of(PostingText posting) {
            return new Text(
                    TextSignature.of(posting.text()).map(signature -> PostingTraits.of(signature, null, null)),
                    posting.text().strip());
        }

        boolean says(Text other, double threshold) {
            // A text of a few words has no signature: it repeats none but the same.
            return words.equals(other.words)
                    || (traits.isPresent()
                            && other.traits.isPresent()
                            && traits.get().repeats(other.traits.get(), threshold));
        }
    }

    /** A stored posting and how near it is. */
    record Candidate(Neighbour neighbour, KnownPosting posting) {}

    /**
     * @param candidates the nearest first
     * @param most how many at most
     */
    List<Candidate> choose(PostingText query, List<Candidate> candidates, int most) {
        Text queryText = Text.of(query);
        List<Compared> left = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Text text = Text.of(candidate.posting().words());
            if (!text.says(queryText, repost)) {
                left.add(new Compared(candidate, text));
            }
        }
        List<Compared> chosen = new ArrayList<>();
        if (correctedFirst) {
            choose(left, chosen, most, each -> each.candidate.posting().corrected());
        }
        choose(left, chosen, most, each -> true);
        return chosen.stream().map(each -> each.candidate).toList();
    }

    private void choose(List<Compared> left, List<Compared> chosen, int most, Predicate<Compared> wanted) {
        while (chosen.size() < most) {
            Compared next = best(left, wanted, each -> marginalRelevance(each, chosen));
            if (next == null) {
                return;
            }
            left.remove(next);
            if (chosen.stream().noneMatch(each -> repeats(each, next))) {
                chosen.add(next);
            }
        }
    }

    private boolean repeats(Compared one, Compared other) {
        return one.original().equals(other.original()) || one.text.says(other.text, repost);
    }

    private double marginalRelevance(Compared each, List<Compared> chosen) {
        double nearest = 0;
        for (Compared other : chosen) {
            nearest = Math.max(
                    nearest,
                    CompactVector.cosine(
                            each.candidate.neighbour().vector(),
                            other.candidate.neighbour().vector()));
        }
        return lambda * each.candidate.neighbour().similarity() - (1 - lambda) * nearest;
    }

    /** The first of the best: of equal ones the nearer. */
    private static @Nullable Compared best(
            List<Compared> left, Predicate<Compared> wanted, ToDoubleFunction<Compared> value) {
        Compared best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (Compared each : left) {
            if (wanted.test(each)) {
                double relevance = value.applyAsDouble(each);
                if (relevance > most) {
                    best = each;
                    most = relevance;
                }
            }
        }
        return best;
    }
}
