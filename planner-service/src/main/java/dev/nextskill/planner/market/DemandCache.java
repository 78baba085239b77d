package dev.nextskill.planner.market;

import dev.nextskill.planner.market.CounterKey.Kind;
import dev.nextskill.planner.market.PostingRepository.Recorded;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.hash.TransactionalHashCommands;
import io.quarkus.redis.datasource.transactions.TransactionResult;
import io.quarkus.redis.datasource.transactions.TransactionalRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The counters in Redis: a copy of {@code market_counter}, one hash a role class and month, absolute values.
 *
 * <p>Every write reads committed rows under the market's lock and sets them in one MULTI, so that whoever writes last writes the newest,
 * and repeating a write changes nothing. A marker says up to which revision of the postings the copy is complete. A batch copies what it
 * touched only onto the revision that it started from; on any other, because a copy before it was lost, everything is copied anew. So it
 * is at the start, when the marker is gone (Redis was lost or flushed) and after an outage. While Redis is away PostgreSQL answers.
 */
@ApplicationScoped
final class DemandCache {

    private static final Logger LOG = Logger.getLogger(DemandCache.class);

    private static final String PREFIX = "planner:market:";
    private static final String MARKER = PREFIX + "complete";
    /** The names of all hashes. */
    private static final String INDEX = PREFIX + "hashes";

    private final RedisDataSource redis;
    private final MarketCounterRepository counters;
    private final Clock clock;
    private final Duration pause;

    /** Until when Redis is left alone; null: it answers. Guarded by this. */
    private @Nullable Instant awayUntil;

    DemandCache(RedisDataSource redis, MarketCounterRepository counters, MarketConfig config, Clock clock) {
        this.redis = redis;
        this.counters = counters;
        this.clock = clock;
        this.pause = config.redisPause();
    }

    void onStart(@Observes StartupEvent started) {
        try {
            fill();
        } catch (RedisFailure e) {
            goneAway(e);
        }
    }

    /** All counters of a role class, or of all of them, from a month on. Never fails for want of Redis. */
    List<Counter> find(Optional<String> roleClass, Optional<YearMonth> since) {
        if (isThere()) {
            try {
                Optional<List<Counter>> found = read(roleClass, since);
                if (found.isPresent()) {
                    return found.get();
                }
                LOG.info("Redis has lost the market's counters: copying them anew");
                fill();
            } catch (RedisFailure e) {
                goneAway(e);
            }
        }
        return counters.find(roleClass, since);
    }

    /**
     * Copies what a committed transaction has changed; to be called for a repeated batch too, whose first copy may have been lost. Never
     * fails: what it cannot copy is copied when it works again, with all the rest.
     */
    void copy(Recorded recorded) {
        try {
            if (isThere()) {
                QuarkusTransaction.requiringNew().run(() -> {
                    counters.lock();
                    long copied = copied();
                    if (copied == counters.revision()) {
                        return;
                    }
                    if (copied != recorded.before()) {
                        LOG.infof("Redis has revision %d, not %d: copying all anew", copied, recorded.before());
                        fillLocked();
                        return;
                    }
                    List<Counter> rows = counters.find(recorded.touched());
                    inRedis(() -> redis.withTransaction(writes -> {
                        write(writes, rows);
                        mark(writes, recorded.after());
                    }));
                });
            }
        } catch (RuntimeException e) {
            goneAway(e);
            unmark();
        }
    }

    /** The revision that Redis has; none: -1. */
    private long copied() {
        return inRedis(() -> {
            String marker = redis.value(String.class).get(MARKER);
            return marker == null ? -1 : Long.parseLong(marker);
        });
    }

    private static void mark(TransactionalRedisDataSource writes, long revision) {
        writes.value(String.class).set(MARKER, Long.toString(revision));
    }

    /** Where it was not Redis that failed: so that other instances do not answer from the copy either. */
    private void unmark() {
        try {
            redis.key().del(MARKER);
        } catch (RuntimeException e) {
            LOG.debugf(e, "The copy in Redis cannot be marked as incomplete");
        }
    }

    private void fill() {
        QuarkusTransaction.requiringNew().run(() -> {
            counters.lock();
            fillLocked();
        });
    }

