package dev.nextskill.extract.model;

import java.time.Duration;
import java.util.Locale;

/** Why a model gave no answer: for metrics, the circuit breaker, and the budget. */
public enum ModelFailure {
    /** 429. */
    RATE_LIMITED(Duration.ofSeconds(20), false, false),
    /** 503. */
    OVERLOADED(Duration.ofSeconds(30), true, false),
    /** Any other 5xx, 408. */
    SERVER_ERROR(Duration.ofSeconds(30), true, false),
    /** 401, 402, 403: no try helps until a person has looked at the key or the account. */
    UNAUTHORIZED(Duration.ofMinutes(10), false, false),
    /** 400, 404, 413, 422 and the like: this request will never be answered as it is, or the settings are wrong. */
    REJECTED(Duration.ofHours(1), false, false),
    /** Nothing listens there, or the name is unknown. */
    UNREACHABLE(Duration.ofSeconds(30), true, false),
    /** The connection broke, or what came is no answer of this protocol. */
    BROKEN(Duration.ofSeconds(15), true, true),
    /** No complete answer in time, silent or dripping. */
    DEADLINE(Duration.ofSeconds(30), true, true),
    /** An answer without content. */
    EMPTY(Duration.ofSeconds(10), false, true),
    /** An answer that cannot be used; said by who uses it. */
    UNUSABLE(Duration.ofSeconds(10), false, true),
    /** Not asked: the circuit is open. */
    CIRCUIT_OPEN(Duration.ofSeconds(30), false, false),
    /** Not asked: the server said to wait, and that is not over. */
    PAUSED(Duration.ofSeconds(30), false, false),
    /** Not asked: too many calls wait already. */
    CROWDED(Duration.ofSeconds(5), false, false),
    /** Not asked: the day's tokens are spent. */
    BUDGET_SPENT(Duration.ofHours(1), false, false),
    /** Not asked: what is left of the day's tokens is reserved by calls under way. */
    BUDGET_RESERVED(Duration.ofSeconds(30), false, false),
    /** Not asked: Redis, which keeps the budget, does not answer. */
    BUDGET_UNKNOWN(Duration.ofSeconds(10), false, false),
    /** Not asked: a replay, and no file has the answer. */
    NOT_RECORDED(Duration.ofDays(1), false, false);

    private final Duration pause;
    private final boolean trips;
    private final boolean mayCost;

    ModelFailure(Duration pause, boolean trips, boolean mayCost) {
        this.pause = pause;
        this.trips = trips;
        this.mayCost = mayCost;
    }

    /** When another try may succeed, where nobody says better. */
    Duration pause() {
        return pause;
    }

    /** Whether it says that the server is in trouble. */
    boolean trips() {
        return trips;
    }

    /** Whether it says that this question gets no answer of use, rather than that the model is away. */
    public boolean isOfTheQuestion() {
        return this == EMPTY || this == UNUSABLE;
    }

    /** Whether no question would be answered now, whatever it is. */
    public boolean isOfEveryQuestion() {
        return switch (this) {
            case RATE_LIMITED,
                    OVERLOADED,
                    UNAUTHORIZED,
                    UNREACHABLE,
                    CIRCUIT_OPEN,
                    PAUSED,
                    CROWDED,
                    BUDGET_SPENT,
                    BUDGET_RESERVED,
                    BUDGET_UNKNOWN -> true;
            case SERVER_ERROR, REJECTED, BROKEN, DEADLINE, EMPTY, UNUSABLE, NOT_RECORDED -> false;
        };
    }

    /** Whether what led to it was told already. */
    boolean followsFromAnother() {
        return this == PAUSED || this == CIRCUIT_OPEN || this == CROWDED;
    }

    /** Whether the server may have read and written tokens for it. */
    boolean mayCost() {
        return mayCost;
    }

    /** In metrics and health: {@code rate-limited}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
