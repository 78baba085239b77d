package dev.nextskill.extract.model;

import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * The day's tokens in Redis: a hash {@code extract:tokens:<date in UTC>} with what is {@code spent} and what is {@code reserved} by calls
 * under way; together never more than the limit. An instance that is killed in the middle of a call leaves its reservation until the day
 * is over.
 */
final class TokenBudgetRepository implements TokenBudget {

    private static final Logger LOG = Logger.getLogger(TokenBudgetRepository.class);
    private static final String PREFIX = "extract:tokens:";
    /** Longer than its day, so that the last calls of a day are settled and yesterday can be looked up. */
    private static final String EXPIRY = Long.toString(Duration.ofDays(2).toSeconds());

    private static final int GRANTED = 0;
    private static final int ALL_SPENT = 1;

    private static final String RESERVE = """
            local spent = tonumber(redis.call('hget', KEYS[1], 'spent') or '0')
            local reserved = tonumber(redis.call('hget', KEYS[1], 'reserved') or '0')
            local wanted, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
            if spent + wanted > limit then return {1, spent + reserved} end
            if spent + reserved + wanted > limit then return {2, spent + reserved} end
            redis.call('hincrby', KEYS[1], 'reserved', wanted)
            redis.call('expire', KEYS[1], ARGV[3])
            return {0, spent + reserved + wanted}
            """;
    private static final String SETTLE = """
            local reserved = redis.call('hincrby', KEYS[1], 'reserved', -tonumber(ARGV[1]))
            local spent = redis.call('hincrby', KEYS[1], 'spent', ARGV[2])
            redis.call('expire', KEYS[1], ARGV[3])
            return {0, spent + reserved}
            """;

    private final RedisDataSource redis;
    private final long perDay;
    private final Clock clock;
    private volatile long left;

    TokenBudgetRepository(RedisDataSource redis, long perDay, Clock clock) {
        this.redis = redis;
        this.perDay = perDay;
        this.clock = clock;
        this.left = perDay;
    }

    /** What was neither spent nor reserved when this instance last looked. */
    long left() {
        return left;
    }

    @Override
    public Reservation reserve(long tokens) {
        String day = PREFIX + today();
        Response answer;
        try {
            answer = redis.execute("EVAL", RESERVE, "1", day, Long.toString(tokens), Long.toString(perDay), EXPIRY);
        } catch (RuntimeException e) {
            throw new ModelUnavailableException(
                    ModelFailure.BUDGET_UNKNOWN,
                    "Redis, which keeps the budget of tokens, does not answer: " + e.getMessage(),
                    ModelFailure.BUDGET_UNKNOWN.pause(),
                    e);
        }
        left = Math.max(0, perDay - answer.get(1).toLong());
        switch (answer.get(0).toInteger()) {
            case GRANTED -> {
                return new Reservation(day, tokens);
            }
            case ALL_SPENT ->
                throw new ModelUnavailableException(
                        ModelFailure.BUDGET_SPENT,
                        "Of the day's %,d tokens (extract.model.tokens-per-day) too few are left for a call that may need %,d"
                                .formatted(perDay, tokens),
                        untilTomorrow(),
                        null);
            default ->
                throw ModelUnavailableException.of(
                        ModelFailure.BUDGET_RESERVED,
                        "What is left of the day's tokens is reserved by calls under way");
        }
    }

    @Override
    public void settle(Reservation reservation, long spent) {
        try {
            Response answer = redis.execute(
                    "EVAL",
                    SETTLE,
                    "1",
                    reservation.day(),
                    Long.toString(reservation.tokens()),
                    Long.toString(spent),
                    EXPIRY);
            left = Math.max(0, perDay - answer.get(1).toLong());
        } catch (RuntimeException e) {
            // The reservation, which is more, stays counted.
            LOG.warnf("What a call has cost could not be written down (tokens=%d): %s", spent, e.getMessage());
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Duration untilTomorrow() {
        Instant tomorrow = today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Duration.between(clock.instant(), tomorrow);
    }
}
