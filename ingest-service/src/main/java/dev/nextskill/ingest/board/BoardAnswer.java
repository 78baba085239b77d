package dev.nextskill.ingest.board;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of asking a board. */
sealed interface BoardAnswer {

    /**
     * @param etag as sent, to be sent back
     * @param lastModified as sent, to be sent back
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared; a copy of megabytes would serve nobody.
    record Page(
            byte[] body, @Nullable String etag, @Nullable String lastModified) implements BoardAnswer {}

    /** The board has nothing else than what it sent last time. */
    record Unchanged() implements BoardAnswer {}

    /**
     * @param words what went wrong, and what to do if something is to be done
     * @param retryAfter what the board asks for
     */
    record Failure(Kind kind, String words, @Nullable Duration retryAfter) implements BoardAnswer {

        enum Kind {
            /** May be over soon: the board is away or slow. */
            PASSING,
            /** The board asks to be left alone, which holds for its whole host. */
            BUSY,
            /** Stays until somebody changes something, here or there. */
            LASTING
        }
    }
}
