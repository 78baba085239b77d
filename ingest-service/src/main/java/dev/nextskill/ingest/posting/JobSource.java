package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a posting came from.
 *
 * @param name which one of the kind, for instance the API operation or the file's name
 * @param uri where the posting was published
 */
record JobSource(Kind kind, String name, @Nullable URI uri) {

    /** Every kind the contract knows. */
    enum Kind {
        @JsonProperty("text")
        TEXT,
        @JsonProperty("file")
        FILE,
        @JsonProperty("screenshot")
        SCREENSHOT,
        @JsonProperty("html")
        HTML,
        @JsonProperty("export")
        EXPORT,
        @JsonProperty("board-api")
        BOARD_API
    }

    JobSource {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "A source must have a name; the source of kind %s has none.".formatted(kind));
        }
    }

    /** One posting, sent by itself. */
    static JobSource api(@Nullable URI uri) {
        return new JobSource(Kind.TEXT, "api", uri);
    }

    /** One line of many. */
    static JobSource batch(@Nullable URI uri) {
        return new JobSource(Kind.EXPORT, "batch", uri);
    }

    /** @param name the file's, as its sender calls it */
    static JobSource file(Kind kind, String name, @Nullable URI uri) {
        return new JobSource(kind, name, uri);
    }
}
