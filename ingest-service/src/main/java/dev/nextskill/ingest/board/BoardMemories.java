package dev.nextskill.ingest.board;

import java.time.Duration;
import java.util.Optional;

/** Where memories of boards are kept, for all replicas. Every method may fail; {@link BoardPoll} copes with it. */
interface BoardMemories {

    Optional<BoardMemory> load(String source);

    void save(String source, BoardMemory memory);

    /**
     * Claims the polling of a source for one replica.
     *
     * @param owner no two alike
     * @param atMost after this time the claim ends by itself
     * @return whether nobody else has it
     */
    boolean claim(String source, String owner, Duration atMost);

    /** Ends a claim, if it is still the owner's. */
    void release(String source, String owner);
}
