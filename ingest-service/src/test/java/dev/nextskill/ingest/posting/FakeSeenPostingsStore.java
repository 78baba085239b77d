package dev.nextskill.ingest.posting;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Remembers for as long as it lives, and can be told to fail or to keep silent. */
final class FakeSeenPostingsStore implements SeenPostingsStore {

    enum Mood {
        WELL,
        FAILING,
        SILENT
    }

    private final Set<UUID> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Mood mood = Mood.WELL;

    void become(Mood mood) {
        this.mood = mood;
    }

    boolean knows(UUID postingId) {
        return seen.contains(postingId);
    }

    /** How often it was asked or told something. */
    int asked() {
        return asked.get();
    }

    @Override
    public CompletionStage<Boolean> contains(UUID postingId) {
        return answer(() -> CompletableFuture.completedFuture(seen.contains(postingId)));
    }

    @Override
    public CompletionStage<Void> add(UUID postingId) {
        return answer(() -> {
            seen.add(postingId);
            return CompletableFuture.allOf();
        });
    }

    private <T> CompletableFuture<T> answer(Supplier<CompletableFuture<T>> when) {
        asked.incrementAndGet();
        return switch (mood) {
            case WELL -> when.get();
            case FAILING -> CompletableFuture.failedFuture(new IllegalStateException("connection refused"));
            case SILENT -> new CompletableFuture<>();
        };
    }
}
