package dev.nextskill.extract.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The model cannot be asked now, or gave no answer of use: the message says why. */
public final class ModelUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ModelFailure kind;
    private final Duration retryAfter;

    /** @param retryAfter when another try may succeed */
    public ModelUnavailableException(
            ModelFailure kind, String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** An answer that cannot be used. */
    public ModelUnavailableException(String message, Duration retryAfter, Throwable cause) {
        this(ModelFailure.UNUSABLE, message, retryAfter, cause);
    }

    /** An answer that cannot be used. */
    public ModelUnavailableException(String message, Duration retryAfter) {
        this(ModelFailure.UNUSABLE, message, retryAfter, null);
    }

    static ModelUnavailableException of(ModelFailure kind, String message) {
        return new ModelUnavailableException(kind, message, kind.pause(), null);
    }

    public ModelFailure kind() {
        return kind;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
