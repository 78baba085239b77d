package dev.nextskill.ingest.posting;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A memory of postings that are in the log. It never fails and answers soon, because it only saves work: when its store does
 * not answer in time, nothing is known for the cool-down, so that the timeout is paid once and not by every posting. What was
 * to be remembered meanwhile is kept back and brought in when the store answers again.
 *
 * <p>Thread-safe.
 */
final class SeenPostings {

    private static final Logger LOG = System.getLogger(SeenPostings.class.getName());

    /** Some 8 MB; what comes on top is forgotten, that is, accepted again when it is repeated. */
    private static final int MOST_KEPT_BACK = 100_000;

    private static final int BROUGHT_IN_AT_ONCE = 500;
    /** A version that no posting has. */
    private static final UUID NO_POSTING = new UUID(0, 0);

    private final SeenPostingsStore store;
    private final Duration timeout;
    private final Duration coolDown;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean down = new AtomicBoolean();
    private final BlockingQueue<UUID> keptBack = new LinkedBlockingQueue<>(MOST_KEPT_BACK);

    SeenPostings(SeenPostingsStore store, Duration timeout, Duration coolDown, ScheduledExecutorService timer) {
        this.store = store;
        this.timeout = timeout;
        this.coolDown = coolDown;
        this.timer = timer;
    }

    /** False when it is not known. Never completes exceptionally. */
    CompletionStage<Boolean> contains(UUID postingId) {
        if (down.get()) {
            return CompletableFuture.completedStage(false);
        }
        return attempt(() -> store.contains(postingId)).exceptionally(failure -> {
            outage(failure);
            return false;
        });
    }

    /** Completes when the posting is remembered or kept back to be. Never completes exceptionally. */
    CompletionStage<Boolean> add(UUID postingId) {
        if (down.get()) {
            return CompletableFuture.completedStage(keptBack.offer(postingId));
        }
        return attempt(() -> store.add(postingId)).handle((done, failure) -> {
            if (failure == null) {
                return true;
            }
            outage(failure);
            return keptBack.offer(postingId);
        });
    }

    private <T> CompletableFuture<T> attempt(Supplier<CompletionStage<T>> command) {
        try {
            return command.get().toCompletableFuture().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void outage(Throwable failure) {
        if (down.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    ("Redis does not answer (%s). Postings are still accepted; repeats are accepted again until it does, and"
                                    + " extract-service takes each of them once.")
                            .formatted(failure));
            recoverLater();
        }
    }

    private void recoverLater() {
        var unused = timer.schedule(this::recover, coolDown.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Brings in some of what was kept back; when nothing is left and the store answers, the outage is over. */
    private void recover() {
        var postingIds = new ArrayList<UUID>();
        keptBack.drainTo(postingIds, BROUGHT_IN_AT_ONCE);
        CompletableFuture<?> answered = postingIds.isEmpty()
                ? attempt(() -> store.contains(NO_POSTING))
                : CompletableFuture.allOf(postingIds.stream()
                        .map(postingId -> attempt(() -> store.add(postingId)))
                        .toArray(CompletableFuture[]::new));
        var unused = answered.whenComplete((done, failure) -> {
            if (failure != null) {
                postingIds.forEach(keptBack::offer);
                recoverLater();
            } else if (!postingIds.isEmpty()) {
                timer.execute(this::recover);
            } else {
                LOG.log(Level.INFO, "Redis answers again: repeats are recognised.");
                down.set(false);
                // Kept back by a caller that saw the outage in its last moment.
                keptBack.drainTo(postingIds);
                postingIds.forEach(this::add);
            }
        });
    }
}
