package dev.nextskill.extract.retrieval;

import java.util.List;

/**
 * The stored embeddings, to be searched. A copy of table {@code posting_embedding}, brought up to date by {@link EmbeddingBacklog}. Safe
 * to share between threads.
 */
interface NeighbourIndex {

    /** The sequence up to which the copy is complete; 0 at first. */
    long upTo();

    /** Takes over vectors, in the order of their sequence; the same ones again do no harm. */
    void put(List<StoredVector> vectors);

    /**
     * The nearest postings, the nearest first.
     *
     * @param most how many at most
     * @param least the least cosine
     */
    List<Neighbour> nearest(float[] vector, int most, double least);

    /** Whether nothing can be found. */
    default boolean isEmpty() {
        return upTo() == 0;
    }
}
