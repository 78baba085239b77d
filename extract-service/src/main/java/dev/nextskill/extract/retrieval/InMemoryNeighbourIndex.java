package dev.nextskill.extract.retrieval;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * LangChain4j's store in memory: every vector is compared, about 2.2 kB and 1 µs each. For tens of thousands of postings; more belong in
 * pgvector.
 */
final class InMemoryNeighbourIndex implements NeighbourIndex {

    private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    private final int many;
    private final IntConsumer onMany;
    private volatile long upTo;
    private int size;

    /** @param onMany is told once that the index holds more than so many vectors */
    InMemoryNeighbourIndex(int many, IntConsumer onMany) {
        this.many = many;
        this.onMany = onMany;
    }

    @Override
    public long upTo() {
        return upTo;
    }

    @Override
    public synchronized void put(List<StoredVector> vectors) {
        // One that is there already came in a run that failed behind it.
        List<StoredVector> unseen =
                vectors.stream().filter(each -> each.sequence() > upTo).toList();
        if (!unseen.isEmpty()) {
            EmbeddingStoreSearch.put(store, unseen);
            boolean had = size > many;
            // Those that replace another are few.
            size += unseen.size();
            if (size > many && !had) {
                onMany.accept(size);
            }
            upTo = unseen.get(unseen.size() - 1).sequence();
        }
    }

    @Override
    public List<Neighbour> nearest(float[] vector, int most, double least) {
        return EmbeddingStoreSearch.nearest(store, vector, most, least);
    }
}
