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

    LineReceipt {
        dropped = List.copyOf(dropped);
    }

    static LineReceipt of(RowReceipt receipt) {
        return new LineReceipt(
                receipt.row(), receipt.status(), receipt.postingId(), receipt.reason(), receipt.dropped());
    }
}
