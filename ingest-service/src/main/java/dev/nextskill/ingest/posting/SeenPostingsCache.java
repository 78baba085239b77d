package dev.nextskill.ingest.posting;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Keeps seen postings in Redis, each under a key of its own that expires. */
final class SeenPostingsCache implements SeenPostingsStore {

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final ReactiveKeyCommands<String> keys;
    private final ReactiveValueCommands<String, String> values;
    private final String keyPrefix;
    private final Duration expiry;

    SeenPostingsCache(ReactiveRedisDataSource redis, String keyPrefix, Duration expiry) {
        this.keys = redis.key(String.class);
        this.values = redis.value(String.class);
        this.keyPrefix = keyPrefix;
        this.expiry = expiry;
    }

    /**
     * Connects, so that the first postings after a start do not meet a cold connection and take it for an outage. A Redis that
     * is down is found out by the first posting.
     */
    void warmUp() {
        keys.exists(keyPrefix)
                .onItemOrFailure()
                .transform((found, failure) -> failure == null)
                .ifNoItem()
                .after(WARM_UP)
                .recoverWithItem(false)
                .await()
                .indefinitely();
    }

    @Override
    public CompletionStage<Boolean> contains(UUID postingId) {
        return keys.exists(keyPrefix + postingId).subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Void> add(UUID postingId) {
        return values.setex(keyPrefix + postingId, expiry.toSeconds(), "").subscribeAsCompletionStage();
    }
}
