package dev.nextskill.ingest.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** Keeps memories of boards in Redis, one key a board that expires, and claims beside them. */
final class BoardMemoryCache implements BoardMemories {

    /** Deletes the claim only if it is still the owner's: another may have it since it expired. */
    private static final String RELEASE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";

    private final ReactiveRedisDataSource redis;
    private final ReactiveValueCommands<String, String> values;
    private final ObjectMapper mapper;
    private final String keyPrefix;
    private final Duration expiry;
    private final Duration timeout;

    BoardMemoryCache(
            ReactiveRedisDataSource redis, ObjectMapper mapper, String keyPrefix, Duration expiry, Duration timeout) {
        this.redis = redis;
        this.values = redis.value(String.class);
        this.mapper = mapper;
        this.keyPrefix = keyPrefix;
        this.expiry = expiry;
        this.timeout = timeout;
    }

    @Override
    public Optional<BoardMemory> load(String source) {
        return Optional.ofNullable(await(values.get(keyPrefix + source))).flatMap(this::decoded);
    }

    @Override
    public void save(String source, BoardMemory memory) {
        try {
            await(values.setex(keyPrefix + source, expiry.toSeconds(), mapper.writeValueAsString(memory)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A memory of strings has no JSON.", e);
        }
    }

    @Override
    public boolean claim(String source, String owner, Duration atMost) {
        return await(
                values.setAndChanged(claimKey(source), owner, new SetArgs().nx().px(atMost)));
    }

    @Override
    public void release(String source, String owner) {
        await(redis.execute("EVAL", RELEASE, "1", claimKey(source), owner));
    }

    private String claimKey(String source) {
        return keyPrefix + source + ":polling";
    }

    /** What another version of us has written, or somebody else, is as good as nothing. */
    private Optional<BoardMemory> decoded(String json) {
        try {
            return Optional.of(mapper.readValue(json, BoardMemory.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private <T> T await(Uni<T> command) {
        return command.await().atMost(timeout);
    }
}
