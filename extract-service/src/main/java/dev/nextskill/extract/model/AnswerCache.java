package dev.nextskill.extract.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.value.ValueCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers in Redis, {@code extract:answers:<hash>}, until they expire. With Redis away there are none. */
final class AnswerCache implements Answers {

    private static final Logger LOG = Logger.getLogger(AnswerCache.class);
    private static final String PREFIX = "extract:answers:";

    private final ValueCommands<String, String> values;
    private final ObjectMapper json;
    private final Duration ttl;
    private final AtomicBoolean failing = new AtomicBoolean();

    AnswerCache(RedisDataSource redis, ObjectMapper json, Duration ttl) {
        this.values = redis.value(String.class);
        this.json = json;
        this.ttl = ttl;
    }

    @Override
    public Optional<KeptAnswer> find(String key) {
        try {
            @Nullable String kept = values.get(PREFIX + key);
            failing.set(false);
            return kept == null ? Optional.empty() : Optional.of(json.readValue(kept, KeptAnswer.class));
        } catch (JsonProcessingException | RuntimeException e) {
            warn(e);
            return Optional.empty();
        }
    }

    @Override
    public void keep(String key, KeptAnswer answer) {
        try {
            values.setex(PREFIX + key, ttl.toSeconds(), json.writeValueAsString(answer));
        } catch (JsonProcessingException | RuntimeException e) {
            warn(e);
        }
    }

    private void warn(Exception failure) {
        LOG.log(
                failing.getAndSet(true) ? Logger.Level.DEBUG : Logger.Level.WARN,
                "Redis (quarkus.redis.hosts) keeps no answers for now, what was answered is asked and paid again: "
                        + failure);
    }
}
