package dev.nextskill.extract.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How the model does, for health and metrics. */
final class ModelState {

    /** Kinds take turns in an outage, so each is told of by itself. */
    private static final Duration TOLD_FOR = Duration.ofMinutes(10);

    private volatile String circuit = "closed";
    private final Map<ModelFailure, Instant> told = new ConcurrentHashMap<>();
    private volatile @Nullable String lastFailure;

    String circuit() {
        return circuit;
    }

    void circuit(String state) {
        circuit = state;
    }

    double circuitLevel() {
        return switch (circuit) {
            case "open" -> 1;
            case "half-open" -> 0.5;
            default -> 0;
        };
    }

    Optional<String> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** @return whether nothing of its kind was told for a while, so that it is worth a line in the log */
    boolean failed(ModelUnavailableException failure, Instant now) {
        // What follows is a prompt.
        lastFailure = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        Instant before = told.get(failure.kind());
        if (before != null && now.isBefore(before.plus(TOLD_FOR))) {
            return false;
        }
        told.put(failure.kind(), now);
        return true;
    }
}
