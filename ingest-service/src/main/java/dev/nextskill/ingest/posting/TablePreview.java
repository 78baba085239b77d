package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.nextskill.ingest.table.Header;
import dev.nextskill.ingest.table.TableReading;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table would be read.
 *
 * @param problem why it would be refused; then the rest is absent
 * @param notRead sheets and rows that would not be looked at, as far as the preview has come
 */
@JsonPropertyOrder({"file", "format", "encoding", "delimiter", "sheets", "notRead", "problem"})
record TablePreview(
        String file,
        @Nullable String format,
        @Nullable String encoding,
        @Nullable String delimiter,
        @JsonInclude(Include.NON_EMPTY) List<Sheet> sheets,
        @JsonInclude(Include.NON_EMPTY) List<String> notRead,
        @Nullable FileProblem problem) {

    /**
     * A sheet, or the whole of a table that has none.
     *
     * @param columns what its columns were recognised as
     * @param rows the first ones
     */
    record Sheet(Header columns, List<Row> rows) {

        Sheet {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A row as it would be ingested.
     *
     * @param reason why it would be rejected; then the rest is absent
     */
    @JsonPropertyOrder({"row", "title", "company", "location", "datePosted", "url", "text", "reason", "dropped"})
    record Row(
            long row,
            @Nullable String title,
            @Nullable String company,
            @Nullable String location,
            @Nullable LocalDate datePosted,
            @Nullable URI url,
            @Nullable String text,
            @Nullable String reason,
            @JsonInclude(Include.NON_EMPTY) List<String> dropped) {

        Row {
            dropped = List.copyOf(dropped);
        }

        static Row of(long row, ReceivedPosting posting) {
            return new Row(
                    row,
                    posting.title(),
                    posting.company(),
                    posting.location(),
                    posting.datePosted(),
                    posting.url(),
                    posting.text(),
                    null,
                    posting.dropped());
        }

        static Row rejected(long row, String reason) {
            return new Row(row, null, null, null, null, null, null, reason, List.of());
        }
    }

    TablePreview {
        sheets = List.copyOf(sheets);
        notRead = List.copyOf(notRead);
    }

    static TablePreview of(String file, TableReading reading, List<Sheet> sheets) {
        return new TablePreview(
                file, reading.format(), reading.encoding(), reading.delimiter(), sheets, reading.notRead(), null);
    }

    static TablePreview refused(String file, FileProblem problem) {
        return new TablePreview(file, null, null, null, List.of(), List.of(), problem);
    }
}
