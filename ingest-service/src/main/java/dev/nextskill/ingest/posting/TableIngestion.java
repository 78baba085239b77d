package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.FileIngestion.Upload;
import dev.nextskill.ingest.posting.TableSource.Format;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import dev.nextskill.ingest.table.ColumnChoice;
import dev.nextskill.ingest.table.Header;
import dev.nextskill.ingest.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The story of a file with many postings: recognise its columns, send its rows the way that a batch's lines go, say what became of each.
 * Thread-safe; blocks while it reads, and whoever calls it limits how many do so at once.
 */
final class TableIngestion {

    private final TableReader tables;
    private final PostingReader postings;
    private final BatchIngestion batches;
    private final long maxBytes;
    private final long maxRows;

    /**
     * @param maxBytes the most bytes of a table
     * @param maxRows the most rows that are ingested of one
     */
    TableIngestion(TableReader tables, PostingReader postings, BatchIngestion batches, long maxBytes, long maxRows) {
        this.tables = tables;
        this.postings = postings;
        this.batches = batches;
        this.maxBytes = maxBytes;
        this.maxRows = maxRows;
    }

    /** Whether the file is a table by its name. */
    static boolean takes(Upload upload) {
        return Format.byName(upload.name()) != null;
    }

    /** @throws UnreadableFileException when no row of it can be read; then none was ingested */
    TableReceipt ingest(Upload upload, ColumnChoice choice)
            throws UnreadableFileException, IOException, InterruptedException {
        var source = source(upload, choice, maxRows, false);
        var rows = new ArrayList<RowReceipt>();
        batches.ingest(source, rows::add);
        return TableReceipt.of(source.reading(), source.headers(), rows);
    }

    /**
     * Reads as {@link #ingest} does, and ingests nothing.
     *
     * @param mostRows how many rows of each sheet to show
     */
    TablePreview preview(Upload upload, ColumnChoice choice, int mostRows) throws InterruptedException {
        try {
            var format = Format.byName(upload.name());
            if (format == null) {
                throw new UnreadableFileException(
                        Fault.UNKNOWN_KIND,
                        "Only tables have a preview, and the file %s is none by its name (.csv, .tsv, .xlsx, .ndjson, .jsonl)."
                                .formatted(upload.name()));
            }
            var source = source(upload, choice, mostRows, true);
            var shown = new Shown();
            source.read(shown);
            var reading = source.reading();
            var sheets = new ArrayList<TablePreview.Sheet>();
            for (var header : source.headers()) {
                sheets.add(new TablePreview.Sheet(header, shown.of(header)));
            }
            return TablePreview.of(upload.name(), reading, sheets);
        } catch (UnreadableFileException e) {
            return TablePreview.refused(upload.name(), FileProblem.of(e));
        } catch (IOException e) {
            return TablePreview.refused(
                    upload.name(),
                    FileProblem.unavailable("The file could not be read here: %s".formatted(e.getMessage())));
        }
    }

    private TableSource source(Upload upload, ColumnChoice choice, long mostRows, boolean preview)
            throws UnreadableFileException, IOException {
        var size = Files.size(upload.file());
        if (size > maxBytes) {
            throw new UnreadableFileException(
                    Fault.TOO_LARGE,
                    "The table %s has %d bytes, but %d are the most. Cut it into several, or send NDJSON to /api/job-postings/batch."
                            .formatted(upload.name(), size, maxBytes));
        }
        var format = Objects.requireNonNull(Format.byName(upload.name()), "Only a table may come here.");
        return new TableSource(upload.name(), upload.file(), format, choice, tables, postings, mostRows, preview);
    }

    /** Keeps the rows of a preview. */
    private static final class Shown implements PostingSource.Receiver {

        private record Placed(@Nullable String sheet, TablePreview.Row row) {}

        private final List<Placed> rows = new ArrayList<>();

        @Override
        public boolean posting(@Nullable String sheet, long number, ReceivedPosting posting, JobSource source) {
            return rows.add(new Placed(sheet, TablePreview.Row.of(number, posting)));
        }

        @Override
        public boolean rejected(@Nullable String sheet, long number, String reason) {
            return rows.add(new Placed(sheet, TablePreview.Row.rejected(number, reason)));
        }

        List<TablePreview.Row> of(Header header) {
            return rows.stream()
                    .filter(each -> Objects.equals(each.sheet(), header.sheet()))
                    .map(Placed::row)
                    .toList();
        }
    }
}
