package dev.nextskill.planner.curriculum;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How well a component is known, from shallow to deep. Who knows it deeply knows it at every shallower depth too. */
public enum Depth {
    /** Knows it when meeting it, and what it is for. */
    @JsonProperty("recognise")
    RECOGNISE(0),
    /** Can say how and why it works. */
    @JsonProperty("explain")
    EXPLAIN(1),
    /** Can make something with it. */
    @JsonProperty("build")
    BUILD(2);

    private final int rank;

    Depth(int rank) {
        this.rank = rank;
    }

    /** From 0, the shallowest. */
    public int rank() {
        return rank;
    }

    /** @param rank 0 to 2 */
    public static Depth ofRank(int rank) {
        return switch (rank) {
            case 0 -> RECOGNISE;
            case 1 -> EXPLAIN;
            case 2 -> BUILD;
            default -> throw new IllegalArgumentException("A depth's rank must be 0, 1 or 2, not " + rank);
        };
    }

    /** The name in data files and JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
