package dev.nextskill.ingest.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a poll found; the others add up to {@code seen}.
 *
 * @param isNew put into the log
 * @param duplicates in the log already, the same words having come from elsewhere or before
 * @param unchanged sent by an earlier poll of this source
 * @param filtered not wanted by the source's titles and locations, or not listed by the board
 * @param refused broken, too short or too long
 * @param unpublished not acknowledged by the log; the next poll sends them again
 */
@JsonPropertyOrder({"seen", "new", "duplicates", "unchanged", "filtered", "refused", "unpublished"})
record PollCounts(
        long seen,
        @JsonProperty("new") long isNew,
        long duplicates,
        long unchanged,
        long filtered,
        long refused,
        long unpublished) {

    static final PollCounts NONE = new PollCounts(0, 0, 0, 0, 0, 0, 0);

    PollCounts plus(PollCounts other) {
        return new PollCounts(
                seen + other.seen,
                isNew + other.isNew,
                duplicates + other.duplicates,
                unchanged + other.unchanged,
                filtered + other.filtered,
                refused + other.refused,
                unpublished + other.unpublished);
    }

    @Override
    public String toString() {
        return "seen=%d new=%d duplicates=%d unchanged=%d filtered=%d refused=%d unpublished=%d"
                .formatted(seen, isNew, duplicates, unchanged, filtered, refused, unpublished);
    }
}
