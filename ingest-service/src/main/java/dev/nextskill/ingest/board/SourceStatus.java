package dev.nextskill.ingest.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a source does, on this replica since its start.
 *
 * @param interval from poll to poll, ISO 8601
 * @param lastPoll when the last poll began, whatever came of it
 * @param lastSuccess when the last poll ended that read the board or found it unchanged
 * @param nextPoll not before this instant
 * @param failuresInARow since the last success
 * @param lastError in words; absent after a success
 * @param lastRead what the last answer held that was not "unchanged"
 * @param total of all polls
 * @param refusals which postings of that answer were refused and why, the first of them
 */
@JsonPropertyOrder({
    "name",
    "kind",
    "board",
    "address",
    "interval",
    "state",
    "lastPoll",
    "lastSuccess",
    "nextPoll",
    "failuresInARow",
    "lastError",
    "lastRead",
    "total",
    "refusals"
})
record SourceStatus(
        String name,
        String kind,
        String board,
        URI address,
        String interval,
        State state,
        @Nullable Instant lastPoll,
        @Nullable Instant lastSuccess,
        @Nullable Instant nextPoll,
        int failuresInARow,
        @Nullable String lastError,
        @Nullable PollCounts lastRead,
        PollCounts total,
        @JsonInclude(Include.NON_EMPTY) List<String> refusals) {

    /** What a source is about. */
    enum State {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("polling")
        POLLING,
        /** Waiting after a failure. */
        @JsonProperty("failing")
        FAILING,
        @JsonProperty("disabled")
        DISABLED
    }

    SourceStatus {
        refusals = List.copyOf(refusals);
    }

    /** One line for those who watch. */
    String line() {
        var success = lastSuccess == null ? "no success yet" : "last success " + lastSuccess;
        return switch (state) {
            case DISABLED -> "disabled";
            case POLLING -> "polling; " + success;
            case WAITING -> "waiting; %s; next poll %s".formatted(success, nextPoll);
            case FAILING ->
                "failing, %d in a row; %s; next poll %s; %s".formatted(failuresInARow, success, nextPoll, lastError);
        };
    }
}
