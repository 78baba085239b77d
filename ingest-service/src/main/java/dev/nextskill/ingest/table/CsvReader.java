package dev.nextskill.ingest.table;

import dev.nextskill.ingest.source.SourceDocument;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;

/**
 * CSV (RFC 4180) as it comes: comma, semicolon, tab or bar, UTF-8, UTF-16 or GB18030, with or without a byte order mark, line breaks
 * within quotes. The delimiter is the one under which the headings are recognised best. Memory is bounded by the longest row.
 */
final class CsvReader {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final Map<Character, String> NAMES = Map.of('\t', "tab");
    private static final int SAMPLE = 256 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ColumnHeadings headings;
    private final TableLimits limits;

    CsvReader(ColumnHeadings headings, TableLimits limits) {
        this.headings = headings;
        this.limits = limits;
    }

    TableReading read(String name, Path file, ColumnChoice choice, TableRows rows)
            throws UnreadableFileException, IOException, InterruptedException {
        var charset = TextEncoding.of(name, file);
        var delimiter = delimiter(file, charset, choice);
        var notRead = new ArrayList<String>();
        var search = new HeaderSearch(null, choice, headings, rows);
        try (var in = new CountingReader(open(file, charset), limits.maxRowCharacters())) {
            read(in, delimiter, search, notRead);
        }
        search.end();
        if (!search.found()) {
            if (!notRead.isEmpty()) {
                throw new UnreadableFileException(
                        Fault.BROKEN, "The file %s cannot be read as CSV. %s".formatted(name, notRead.get(0)));
            }
            throw TableReader.unknownColumns(name, search, choice, headings);
        }
        return new TableReading(
                "CSV", charset.name(), NAMES.getOrDefault(delimiter, String.valueOf(delimiter)), notRead);
    }

    private void read(CountingReader in, char delimiter, HeaderSearch search, List<String> notRead)
            throws IOException, InterruptedException {
        var row = 0L;
        var line = 1L;
        try (var parser = CSVParser.parse(in, format(delimiter))) {
            var records = parser.iterator();
            while (records.hasNext()) {
                var cells = records.next().toList();
                row++;
                if (!search.row(row, limited(cells))) {
                    return;
                }
                line = parser.getCurrentLineNumber() + 1;
                in.newRow();
            }
        } catch (UncheckedIOException e) {
            var reason = String.valueOf(e.getMessage()).contains("EOF reached")
                    ? "a quotation mark is opened in this row and never closed"
                    : "the row has more than %d characters; perhaps a quotation mark is opened and never closed"
                            .formatted(limits.maxRowCharacters());
            notRead.add("Row %d (line %d) and what follows: %s.".formatted(row + 1, line, reason));
            var unused = search.unreadable(
                    row + 1,
                    "In row %d (line %d) %s. Correct it; it and what follows was not read."
                            .formatted(row + 1, line, reason));
        }
    }

    private List<String> limited(List<String> cells) {
        return cells.size() <= limits.maxColumns() ? cells : cells.subList(0, limits.maxColumns());
    }

    private static CSVFormat format(char delimiter) {
        // Lenient where a row can still be told from the next: text behind a closing quotation mark is kept.
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setTrailingData(true)
                .setIgnoreEmptyLines(false)
                .get();
    }

    private static Reader open(Path file, Charset charset) throws IOException {
        var in = Files.newBufferedReader(file, charset);
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) {
            in.reset();
        }
        return in;
    }

    private char delimiter(Path file, Charset charset, ColumnChoice choice) throws IOException, InterruptedException {
        String sample;
        try (var in = open(file, charset)) {
            var chars = new char[SAMPLE];
            var length = 0;
            for (var read = in.read(chars, 0, SAMPLE); read > 0 && length < SAMPLE; ) {
                length += read;
                read = in.read(chars, length, SAMPLE - length);
            }
            sample = new String(chars, 0, length);
        }
        if (sample.startsWith("sep=") && sample.length() > 5 && "\r\n".indexOf(sample.charAt(5)) >= 0) {
            // What Excel writes to itself.
            return sample.charAt(4);
        }
        var best = DELIMITERS[0];
        var most = -1;
        for (var delimiter : DELIMITERS) {
            var score = score(sample, delimiter, choice);
            if (score > most) {
                best = delimiter;
                most = score;
            }
        }
        return best;
    }

    /** How many headings are recognised, then how many columns there are. */
    private int score(String sample, char delimiter, ColumnChoice choice) throws InterruptedException {
        var rows = new Sample();
        var search = new HeaderSearch(null, choice, headings, rows);
        try (var parser = CSVParser.parse(new StringReader(sample), format(delimiter))) {
            var number = 0;
            var records = parser.iterator();
            while (records.hasNext()
                    && search.row(++number, limited(records.next().toList()))) {}
        } catch (IOException | UncheckedIOException e) {
            // The sample may end within quotation marks; what came before is enough.
        }
        search.end();
        var header = rows.header;
        return header == null
                ? Math.min(999, search.columnsFound().size())
                : 1000 * header.recognised() + Math.min(999, header.columns().size());
    }

    /** Wants the headings and nothing else. */
    private static final class Sample implements TableRows {

        private @Nullable Header header;

        @Override
        public void header(Header found) {
            this.header = found;
        }

        @Override
        public boolean row(long number, SourceDocument posting) {
            return false;
        }

        @Override
        public boolean unreadable(long number, String reason) {
            return false;
        }
    }

    /** Refuses to go on in a row that is too long, before the parser has all of it in memory. */
    private static final class CountingReader extends FilterReader {

        private final int most;
        private int read;

        CountingReader(Reader in, int most) {
            super(in);
            this.most = most;
        }

        /** What was read ahead counts for the row before. */
        void newRow() {
            read = 0;
        }

        @Override
        public int read() throws IOException {
            var c = in.read();
            count(c < 0 ? 0 : 1);
            return c;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            var count = in.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int more) throws IOException {
            read += more;
            if (read > most) {
                throw new IOException("The row is too long.");
            }
        }
    }
}