    private void fillLocked() {
        long revision = counters.revision();
        List<Counter> rows = counters.find(Optional.empty(), Optional.empty());
        inRedis(() -> {
            Set<String> stale = redis.set(String.class).smembers(INDEX);
            return redis.withTransaction(writes -> {
                stale.forEach(name -> writes.key().del(PREFIX + name));
                writes.key().del(INDEX);
                write(writes, rows);
                mark(writes, revision);
            });
        });
        LOG.infof("Copied %d counters of the market to Redis", rows.size());
    }

    private static void write(TransactionalRedisDataSource writes, Collection<Counter> rows) {
        Map<String, Map<String, String>> hashes = new HashMap<>();
        for (Counter row : rows) {
            hashes.computeIfAbsent(hash(row.key()), name -> new HashMap<>())
                    .put(field(row.key()), Long.toString(row.n()));
        }
        hashes.forEach((name, fields) -> writes.hash(String.class).hset(PREFIX + name, fields));
        if (!hashes.isEmpty()) {
            writes.set(String.class).sadd(INDEX, hashes.keySet().toArray(String[]::new));
        }
    }

    /** Empty if the copy is not complete. */
    private Optional<List<Counter>> read(Optional<String> roleClass, Optional<YearMonth> since) {
        return inRedis(() -> {
            List<String> names = redis.set(String.class).smembers(INDEX).stream()
                    .filter(name -> roleClass.isEmpty() || roleClass.get().equals(roleClass(name)))
                    .filter(name -> since.isEmpty() || !month(name).isBefore(since.get()))
                    .toList();
            // In one MULTI: all hashes as of the same moment, and the marker proves that none was missing then.
            TransactionResult result = redis.withTransaction(reads -> {
                reads.value(String.class).get(MARKER);
                TransactionalHashCommands<String, String, String> hashes = reads.hash(String.class);
                names.forEach(name -> hashes.hgetall(PREFIX + name));
            });
            if (result.get(0) == null) {
                return Optional.empty();
            }
            List<Counter> found = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                Map<String, String> fields = result.get(i + 1);
                if (fields == null || fields.isEmpty()) {
                    // Named in the index but gone: evicted.
                    return Optional.empty();
                }
                String name = names.get(i);
                fields.forEach((field, n) -> found.add(counter(name, field, Long.parseLong(n))));
            }
            return Optional.of(found);
        });
    }

    /** Whether to ask Redis. After an outage it is first filled anew: it has missed what happened meanwhile. */
    private synchronized boolean isThere() {
        if (awayUntil == null) {
            return true;
        }
        if (clock.instant().isBefore(awayUntil)) {
            return false;
        }
        try {
            fill();
            awayUntil = null;
            LOG.info("Redis has the market's counters again");
            return true;
        } catch (RedisFailure e) {
            awayUntil = clock.instant().plus(pause);
            return false;
        }
    }

    private synchronized void goneAway(RuntimeException failure) {
        if (awayUntil == null) {
            LOG.warnf(
                    "The market's counters cannot be copied to Redis (%s); PostgreSQL answers until they are",
                    failure.getMessage());
        }
        awayUntil = clock.instant().plus(pause);
    }

    private static <T> T inRedis(Call<T> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw new RedisFailure(e);
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T call();
    }

    /** Redis failed, not PostgreSQL. */
    private static final class RedisFailure extends RuntimeException {

        private RedisFailure(RuntimeException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    private static String hash(CounterKey key) {
        return key.month() + ":" + key.roleClass();
    }

    private static YearMonth month(String hash) {
        return YearMonth.parse(hash.substring(0, hash.indexOf(':')));
    }

    private static String roleClass(String hash) {
        return hash.substring(hash.indexOf(':') + 1);
    }

    private static String field(CounterKey key) {
        return key.kind().id() + "/" + key.subject() + "/" + key.detail();
    }

    private static Counter counter(String hash, String field, long n) {
        String[] parts = field.split("/", -1);
        return new Counter(new CounterKey(roleClass(hash), month(hash), Kind.ofId(parts[0]), parts[1], parts[2]), n);
    }
}
