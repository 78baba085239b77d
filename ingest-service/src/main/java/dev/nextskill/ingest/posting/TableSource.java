package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.JobSource.Kind;
import dev.nextskill.ingest.source.SourceDocument;
import dev.nextskill.ingest.source.TextDecoding;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import dev.nextskill.ingest.table.ColumnChoice;
import dev.nextskill.ingest.table.Header;
import dev.nextskill.ingest.table.TableReader;
import dev.nextskill.ingest.table.TableReading;
import dev.nextskill.ingest.table.TableRows;
import dev.nextskill.ingest.table.TextEncoding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of postings as a source: CSV, XLSX or NDJSON, told apart by {@link Format}. What it finds out about the file is there when it
 * has been read. Not thread-safe.
 */
final class TableSource implements PostingSource {

    /** How a table is written down. */
    enum Format {
        CSV("csv|tsv|tab"),
        XLSX("xlsx|xlsm"),
        NDJSON("ndjson|jsonl");

        private final String extensions;

        Format(String extensions) {
            this.extensions = extensions;
        }

        /** What the name says, or null when it names no table. */
        static @Nullable Format byName(String name) {
            for (var format : values()) {
                if (name.matches("(?is).*\\.(" + format.extensions + ")")) {
                    return format;
                }
            }
            return null;
        }
    }

    /** Keys of NDJSON beyond these are not named; no export has so many. */
    private static final int MOST_KEYS = 200;

    private final String name;
    private final Path file;
    private final Format format;
    private final ColumnChoice choice;
    private final TableReader tables;
    private final PostingReader postings;
    private final long maxRows;
    private final boolean preview;
    private final List<Header> headers = new ArrayList<>();
    private final List<String> tooMany = new ArrayList<>();
    private @Nullable TableReading reading;
    private @Nullable UnreadableFileException failure;
    private long number;

    /**
     * @param name as the sender calls the file
     * @param maxRows how many rows of the file are handed over; of a preview, of each sheet
     * @param preview whether nobody wants to know how many rows there are more
     */
    TableSource(
            String name,
            Path file,
            Format format,
            ColumnChoice choice,
            TableReader tables,
            PostingReader postings,
            long maxRows,
            boolean preview) {
        this.name = name;
        this.file = file;
        this.format = format;
        this.choice = choice;
        this.tables = tables;
        this.postings = postings;
        this.maxRows = maxRows;
        this.preview = preview;
    }

    /** How the file was read; call after {@link #read}. */
    TableReading reading() throws UnreadableFileException {
        if (failure != null) {
            throw failure;
        }
        var done = reading;
        if (done == null) {
            throw new IllegalStateException("The table %s has not been read.".formatted(name));
        }
        var notRead = new ArrayList<>(done.notRead());
        notRead.addAll(tooMany);
        return new TableReading(done.format(), done.encoding(), done.delimiter(), notRead);
    }

