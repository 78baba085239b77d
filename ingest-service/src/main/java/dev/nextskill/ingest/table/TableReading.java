package dev.nextskill.ingest.table;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table was read.
 *
 * @param format CSV, XLSX or NDJSON
 * @param encoding of text
 * @param delimiter of CSV
 * @param notRead sheets and rows that were not looked at, and why
 */
@JsonPropertyOrder({"format", "encoding", "delimiter", "notRead"})
public record TableReading(
        String format, @Nullable String encoding, @Nullable String delimiter, List<String> notRead) {

    public TableReading {
        notRead = List.copyOf(notRead);
    }
}
