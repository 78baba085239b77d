package dev.nextskill.ingest.table;

import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * XLSX by POI's event API: a sheet goes through row by row and is never in memory as a whole. Of a formula the value that was kept is
 * read; nothing is computed, fetched or run. POI refuses DTDs in the XML and archives that unpack to a hundred times their size;
 * the small parts, which it builds trees of, are measured before.
 */
final class XlsxReader {

    /** Styles, relations, the workbook's own part: what POI reads whole. A few KB, as a rule. */
    private static final int MOST_BYTES_OF_SMALL_PART = 4 * 1024 * 1024;

    private static final long MOST_BYTES_OF_PART = 1L << 30;
    private static final int MOST_ENTRIES = 2_000;
    private static final Pattern LARGE_PART = Pattern.compile("(?i)/?xl/(worksheets/[^/]+\\.xml|sharedStrings\\.xml)");
    /** Excel's own limit; what is longer is a trap for regular expressions. */
    private static final int LONGEST_NUMBER_FORMAT = 255;

    static {
        // For the whole process, but what is smaller than it keeps its own limits.
        ZipSecureFile.setMaxEntrySize(MOST_BYTES_OF_PART);
    }

    private final ColumnHeadings headings;
    private final TableLimits limits;

    XlsxReader(ColumnHeadings headings, TableLimits limits) {
        this.headings = headings;
        this.limits = limits;
    }

    TableReading read(String name, Path file, ColumnChoice choice, TableRows rows)
            throws UnreadableFileException, IOException, InterruptedException {
        refuseOthers(name, file);
        measure(name, file);
        var reading = new Reading(name, choice, rows);
        try (var workbook = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            reading.read(workbook);
        } catch (StoppedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedException();
        } catch (UnreadableFileException e) {
            throw e;
        } catch (IOException | OpenXML4JException | SAXException | ParserConfigurationException | RuntimeException e) {
            // POI answers a broken file with whatever exception is nearest at hand, unchecked ones too.
            reading.brokenOff(e);
        }
        return new TableReading("XLSX", null, null, reading.notRead);
    }

    private static void refuseOthers(String name, Path file) throws UnreadableFileException, IOException {
        byte[] start;
        try (var in = Files.newInputStream(file)) {
            start = in.readNBytes(8);
        }
        var signature = new String(start, StandardCharsets.ISO_8859_1);
        if (signature.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            throw new UnreadableFileException(
                    Fault.LOCKED,
                    "The file %s is locked with a password, or in the format of old Excel (.xls). Save it as .xlsx without a password."
                            .formatted(name));
        }
        if (!signature.startsWith("PK\u0003\u0004")) {
            throw new UnreadableFileException(
                    Fault.NOT_WHAT_ITS_NAME_SAYS,
                    "The file %s is no XLSX by its content. Rename it, or send the right one.".formatted(name));
        }
    }

    /** Unpacks the small parts once, without keeping them. */
    private static void measure(String name, Path file) throws UnreadableFileException {
        try (var zip = new ZipSecureFile(file.toFile())) {
            var count = 0;
            var buffer = new byte[8192];
            var isWorkbook = false;
            for (var entries = zip.getEntries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                isWorkbook |= entry.getName().matches("(?i)/?xl/workbook\\.xml");
                if (++count > MOST_ENTRIES) {
                    throw tooLarge(name, "it has more than %d parts".formatted(MOST_ENTRIES));
                }
                if (LARGE_PART.matcher(entry.getName()).matches()
                        || !entry.getName().matches("(?i).*\\.(xml|rels)")) {
                    continue;
                }
                var size = 0;
                try (var in = zip.getInputStream(entry)) {
                    for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        size += read;
                        if (size > MOST_BYTES_OF_SMALL_PART) {
                            throw tooLarge(
                                    name,
                                    "its part %s has more than %d bytes"
                                            .formatted(entry.getName(), MOST_BYTES_OF_SMALL_PART));
                        }
                    }
                }
            }
            if (!isWorkbook) {
                throw new UnreadableFileException(
                        Fault.NOT_WHAT_ITS_NAME_SAYS,
                        "The file %s is an archive, but no XLSX workbook. Rename it, or send the right one."
                                .formatted(name));
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(name, e);
        }
    }

