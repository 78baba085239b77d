package dev.nextskill.ingest.posting;

/**
 * How short and how long a posting may be.
 *
 * @param minTextCharacters fewest Unicode characters of a text, runs of white space counted as one
 * @param maxTextBytes most UTF-8 bytes of a text
 */
record PostingLimits(int minTextCharacters, int maxTextBytes) {

    /**
     * A text may be six times as long in JSON, when every character is written {@code \\u0041}; written so it still has to
     * stay below the 1 MiB that Kafka takes as one record.
     */
    static final int HIGHEST_MAX_TEXT_BYTES = 160_000;

    private static final int LONGEST_SPELLING = 6;
    private static final int ROOM_FOR_OTHER_FIELDS = 64 * 1024;

    PostingLimits {
        if (minTextCharacters < 1) {
            throw new IllegalArgumentException(
                    "ingest.text.min-characters must be at least 1, but is %d.".formatted(minTextCharacters));
        }
        if (maxTextBytes < minTextCharacters || maxTextBytes > HIGHEST_MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "ingest.text.max-bytes must be between ingest.text.min-characters (%d) and %d, but is %d."
                            .formatted(minTextCharacters, HIGHEST_MAX_TEXT_BYTES, maxTextBytes));
        }
    }

    /** The most bytes a request body or line can need for a text within the limits, in any spelling and charset. */
    int maxBodyBytes() {
        return LONGEST_SPELLING * maxTextBytes + ROOM_FOR_OTHER_FIELDS;
    }
}
