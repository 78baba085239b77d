package dev.nextskill.ingest.board;

import java.time.Duration;

/**
 * How long to wait after failures: doubled with each, between half and all of it by chance, so that many clients of a board
 * that comes back do not come at once ("equal jitter").
 *
 * @param first after one failure, without jitter
 * @param most the longest
 */
record BackOff(Duration first, Duration most) {

    private static final int MOST_DOUBLINGS = 30;

    BackOff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "ingest.boards.first-back-off (%s) must be positive and not longer than ingest.boards.max-back-off (%s)."
                            .formatted(first, most));
        }
    }

    /**
     * @param failures in a row, at least one
     * @param random 0 (inclusive) to 1 (exclusive)
     */
    Duration after(int failures, double random) {
        var doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        var millis = Math.min((double) most.toMillis(), first.toMillis() * Math.pow(2, doublings));
        return Duration.ofMillis((long) (millis * (0.5 + random / 2)));
    }
}
