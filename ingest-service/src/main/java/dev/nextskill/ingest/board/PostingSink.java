package dev.nextskill.ingest.board;

import dev.nextskill.ingest.posting.BoardPostingIngestion.Outcome;
import dev.nextskill.ingest.source.SourceDocument;
import java.util.concurrent.CompletableFuture;

/** Where the postings of boards go. */
@FunctionalInterface
interface PostingSink {

    /**
     * @param source the name of the configured source
     * @return never completes exceptionally
     */
    CompletableFuture<Outcome> ingest(SourceDocument posting, String source) throws InterruptedException;
}
