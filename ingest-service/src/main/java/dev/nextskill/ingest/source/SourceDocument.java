package dev.nextskill.ingest.source;

import org.jspecify.annotations.Nullable;

/**
 * One posting as a document tells it; nothing in it has been checked against the limits of a posting yet.
 *
 * @param datePosted as written; a day or a day and time in ISO 8601 is understood
 * @param text the posting's own words, paragraphs apart by line ends
 * @param ocr only for what was read from a picture
 */
public record SourceDocument(
        @Nullable String title,
        @Nullable String company,
        @Nullable String location,
        @Nullable String datePosted,
        @Nullable String url,
        String text,
        @Nullable Ocr ocr) {

    /**
     * How a picture was read.
     *
     * @param confidence the engine's own mean over all characters kept, 0..1
     */
    public record Ocr(String engine, double confidence) {

        public Ocr {
            if (!(confidence >= 0 && confidence <= 1)) {
                throw new IllegalArgumentException(
                        "confidence must be between 0 and 1, but is %s.".formatted(confidence));
            }
        }
    }

    /** A document that is its text and nothing else. */
    static SourceDocument of(String text) {
        return new SourceDocument(null, null, null, null, null, text, null);
    }
}
