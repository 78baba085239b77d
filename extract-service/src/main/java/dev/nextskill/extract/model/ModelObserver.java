package dev.nextskill.extract.model;

import java.time.Duration;

/** Told of what happens with the model, for metrics and the log. */
interface ModelObserver {

    /** An answer came over the wire. */
    void answered(int inputTokens, int outputTokens, Duration took);

    /** None came, or nobody was asked. */
    void failed(ModelUnavailableException failure);

    /** Whether the answer was in the cache. */
    void lookedUp(boolean found);
}
