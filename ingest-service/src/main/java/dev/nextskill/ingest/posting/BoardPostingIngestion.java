package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.JobSource.Kind;
import dev.nextskill.ingest.source.SourceDocument;
import java.util.concurrent.CompletableFuture;

/** The way in for postings of job boards: the same checks, story and counts as for every other posting. Thread-safe. */
public final class BoardPostingIngestion {

    /** What became of a posting. */
    public sealed interface Outcome {

        /** @param isNew false if the same words were in the log already */
        record Taken(boolean isNew) implements Outcome {}

        /** @param why what is wrong with it; sending the same again will not help */
        record Refused(String why) implements Outcome {}

        /** The log did not acknowledge it; it may be sent again. */
        record Unpublished() implements Outcome {}
    }

    private final PostingReader postings;
    private final JobPostingIngestion ingestion;
    private final PostingCounts counts;

    BoardPostingIngestion(PostingReader postings, JobPostingIngestion ingestion, PostingCounts counts) {
        this.postings = postings;
        this.ingestion = ingestion;
        this.counts = counts;
    }

    /**
     * Ingests a posting; blocks while too much is under way.
     *
     * @param source the name of the configured source
     * @return never completes exceptionally
     */
    public CompletableFuture<Outcome> ingest(SourceDocument document, String source) throws InterruptedException {
        ReceivedPosting posting;
        try {
            posting = postings.readDocument(document);
        } catch (RejectedPostingException e) {
            counts.rejected(Kind.BOARD_API);
            return CompletableFuture.completedFuture(
                    new Outcome.Refused(e.rejection().detail()));
        }
        return ingestion
                .ingest(posting, new JobSource(Kind.BOARD_API, source, posting.url()))
                .thenApply(done -> {
                    counts.ingested(Kind.BOARD_API, done);
                    return switch (done.outcome()) {
                        case ACCEPTED -> new Outcome.Taken(true);
                        case DUPLICATE -> new Outcome.Taken(false);
                        case UNPUBLISHED -> new Outcome.Unpublished();
                    };
                });
    }
}
