package dev.nextskill.extract.model;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How the model does, for health and metrics. */
final class ModelState {

    private volatile String circuit = "closed";
    private final AtomicReference<@Nullable ModelFailure> lastKind = new AtomicReference<>();
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

    /** @return whether it is another kind than before, and so worth a line in the log */
    boolean failed(ModelUnavailableException failure) {
        lastFailure = failure.getMessage();
        return lastKind.getAndSet(failure.kind()) != failure.kind();
    }
}
