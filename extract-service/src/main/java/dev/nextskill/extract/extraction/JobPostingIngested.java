package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this service reads of the event {@code job-postings/v1}: a posting was received.
 *
 * @param postingId a UUIDv5 of the normalised text
 * @param language BCP 47, {@code und} when unknown
 * @param text the posting's own words
 * @param traceparent the trace that it came in, as W3C Trace Context's header; not in the payload but beside it
 */
public record JobPostingIngested(
        UUID postingId,
        Source source,
        Instant receivedAt,
        @Nullable String title,
        @Nullable String company,
        @Nullable String location,
        @Nullable LocalDate datePosted,
        String language,
        String text,

        @JsonIgnore @Nullable String traceparent) {

    private static final String NUL = "\0";

    /** @throws IllegalArgumentException naming what the record lacks or cannot be stored with */
    public JobPostingIngested {
        requireAll(
                new Field("postingId", postingId),
                new Field("source", source),
                new Field("receivedAt", receivedAt),
                new Field("language", language),
                new Field("text", text));
        if (text.isBlank()) {
            throw new IllegalArgumentException("The posting's text is empty; send the posting's own words.");
        }
        // PostgreSQL's text cannot hold it, whatever the encoding.
        if (Stream.of(title, company, location, language, text)
                .filter(Objects::nonNull)
                .anyMatch(value -> value.contains(NUL))) {
            throw new IllegalArgumentException("The posting contains the character U+0000; send it without.");
        }
    }

    JobPostingIngested inTrace(@Nullable String trace) {
        return new JobPostingIngested(
                postingId, source, receivedAt, title, company, location, datePosted, language, text, trace);
    }

    /** The words that an extractor reads. */
    public PostingText words() {
        return new PostingText(title, company, text);
    }

    private static void requireAll(Field... fields) {
        List<String> missing = Stream.of(fields)
                .filter(field -> field.value() == null)
                .map(Field::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(missing.stream()
                    .collect(Collectors.joining(", ", "The record lacks ", "; send it as job-postings/v1 says.")));
        }
    }

    private record Field(String name, @Nullable Object value) {}

    /**
     * Where the posting came from.
     *
     * @param kind for instance {@code text} or {@code screenshot}
     * @param name which one of that kind
     * @param uri where it was published
     */
    public record Source(String kind, String name, @Nullable String uri) {

        /** @throws IllegalArgumentException naming what the source lacks */
        public Source {
            requireAll(new Field("source.kind", kind), new Field("source.name", name));
        }
    }
}
