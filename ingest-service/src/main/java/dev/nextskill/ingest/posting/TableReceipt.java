package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.nextskill.ingest.table.Header;
import dev.nextskill.ingest.table.TableReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table was read, and what became of its rows.
 *
 * @param sheets what was recognised; one without a name for CSV and NDJSON
 * @param rows one receipt a row, in order; blank rows have none
 * @param notRead sheets and rows that were not looked at, and why
 */
@JsonPropertyOrder({"format", "encoding", "delimiter", "sheets", "accepted", "duplicates", "rejected", "notRead", "rows"
})
record TableReceipt(
        String format,
        @Nullable String encoding,
        @Nullable String delimiter,
        List<Header> sheets,
        long accepted,
        long duplicates,
        long rejected,
        @JsonInclude(Include.NON_EMPTY) List<String> notRead,
        List<RowReceipt> rows) {

    TableReceipt {
        sheets = List.copyOf(sheets);
        notRead = List.copyOf(notRead);
        rows = List.copyOf(rows);
    }

    static TableReceipt of(TableReading reading, List<Header> sheets, List<RowReceipt> rows) {
        return new TableReceipt(
                reading.format(),
                reading.encoding(),
                reading.delimiter(),
                sheets,
                count(rows, ReceiptStatus.ACCEPTED),
                count(rows, ReceiptStatus.DUPLICATE),
                count(rows, ReceiptStatus.REJECTED),
                reading.notRead(),
                rows);
    }

    /** Of the table as a whole: the best that any row came to. */
    ReceiptStatus status() {
        if (accepted > 0) {
            return ReceiptStatus.ACCEPTED;
        }
        return duplicates > 0 ? ReceiptStatus.DUPLICATE : ReceiptStatus.REJECTED;
    }

    private static long count(List<RowReceipt> rows, ReceiptStatus status) {
        return rows.stream().filter(row -> row.status() == status).count();
    }
}
