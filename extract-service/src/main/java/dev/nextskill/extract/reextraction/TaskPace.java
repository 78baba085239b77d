package dev.nextskill.extract.reextraction;

import java.time.Duration;
import java.time.Instant;

/**
 * How many tasks to take: as many as there is room for, unless the model failed several in a row. Then none for a while, and one to see
 * whether it is back, so that an outage is not met with every posting of the queue. Safe to share between threads.
 */
final class TaskPace {

    private final int patience;
    private final Duration firstPause;
    private final Duration longestPause;
    private int failed;
    private Instant restsUntil = Instant.MIN;

    /** @param patience failures in a row, none of them a posting's own, that make an outage */
    TaskPace(int patience, Duration firstPause, Duration longestPause) {
        this.patience = patience;
        this.firstPause = firstPause;
        this.longestPause = longestPause;
    }

    /** How many tasks may be taken now, beside those that are being read. */
    synchronized int room(Instant now, int reading, int concurrency) {
        if (now.isBefore(restsUntil)) {
            return 0;
        }
        int most = failed >= patience ? 1 : concurrency;
        return Math.max(0, most - reading);
    }

    /** The model answered. */
    synchronized void succeeded() {
        failed = 0;
        restsUntil = Instant.MIN;
    }

    /** The model was away. */
    synchronized void failed(Instant now, Duration retryAfter) {
        failed++;
        if (failed >= patience) {
            Instant until = now.plus(longer(backoff(failed - patience + 1, firstPause, longestPause), retryAfter));
            if (until.isAfter(restsUntil)) {
                restsUntil = until;
            }
        }
    }

    /** When tasks are taken again; in the past if they are. */
    synchronized Instant restsUntil() {
        return restsUntil;
    }

    /** Doubles with each attempt, from 1. */
    static Duration backoff(int attempt, Duration first, Duration longest) {
        Duration pause = first;
        for (int i = 1; i < attempt && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
