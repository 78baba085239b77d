package dev.nextskill.ingest.board;

import dev.nextskill.ingest.board.BoardAnswer.Failure;
import java.util.List;

/** What came of one poll. */
sealed interface PollResult {

    /** @param refusals which postings were refused and why, the first of them */
    record Read(PollCounts counts, List<String> refusals) implements PollResult {

        public Read {
            refusals = List.copyOf(refusals);
        }
    }

    /** The board has nothing else than last time. */
    record Unchanged() implements PollResult {}

    /** Another replica is polling this source. */
    record Elsewhere() implements PollResult {}

    /** @param read what was taken before it failed */
    record Failed(Failure failure, Read read) implements PollResult {}
}
