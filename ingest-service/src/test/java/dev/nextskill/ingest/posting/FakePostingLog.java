package dev.nextskill.ingest.posting;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A log that acknowledges at once, never, or when told to. */
final class FakePostingLog implements PostingLog {

    private final Queue<JobPostingIngested> appended = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Void>> pending = new ConcurrentLinkedQueue<>();
    private volatile boolean holding;

    /** From now on nothing is acknowledged before {@link #acknowledgeAll} or {@link #failAll}. */
    void hold() {
        holding = true;
    }

    void acknowledgeAll() {
        pending.forEach(each -> each.complete(null));
    }

    void failAll() {
        pending.forEach(each -> each.completeExceptionally(new IllegalStateException("no broker")));
    }

    List<JobPostingIngested> appended() {
        return List.copyOf(appended);
    }

    @Override
    public CompletionStage<Void> append(JobPostingIngested event) {
        appended.add(event);
        var acknowledged = new CompletableFuture<Void>();
        pending.add(acknowledged);
        if (!holding) {
            acknowledged.complete(null);
        }
        return acknowledged;
    }
}
