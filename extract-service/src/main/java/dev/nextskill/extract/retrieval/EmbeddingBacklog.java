package dev.nextskill.extract.retrieval;

import dev.nextskill.extract.extraction.PostingGist;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Embeds the postings that wait for it, batch by batch, outside the hot path, and keeps this instance's index up to date with what any
 * instance has embedded. One thread runs it.
 */
final class EmbeddingBacklog {

    /** Vectors read at a time: 2 MB as floats. The store in memory copies its list once for each. */
    private static final int READ = 1_000;

    private final EmbeddingRepository embeddings;
    private final NeighbourIndex index;
    private final PostingEmbedding embedding;
    private final PostingGist gist;
    private final int batch;
    private final Consumer<RuntimeException> refused;
    private boolean askedForAnotherModel;

    /** @param refused is told why words could not be embedded; their posting then has no neighbours */
    EmbeddingBacklog(
            EmbeddingRepository embeddings,
            NeighbourIndex index,
            PostingEmbedding embedding,
            PostingGist gist,
            int batch,
            Consumer<RuntimeException> refused) {
        this.embeddings = embeddings;
        this.index = index;
        this.embedding = embedding;
        this.gist = gist;
        this.batch = batch;
        this.refused = refused;
    }

    /**
     * Works until nothing waits.
     *
     * @param stopping looked at between batches
     * @param done is told after each batch how many postings it had
     */
    void work(BooleanSupplier stopping, IntConsumer done) {
        if (!askedForAnotherModel) {
            embeddings.embedAnewWhatIsNotOf(PostingEmbedding.MODEL);
            askedForAnotherModel = true;
        }
        follow(stopping);
        int taken = batch;
        while (taken == batch && !stopping.getAsBoolean()) {
            taken = embeddings.embedDue(PostingEmbedding.MODEL, batch, gist::of, this::embed);
            if (taken > 0) {
                done.accept(taken);
                follow(stopping);
            }
        }
    }

    private Optional<float[]> embed(String words) {
        try {
            return Optional.of(embedding.of(words));
        } catch (RuntimeException e) {
            // One posting that the model chokes on must not stop the others.
            refused.accept(e);
            return Optional.empty();
        }
    }

    private void follow(BooleanSupplier stopping) {
        int read = READ;
        while (read == READ && !stopping.getAsBoolean()) {
            List<StoredVector> vectors = embeddings.since(PostingEmbedding.MODEL, index.upTo(), READ);
            index.put(vectors);
            read = vectors.size();
        }
    }
}
