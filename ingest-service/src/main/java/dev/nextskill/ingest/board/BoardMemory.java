package dev.nextskill.ingest.board;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a board from its last poll. Losing it costs a request and some repeats, which the postingId makes harmless.
 *
 * @param settings {@link BoardSource#settings} that the tags were got with: with others, "unchanged" says nothing
 * @param postings a fingerprint of each posting that is in the log, by the board's id of it
 */
record BoardMemory(
        String settings, @Nullable String etag, @Nullable String lastModified, Map<String, String> postings) {

    BoardMemory {
        postings = Map.copyOf(postings);
    }
}
