package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.Ingestion.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The story of a posting: identify it by its words, leave it if it was seen, else append it to the log, and only when the log
 * has acknowledged remember it as seen. The order matters: were it remembered first, a crash in between would lose it.
 *
 * <p>The same words arriving while the first are on their way wait for them instead of being appended twice.
 *
 * <p>Thread-safe.
 */
final class JobPostingIngestion {

    /** What a posting costs beside its text: headers, the other fields, futures. */
    private static final int OVERHEAD_BYTES = 1024;

    private final PostingLog log;
    private final SeenPostings seen;
    private final Clock clock;
    private final Duration patience;
    private final int maxBytesUnderWay;
    private final Semaphore bytesUnderWay;
    private final ConcurrentMap<UUID, CompletableFuture<Ingestion>> underWay = new ConcurrentHashMap<>();

    /**
     * @param patience how long to wait for the log before a posting counts as unpublished
     * @param maxBytesUnderWay how many bytes of postings may be under way to the log at once, in order that a log that
     *     stands still does not fill the memory
     */
    JobPostingIngestion(PostingLog log, SeenPostings seen, Clock clock, Duration patience, int maxBytesUnderWay) {
        this.log = log;
        this.seen = seen;
        this.clock = clock;
        this.patience = patience;
        this.maxBytesUnderWay = maxBytesUnderWay;
        this.bytesUnderWay = new Semaphore(maxBytesUnderWay, true);
    }

    /**
     * Ingests a posting. Blocks, at most for the patience, while too much is under way; the rest goes on without the caller.
     *
     * @return completes within twice the patience, never exceptionally
     */
    CompletableFuture<Ingestion> ingest(ReceivedPosting posting, JobSource source) throws InterruptedException {
        var postingId = PostingId.of(posting.text());
        var mine = new CompletableFuture<Ingestion>();
        var first = underWay.putIfAbsent(postingId, mine);
        if (first != null) {
            return first.thenApply(Ingestion::seenByRepeat);
        }
        try {
            start(postingId, posting, source, mine);
        } catch (InterruptedException | RuntimeException e) {
            finish(mine, new Ingestion(postingId, Outcome.UNPUBLISHED));
            throw e;
        }
        return mine;
    }

    private void start(
            UUID postingId, ReceivedPosting posting, JobSource source, CompletableFuture<Ingestion> ingestion)
            throws InterruptedException {
        var event = JobPostingIngested.of(postingId, posting, source, clock.instant());
        var cost = Math.min(maxBytesUnderWay, posting.text().getBytes(StandardCharsets.UTF_8).length + OVERHEAD_BYTES);
        if (!bytesUnderWay.tryAcquire(cost, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            finish(ingestion, new Ingestion(postingId, Outcome.UNPUBLISHED));
            return;
        }
        // The attempt outlives the patience: a late acknowledgement is still remembered, and only then are its bytes
        // free.
        var attempt = seen.contains(postingId)
                .thenCompose(known -> known ? CompletableFuture.completedStage(Outcome.DUPLICATE) : append(event))
                .whenComplete((outcome, failure) -> bytesUnderWay.release(cost))
                .toCompletableFuture();
        var unused = attempt.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> Outcome.UNPUBLISHED)
                .thenAccept(outcome -> finish(ingestion, new Ingestion(postingId, outcome)));
    }

    private CompletionStage<Outcome> append(JobPostingIngested event) {
        return log.append(event)
                .thenCompose(acknowledged -> seen.add(event.postingId()))
                .thenApply(remembered -> Outcome.ACCEPTED);
    }

    private void finish(CompletableFuture<Ingestion> future, Ingestion ingestion) {
        underWay.remove(ingestion.postingId(), future);
        future.complete(ingestion);
    }
}
