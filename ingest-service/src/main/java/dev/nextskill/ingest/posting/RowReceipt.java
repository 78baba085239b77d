package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row of a table, or of one line of a batch.
 *
 * @param sheet of a workbook
 * @param row as a spreadsheet counts (of NDJSON: the line), from 1
 * @param postingId absent when the row could not be read as a posting
 * @param reason for a rejected row: what is wrong and what to do
 * @param dropped the optional fields that were left out because their values were of no use
 */
@JsonPropertyOrder({"sheet", "row", "status", "postingId", "reason", "dropped"})
record RowReceipt(
        @Nullable String sheet,
        long row,
        ReceiptStatus status,
        @Nullable UUID postingId,
        @Nullable String reason,
        @JsonInclude(Include.NON_EMPTY) List<String> dropped) {

    private static final String SEND_AGAIN =
            "The event log did not acknowledge the posting in time. Nothing is wrong with the line: send it again later.";

    RowReceipt {
        dropped = List.copyOf(dropped);
    }

    static RowReceipt of(@Nullable String sheet, long row, Ingestion ingestion, List<String> dropped) {
        return switch (ingestion.outcome()) {
            case ACCEPTED -> new RowReceipt(sheet, row, ReceiptStatus.ACCEPTED, ingestion.postingId(), null, dropped);
            case DUPLICATE -> new RowReceipt(sheet, row, ReceiptStatus.DUPLICATE, ingestion.postingId(), null, dropped);
            case UNPUBLISHED ->
                new RowReceipt(sheet, row, ReceiptStatus.REJECTED, ingestion.postingId(), SEND_AGAIN, dropped);
        };
    }

    static RowReceipt rejected(@Nullable String sheet, long row, String reason) {
        return new RowReceipt(sheet, row, ReceiptStatus.REJECTED, null, reason, List.of());
    }
}