    private static UnreadableFileException tooLarge(String name, String what) {
        return new UnreadableFileException(
                Fault.TOO_LARGE,
                "The workbook %s is not read: %s. Save its sheet with the postings as CSV.".formatted(name, what));
    }

    private static UnreadableFileException unreadable(String name, Exception e) {
        return isBomb(e)
                ? tooLarge(name, "it unpacks to more than a hundred times its size")
                : new UnreadableFileException(
                        Fault.BROKEN,
                        "The workbook %s is broken. Open it in a spreadsheet and save it again, or save it as CSV."
                                .formatted(name),
                        e);
    }

    private static boolean isBomb(@Nullable Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("Zip bomb")) {
                return true;
            }
        }
        return false;
    }

    /** One reading of one workbook. */
    private final class Reading {

        private final String name;
        private final ColumnChoice choice;
        private final TableRows rows;
        private final List<String> notRead = new ArrayList<>();
        private @Nullable HeaderSearch current;
        private @Nullable HeaderSearch first;
        private String sheet = "";
        private long row;
        private boolean anyFound;

        Reading(String name, ColumnChoice choice, TableRows rows) {
            this.name = name;
            this.choice = choice;
            this.rows = rows;
        }

        void read(OPCPackage opened)
                throws UnreadableFileException, IOException, OpenXML4JException, SAXException,
                        ParserConfigurationException, InterruptedException {
            var reader = new XSSFReader(opened);
            var workbook = new Workbook();
            try (var in = reader.getWorkbookData()) {
                parse(in, workbook);
            }
            var strings = new CappedStrings(limits);
            try (var in = reader.getSharedStringsData()) {
                if (in != null) {
                    parse(in, strings);
                }
            }
            if (strings.isFull()) {
                throw tooLarge(name, "its texts have more than %d characters".formatted(limits.maxSharedCharacters()));
            }
            var styles = reader.getStylesTable();
            var formatter = new PlainFormatter(workbook.since1904);
            for (var sheets = reader.getSheetIterator(); sheets.hasNext(); ) {
                try (var in = sheets.next()) {
                    sheet = sheets.getSheetName();
                    if (workbook.hidden.contains(sheet)) {
                        notRead.add("Sheet \"%s\": it is hidden.".formatted(sheet));
                        continue;
                    }
                    var search = new HeaderSearch(sheet, choice, headings, rows);
                    current = search;
                    first = first == null || first.read() == 0 ? search : first;
                    row = 0;
                    var cells = new Cells(search);
                    try {
                        var handler = new XSSFSheetXMLHandler(styles, strings, cells, formatter, false);
                        parse(in, new CellCap(handler));
                    } catch (EnoughException e) {
                        // Nobody wants more of this sheet.
                    }
                    search.end();
                    ended(search);
                }
            }
            if (!anyFound) {
                throw first == null
                        ? new UnreadableFileException(
                                Fault.NO_TEXT, "The workbook %s has no sheet that can be seen.".formatted(name))
                        : TableReader.unknownColumns(name, first, choice, headings);
            }
        }

        private void ended(HeaderSearch search) {
            anyFound |= search.found();
            if (!search.found() && search.read() > 0) {
                notRead.add("Sheet \"%s\": no column of it is known to hold the text of a posting. It has %s."
                        .formatted(
                                sheet,
                                String.join(
                                        ", ",
                                        search.columnsFound().stream()
                                                .limit(20)
                                                .map("\"%s\""::formatted)
                                                .toList())));
            }
        }

        /** What was read before stands; the rest is named. */
        void brokenOff(Exception e) throws UnreadableFileException, InterruptedException {
            var problem = unreadable(name, e);
            var search = current;
            if (search == null) {
                throw problem;
            }
            search.end();
            if (!anyFound && !search.found()) {
                throw problem;
            }
            var place = "Sheet \"%s\", what follows row %d".formatted(sheet, row);
            notRead.add("%s: %s".formatted(place, problem.detail()));
            if (search.found()) {
                var unused = search.unreadable(row + 1, "%s was not read. %s".formatted(place, problem.detail()));
            }
        }

        /** The rows of a sheet, as POI tells them. */
        private final class Cells implements SheetContentsHandler {

            private final HeaderSearch search;
            private final List<String> cells = new ArrayList<>();
            private long characters;
            private @Nullable String tooLong;

            Cells(HeaderSearch search) {
                this.search = search;
            }

            @Override
            public void startRow(int index) {
                row = index + 1L;
                cells.clear();
                characters = 0;
                tooLong = null;
            }

            @Override
            public void cell(@Nullable String reference, @Nullable String value, @Nullable XSSFComment comment) {
                if (value == null) {
                    return;
                }
                var column = reference == null ? cells.size() : (int) new CellReference(reference).getCol();
                if (column < 0 || column >= limits.maxColumns()) {
                    return;
                }
                characters += value.length();
                if (value.length() > limits.maxCellCharacters()) {
                    tooLong = "The cell %s%d has more than %d characters. Correct it, or leave the row out."
                            .formatted(Header.letters(column), row, limits.maxCellCharacters());
                } else if (characters > limits.maxRowCharacters()) {
                    tooLong = "The row has more than %d characters. Correct it, or leave it out."
                            .formatted(limits.maxRowCharacters());
                } else {
                    while (cells.size() <= column) {
                        cells.add("");
                    }
                    cells.set(column, value);
                }
            }

            @Override
            public void endRow(int index) {
                try {
                    var reason = tooLong;
                    var goOn = reason == null ? search.row(row, List.copyOf(cells)) : search.unreadable(row, reason);
                    if (!goOn) {
                        throw new EnoughException();
                    }
                } catch (InterruptedException e) {
                    throw new StoppedException(e);
                }
            }
        }
    }

    private static void parse(InputStream in, ContentHandler handler)
            throws IOException, SAXException, ParserConfigurationException {
        var parser = XMLHelper.newXMLReader();
        parser.setContentHandler(handler);
        parser.parse(new InputSource(in));
    }

    /** Not a failure: the rest of the sheet is not wanted. Unchecked, to get through POI. */
    private static final class EnoughException extends RuntimeException {}

    /** The thread was interrupted. Unchecked, to get through POI. */
    private static final class StoppedException extends RuntimeException {

        StoppedException(InterruptedException cause) {
            super(cause);
        }
    }

    /** What POI does not tell of a workbook: the sheets that are hidden, and the first day of its calendar. */
    private static final class Workbook extends DefaultHandler {

        private final Set<String> hidden = new HashSet<>();
        private boolean since1904;

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) {
            if (localName.equals("workbookPr")) {
                var value = attributes.getValue("date1904");
                since1904 = "1".equals(value) || "true".equals(value);
            }
            if (localName.equals("sheet")) {
                var state = attributes.getValue("state");
                if (state != null && !state.equals("visible")) {
                    hidden.add(String.valueOf(attributes.getValue("name")));
                }
            }
        }
    }

    /** Dates as ISO 8601 writes them, other numbers without the sheet's decoration, which may be anything. */
    private static final class PlainFormatter extends DataFormatter {

        private final boolean since1904;

        PlainFormatter(boolean since1904) {
            this.since1904 = since1904;
        }

        @Override
        public String formatRawCellContents(double value, int formatIndex, @Nullable String format) {
            if (format != null
                    && format.length() <= LONGEST_NUMBER_FORMAT
                    && DateUtil.isValidExcelDate(value)
                    && DateUtil.isADateFormat(formatIndex, format)) {
                var date = DateUtil.getLocalDateTime(value, since1904);
                if (date != null) {
                    return date.toLocalTime().toSecondOfDay() == 0
                            ? date.toLocalDate().toString()
                            : date.toString();
                }
            }
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }
    }

    /** Keeps from POI what of a cell is beyond the limit, so that no cell is ever in memory that is much longer. */
    private final class CellCap extends XMLFilterImpl {

        private int characters;

        CellCap(ContentHandler handler) {
            setContentHandler(handler);
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes)
                throws SAXException {
            if (localName.equals("c") || localName.equals("row")) {
                characters = 0;
            }
            super.startElement(uri, localName, qName, attributes);
        }

        @Override
        public void characters(char[] buffer, int start, int length) throws SAXException {
            var kept = Math.min(length, limits.maxCellCharacters() + 1 - characters);
            if (kept > 0) {
                characters += kept;
                super.characters(buffer, start, kept);
            }
        }
    }
}
