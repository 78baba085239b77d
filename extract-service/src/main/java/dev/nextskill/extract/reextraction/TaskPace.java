package dev.nextskill.extract.reextraction;

import java.time.Duration;
import java.time.Instant;

/**
 * How many tasks to take: as many as there is room for, and none while the model cannot be asked whatever the question, so that an outage
 * is not met with every posting of the queue. Safe to share between threads.
 */
final class TaskPace {

    private Instant restsUntil = Instant.MIN;

    /** How many tasks may be taken now, beside those that are being read. */
    synchronized int room(Instant now, int reading, int concurrency) {
        return now.isBefore(restsUntil) ? 0 : Math.max(0, concurrency - reading);
    }

    /** Nobody need ask before then; an earlier end than one known already changes nothing. */
    synchronized void rest(Instant until) {
        if (until.isAfter(restsUntil)) {
            restsUntil = until;
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
