package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.nextskill.ingest.source.SourceDocument.Ocr;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one posting that came as a file or as several, or to one file of many postings.
 *
 * @param files the names, in the order of reading
 * @param postingId absent when no posting could be read
 * @param title as recognised in the file
 * @param table for a file with many postings: its rows; the status is then the best that any of them came to
 * @param problem for what was rejected
 * @param dropped the fields that were left out because their values were of no use
 */
@JsonPropertyOrder({"files", "status", "postingId", "title", "company", "ocr", "table", "problem", "dropped"})
record FileReceipt(
        List<String> files,
        ReceiptStatus status,
        @Nullable UUID postingId,
        @Nullable String title,
        @Nullable String company,
        @Nullable Ocr ocr,
        @Nullable TableReceipt table,
        @Nullable FileProblem problem,
        @JsonInclude(Include.NON_EMPTY) List<String> dropped) {

    FileReceipt {
        files = List.copyOf(files);
        dropped = List.copyOf(dropped);
    }

    static FileReceipt of(List<String> files, ReceivedPosting posting, Ingestion ingestion) {
        var status =
                switch (ingestion.outcome()) {
                    case ACCEPTED -> ReceiptStatus.ACCEPTED;
                    case DUPLICATE -> ReceiptStatus.DUPLICATE;
                    case UNPUBLISHED -> ReceiptStatus.REJECTED;
                };
        return new FileReceipt(
                files,
                status,
                ingestion.postingId(),
                posting.title(),
                posting.company(),
                posting.ocr(),
                null,
                status == ReceiptStatus.REJECTED
                        ? FileProblem.unavailable(
                                "The event log did not acknowledge the posting in time. Nothing is wrong with it: send it again.")
                        : null,
                posting.dropped());
    }

    static FileReceipt rejected(List<String> files, FileProblem problem) {
        return new FileReceipt(files, ReceiptStatus.REJECTED, null, null, null, null, null, problem, List.of());
    }

    static FileReceipt of(String file, TableReceipt table) {
        return new FileReceipt(List.of(file), table.status(), null, null, null, null, table, null, List.of());
    }
}
