package dev.nextskill.ingest.table;

import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A table (CSV or XLSX) to postings, a row each, in the memory of a row. Thread-safe. */
public final class TableReader {

    private static final int SHOWN_COLUMNS = 50;

    private final ColumnHeadings headings;
    private final CsvReader csv;
    private final XlsxReader xlsx;

    public TableReader(ColumnHeadings headings, TableLimits limits) {
        this.headings = headings;
        this.csv = new CsvReader(headings, limits);
        this.xlsx = new XlsxReader(headings, limits);
    }

    public ColumnHeadings headings() {
        return headings;
    }

    /**
     * Reads a CSV file to its end, or as far as the rows are wanted.
     *
     * @param name as the sender calls the file
     * @throws UnreadableFileException when nothing of it can be read
     */
    public TableReading readCsv(String name, Path file, ColumnChoice choice, TableRows rows)
            throws UnreadableFileException, IOException, InterruptedException {
        return csv.read(name, file, choice, rows);
    }

    /**
     * Reads every sheet of a workbook that can be seen and has a column of text.
     *
     * @param name as the sender calls the file
     * @throws UnreadableFileException when nothing of it can be read
     */
    public TableReading readXlsx(String name, Path file, ColumnChoice choice, TableRows rows)
            throws UnreadableFileException, IOException, InterruptedException {
        return xlsx.read(name, file, choice, rows);
    }

    static UnreadableFileException unknownColumns(
            String name, HeaderSearch search, ColumnChoice choice, ColumnHeadings headings) {
        var found = search.columnsFound();
        if (found.isEmpty()) {
            return new UnreadableFileException(
                    Fault.NO_TEXT, "The table %s is empty. Send one with a posting in each row.".formatted(name));
        }
        if (!choice.isEmpty()) {
            return new UnreadableFileException(
                    Fault.UNKNOWN_COLUMNS,
                    "The table %s does not have the columns that the part \"columns\" names, and one of text. It has %s."
                            .formatted(name, listed(found)));
        }
        return new UnreadableFileException(
                Fault.UNKNOWN_COLUMNS,
                ("No column of the table %s is known to hold the text of a posting. It has %s. Rename the right one to one of"
                                + " %s; or send the part columns={\"text\": [\"its heading\"]} along.")
                        .formatted(name, listed(found), String.join(", ", headings.ofText())));
    }

    private static String listed(List<String> columns) {
        var shown =
                columns.stream().limit(SHOWN_COLUMNS).map("\"%s\""::formatted).toList();
        return String.join(", ", shown)
                + (columns.size() > SHOWN_COLUMNS ? " and %d more".formatted(columns.size() - SHOWN_COLUMNS) : "");
    }
}