    /** What was recognised in each sheet; call after {@link #read}. */
    List<Header> headers() {
        return List.copyOf(headers);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void read(Receiver receiver) throws IOException, InterruptedException {
        try {
            refuseOthers();
            var rows = new Rows(receiver);
            reading = switch (format) {
                case CSV -> tables.readCsv(name, file, choice, rows);
                case XLSX -> tables.readXlsx(name, file, choice, rows);
                case NDJSON -> readLines(rows);
            };
            rows.end();
            if (rows.rows == 0) {
                throw new UnreadableFileException(
                        Fault.NO_TEXT,
                        "The table %s has no posting in it. Send one with a posting in each row.".formatted(name));
            }
        } catch (UnreadableFileException e) {
            failure = e;
        }
    }

    /** A table by its name must be one by its content; a workbook's reader sees for itself. */
    private void refuseOthers() throws UnreadableFileException, IOException {
        byte[] start;
        try (var in = Files.newInputStream(file)) {
            start = in.readNBytes(512);
        }
        if (start.length == 0) {
            throw new UnreadableFileException(Fault.EMPTY, "The file %s is empty. Send it again.".formatted(name));
        }
        var text = new String(start, StandardCharsets.ISO_8859_1);
        var wide = text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff");
        if (format != Format.XLSX && (text.startsWith("PK\u0003\u0004") || (text.indexOf(0) >= 0 && !wide))) {
            throw new UnreadableFileException(
                    Fault.NOT_WHAT_ITS_NAME_SAYS,
                    "The file %s is no %s by its content. Rename it, or send the right one.".formatted(name, format));
        }
    }

    private TableReading readLines(Rows rows) throws UnreadableFileException, IOException, InterruptedException {
        var charset = TextEncoding.of(name, file);
        if (!TextDecoding.endsLinesAsAsciiDoes(charset)) {
            throw new UnreadableFileException(
                    Fault.BROKEN, "The file %s is in %s. Convert it to UTF-8.".formatted(name, charset.name()));
        }
        var columns = new LinkedHashMap<String, Header.Column>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            new LineSource(
                            in,
                            charset,
                            postings,
                            choice,
                            uri -> JobSource.file(Kind.EXPORT, name, uri),
                            header -> header.columns().stream()
                                    .filter(column -> columns.size() < MOST_KEYS)
                                    .forEach(column -> columns.putIfAbsent(column.heading(), column)))
                    .read(rows);
        }
        headers.add(new Header(null, null, List.copyOf(columns.values())));
        return new TableReading("NDJSON", charset.name(), null, List.of());
    }

    /** Counts the rows, hands over those within the limit, and names the others. */
    private final class Rows implements TableRows, Receiver {

        private final Receiver receiver;
        private @Nullable String sheet;
        private long rows;
        private long rowsOfSheet;
        private long firstTooMany;
        private long lastTooMany;

        Rows(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void header(Header header) {
            end();
            sheet = header.sheet();
            headers.add(header);
        }

        /** Names what of the sheet was too much. */
        void end() {
            if (firstTooMany > 0) {
                tooMany.add("%sows %d to %d: a file may have %d rows."
                        .formatted(
                                sheet == null ? "R" : "Sheet \"%s\", r".formatted(sheet),
                                firstTooMany,
                                lastTooMany,
                                maxRows));
            }
            rowsOfSheet = 0;
            firstTooMany = 0;
        }

        @Override
        public boolean row(long row, SourceDocument document) throws InterruptedException {
            if (isTooMany(row)) {
                return !preview;
            }
            try {
                var posting = postings.readDocument(document);
                return handedOver(
                        receiver.posting(sheet, row, posting, JobSource.file(Kind.EXPORT, name, posting.url())));
            } catch (RejectedPostingException e) {
                return handedOver(receiver.rejected(sheet, row, e.rejection().detail()));
            }
        }

        @Override
        public boolean unreadable(long row, String reason) throws InterruptedException {
            if (isTooMany(row)) {
                return !preview;
            }
            return handedOver(receiver.rejected(sheet, row, reason));
        }

        @Override
        public boolean posting(@Nullable String none, long line, ReceivedPosting posting, JobSource source)
                throws InterruptedException {
            if (isTooMany(line)) {
                return !preview;
            }
            return handedOver(receiver.posting(none, line, posting, source));
        }

        @Override
        public boolean rejected(@Nullable String none, long line, String reason) throws InterruptedException {
            return unreadable(line, reason);
        }

        /** The first row beyond the limit has a receipt that says so, and stands for the others. */
        private boolean isTooMany(long row) throws InterruptedException {
            number = row;
            rows++;
            rowsOfSheet++;
            if ((preview ? rowsOfSheet : rows) <= maxRows) {
                return false;
            }
            if (!preview) {
                if (firstTooMany == 0) {
                    firstTooMany = row;
                    receiver.rejected(
                            sheet,
                            row,
                            "This row and those after it are not ingested: a file may have %d rows. Cut it into several, and send the rest."
                                    .formatted(maxRows));
                }
                lastTooMany = row;
            }
            return true;
        }

        private boolean handedOver(boolean wanted) {
            return wanted && !(preview && rowsOfSheet >= maxRows);
        }
    }
}
