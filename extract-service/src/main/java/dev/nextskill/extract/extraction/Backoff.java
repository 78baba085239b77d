package dev.nextskill.extract.extraction;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Tries until it works, with growing pauses.
 *
 * @param first the pause after the first failure
 * @param longest the pauses double up to this
 */
record Backoff(Duration first, Duration longest) {

    Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "The first pause (%s) must be positive and no longer than the longest (%s)"
                            .formatted(first, longest));
        }
    }

    /** How a pause is spent. */
    @FunctionalInterface
    interface Pause {
        /** @throws InterruptedException to give up */
        void spend(Duration pause, int attempt, Exception failure) throws InterruptedException;
    }

    /**
     * Returns the first success.
     *
     * @param isTransient whether another try may help
     * @throws Exception the first failure that is not transient, or what the pause throws
     */
    <T> T untilItWorks(Callable<T> attempt, Predicate<Exception> isTransient, Pause pause) throws Exception {
        Duration next = first;
        for (int number = 1; ; number++) {
            try {
                return attempt.call();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (!isTransient.test(e)) {
                    throw e;
                }
                pause.spend(next, number, e);
            }
            next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
        }
    }
}
