package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one line of a batch.
 *
 * @param line counted from 1, blank lines included
 * @param postingId absent when the line could not be read as a posting
 * @param reason for a rejected line: what is wrong and what to do
 * @param dropped the optional fields of the line that were left out because their values were of no use
 */
@JsonPropertyOrder({"line", "status", "postingId", "reason", "dropped"})
record LineReceipt(
        long line,
        ReceiptStatus status,
        @Nullable UUID postingId,
        @Nullable String reason,
        @JsonInclude(Include.NON_EMPTY) List<String> dropped) {

    private static final String SEND_AGAIN =
            "The event log did not acknowledge the posting in time. Nothing is wrong with the line: send it again later.";

    LineReceipt {
        dropped = List.copyOf(dropped);
    }

    static LineReceipt of(long line, Ingestion ingestion, List<String> dropped) {
        return switch (ingestion.outcome()) {
            case ACCEPTED -> new LineReceipt(line, ReceiptStatus.ACCEPTED, ingestion.postingId(), null, dropped);
            case DUPLICATE -> new LineReceipt(line, ReceiptStatus.DUPLICATE, ingestion.postingId(), null, dropped);
            case UNPUBLISHED ->
                new LineReceipt(line, ReceiptStatus.REJECTED, ingestion.postingId(), SEND_AGAIN, dropped);
        };
    }

    static LineReceipt rejected(long line, String reason) {
        return new LineReceipt(line, ReceiptStatus.REJECTED, null, reason, List.of());
    }
}
