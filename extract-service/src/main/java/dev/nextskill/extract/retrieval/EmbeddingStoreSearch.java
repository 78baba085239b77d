package dev.nextskill.extract.retrieval;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What both indexes do alike with LangChain4j's stores. */
final class EmbeddingStoreSearch {

    /** The store in memory insists on a text for each; nobody reads it, and all share this one. */
    private static final TextSegment NOTHING = TextSegment.from("-");

    private EmbeddingStoreSearch() {}

    /** Replaces what must give way: the store in memory would keep both vectors of one id. */
    static void put(EmbeddingStore<TextSegment> store, List<StoredVector> vectors) {
        List<String> replaced = vectors.stream()
                .filter(StoredVector::replaced)
                .map(each -> each.postingId().toString())
                .toList();
        if (!replaced.isEmpty()) {
            store.removeAll(replaced);
        }
        // All at once: the store in memory copies its whole list for each call.
        store.addAll(
                vectors.stream().map(each -> each.postingId().toString()).toList(),
                vectors.stream().map(each -> Embedding.from(each.vector())).toList(),
                Collections.nCopies(vectors.size(), NOTHING));
    }

    /** LangChain4j's score is (1 + cosine) / 2. Equally near ones come in the order of their ids. */
    static List<Neighbour> nearest(EmbeddingStore<TextSegment> store, float[] vector, int most, double least) {
        EmbeddingSearchRequest request = EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(vector))
                .maxResults(most)
                .minScore((1 + Math.max(-1, Math.min(1, least))) / 2)
                .build();
        return store.search(request).matches().stream()
                .map(match -> new Neighbour(
                        UUID.fromString(match.embeddingId()),
                        CompactVector.cosine(vector, match.embedding().vector()),
                        match.embedding().vector()))
                .sorted(Comparator.comparingDouble((Neighbour each) -> -each.similarity())
                        .thenComparing(Neighbour::postingId))
                .toList();
    }
}
