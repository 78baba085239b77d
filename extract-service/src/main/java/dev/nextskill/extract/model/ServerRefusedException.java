package dev.nextskill.extract.model;

import dev.langchain4j.exception.HttpException;
import org.jspecify.annotations.Nullable;

/** An HTTP error of the model's server, with what the extension's own exception leaves out: when to come back. */
final class ServerRefusedException extends HttpException {

    private static final long serialVersionUID = 1;

    private final @Nullable String retryAfter;

    /** @param retryAfter the header as it came */
    ServerRefusedException(int status, String body, @Nullable String retryAfter) {
        super(status, body);
        this.retryAfter = retryAfter;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }
}
