package dev.nextskill.extract.model;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class FakeObserver implements ModelObserver {

    final List<ModelFailure> failures = new CopyOnWriteArrayList<>();
    final List<Boolean> lookups = new CopyOnWriteArrayList<>();
    final List<Integer> tokens = new CopyOnWriteArrayList<>();

    @Override
    public void answered(int inputTokens, int outputTokens, Duration took) {
        tokens.add(inputTokens + outputTokens);
    }

    @Override
    public void failed(ModelUnavailableException failure) {
        failures.add(failure.kind());
    }

    @Override
    public void lookedUp(boolean found) {
        lookups.add(found);
    }
}
