package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.Rejection.Fault;
import org.jspecify.annotations.Nullable;

/** Carries a {@link Rejection} out of {@link PostingReader}; checked, so that no caller forgets it. */
final class RejectedPostingException extends Exception {

    private final Rejection rejection;

    RejectedPostingException(Fault fault, @Nullable String field, String detail) {
        super(detail);
        this.rejection = new Rejection(fault, field, detail);
    }

    Rejection rejection() {
        return rejection;
    }
}
