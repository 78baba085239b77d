package dev.nextskill.ingest.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class XlsxReaderTest {

    private static final TableLimits LIMITS = new TableLimits(40_000, 100_000, 100, 2_000_000);
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    private final RecordedRows rows = new RecordedRows();
    private final TableReader tables = new TableReader(ColumnHeadings.standard(), LIMITS);

    @TempDir
    private Path directory;

    @Test
    void a_sheet_with_a_title_is_read_and_dates_are_iso() throws Exception {
        var reading = read(workbook(book -> {
            var sheet = book.createSheet("岗位");
            row(sheet, 0, "秋招岗位汇总");
            row(sheet, 2, "职位名称", "公司", "发布日期", "职责", "要求", "薪资");
            row(sheet, 3, "后端开发", "示例科技", "", "写服务", "熟悉 Go", 20);
            var date = sheet.getRow(3).getCell(2);
            date.setCellValue(LocalDate.of(2026, 5, 8));
            var style = book.createCellStyle();
            style.setDataFormat(book.createDataFormat().getFormat("m/d/yy"));
            date.setCellStyle(style);
        }));

        assertThat(reading.format()).isEqualTo("XLSX");
        var header = rows.headers.get(0);
        assertThat(header.sheet()).isEqualTo("岗位");
        assertThat(header.row()).isEqualTo(3);
        assertThat(header.unrecognised()).containsExactly("薪资");
        assertThat(rows.numbers).containsExactly(4L);
        assertThat(rows.postings.get(0).datePosted()).isEqualTo("2026-05-08");
        assertThat(rows.postings.get(0).text()).isEqualTo("职责\n写服务\n\n要求\n熟悉 Go");
    }

    @Test
    void every_sheet_with_a_text_is_read_and_the_others_are_named() throws Exception {
        var reading = read(workbook(book -> {
            row(book.createSheet("说明"), 0, "说明", "版本");
            var one = book.createSheet("甲");
            row(one, 0, "岗位", "描述");
            row(one, 1, "后端", "熟悉 Go");
            var two = book.createSheet("乙");
            row(two, 0, "描述");
            row(two, 1, "熟悉 Python");
            book.createSheet("空");
            row(book.createSheet("藏"), 0, "描述");
            book.setSheetVisibility(4, SheetVisibility.HIDDEN);
        }));

        assertThat(rows.headers).extracting(Header::sheet).containsExactly("甲", "乙");
        assertThat(rows.postings).extracting(each -> each.text()).containsExactly("熟悉 Go", "熟悉 Python");
        assertThat(reading.notRead())
                .hasSize(2)
                .anySatisfy(each -> assertThat(each).contains("\"说明\"", "\"版本\""))
                .anySatisfy(each -> assertThat(each).contains("\"藏\"", "hidden"));
    }

    @Test
    void of_a_formula_the_kept_value_is_read_and_nothing_is_computed() throws Exception {
        var file = workbook(book -> {
            var sheet = book.createSheet();
            row(sheet, 0, "title", "text");
            row(sheet, 1, "A", "");
            var cell = sheet.getRow(1).getCell(1);
            cell.setCellFormula("WEBSERVICE(\"http://127.0.0.1:1/\")");
            cell.setCellValue("the value that was kept");
        });

        read(file);

        assertThat(rows.postings.get(0).text()).isEqualTo("the value that was kept");
    }

    @Test
    void a_workbook_without_a_column_of_text_is_refused_with_its_columns() throws Exception {
        var e = refusal(workbook(book -> row(book.createSheet(), 0, "编号", "薪资")));

        assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_COLUMNS);
        assertThat(e.detail()).contains("\"编号\", \"薪资\"", "岗位描述");
    }

    @Test
    void a_cell_of_ten_megabytes_makes_its_row_unreadable_and_no_other() throws Exception {
        // Too long for Excel, but not for XML; and not so even that it would be taken for a bomb.
        var huge = new StringBuilder();
        for (var i = 0; huge.length() < 10_000_000; i++) {
            huge.append(Integer.toHexString(i * 0x9E3779B9));
        }
        var sheet = sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c></row>"
                + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>" + huge + "</t></is></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>knows Go</t></is></c></row>");

        read(with(workbook(book -> book.createSheet("s")), Map.of(SHEET, sheet.getBytes(UTF_8))));

        assertThat(rows.unreadable).containsOnlyKeys(2L);
        assertThat(rows.unreadable.get(2L)).contains("The cell A2", "40000");
        assertThat(rows.postings).singleElement().satisfies(each -> assertThat(each.text())
                .isEqualTo("knows Go"));
    }

    @Test
    void a_zip_bomb_is_refused() throws Exception {
        var zeros = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>" + "0".repeat(50_000_000) + "</t></is></c></row>";
        var e = refusal(with(
                workbook(book -> book.createSheet("s")),
                Map.of(SHEET, sheet(zeros).getBytes(UTF_8))));

        assertThat(e.fault()).isEqualTo(Fault.TOO_LARGE);
        assertThat(e.detail()).contains("hundred times");
    }

    @Test
    void a_large_part_that_would_be_read_whole_is_refused_before_it_is() throws Exception {
        var styles = new StringBuilder();
        for (var i = 0; styles.length() < 5_000_000; i++) {
            styles.append("<!--").append(i * 0x9E3779B9).append("-->");
        }
        var e = refusal(with(
                workbook(book -> book.createSheet("s")),
                Map.of("xl/styles.xml", styles.toString().getBytes(UTF_8))));

        assertThat(e.fault()).isEqualTo(Fault.TOO_LARGE);
        assertThat(e.detail()).contains("xl/styles.xml");
    }

    @Test
    void more_shared_text_than_memory_is_meant_for_is_refused() throws Exception {
        var strings = new StringBuilder("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        for (var i = 0; i < 100_000; i++) {
            strings.append("<si><t>words ").append(i * 0x9E3779B9).append("</t></si>");
        }
        var file = workbook(book -> row(book.createSheet(), 0, "text"));
        var e = refusal(with(
                file,
                Map.of(
                        "xl/sharedStrings.xml",
                        strings.append("</sst>").toString().getBytes(UTF_8))));

        assertThat(e.fault()).isEqualTo(Fault.TOO_LARGE);
        assertThat(e.detail()).contains("2000000 characters");
    }

    @Test
    void an_external_entity_is_not_resolved() throws Exception {
        var secret = Files.writeString(directory.resolve("secret.txt"), "the secret words of this machine");
        var sheet = sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&x;</t></is></c></row>")
                .replaceFirst("\\?>", "?><!DOCTYPE worksheet [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>");
        var e = refusal(with(workbook(book -> book.createSheet("s")), Map.of(SHEET, sheet.getBytes(UTF_8))));

        assertThat(e.fault()).isEqualTo(Fault.BROKEN);
        assertThat(rows.postings).isEmpty();
    }

    @Test
    void a_sheet_that_breaks_off_keeps_the_rows_before_and_says_where() throws Exception {
        var sheet = new StringBuilder();
        sheet.append("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c></row>");
        for (var i = 2; i < 40; i++) {
            sheet.append(
                    "<row r=\"%1$d\"><c r=\"A%1$d\" t=\"inlineStr\"><is><t>row %1$d</t></is></c></row>".formatted(i));
        }
        var broken = sheet(sheet + "<row r=\"40\"><c r=\"A40\"><oops");
        var reading = read(with(workbook(book -> book.createSheet("s")), Map.of(SHEET, broken.getBytes(UTF_8))));

        assertThat(rows.postings).hasSize(38);
        assertThat(reading.notRead()).singleElement().asString().contains("\"s\"", "row 40");
        assertThat(rows.unreadable).hasSize(1);
    }

    @Test
    void old_excel_locked_files_and_other_archives_are_told_apart() throws Exception {
        var old = new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0};
        assertThat(refusal(Files.write(directory.resolve("old"), old)).fault()).isEqualTo(Fault.LOCKED);

        var archive = with(workbook(book -> book.createSheet("s")), Map.of());
        Files.write(archive, zip(Map.of("word/document.xml", "<x/>".getBytes(UTF_8))));
        assertThat(refusal(archive).fault()).isEqualTo(Fault.NOT_WHAT_ITS_NAME_SAYS);

        assertThat(refusal(Files.writeString(directory.resolve("text"), "title,text\n"))
                        .fault())
                .isEqualTo(Fault.NOT_WHAT_ITS_NAME_SAYS);
    }

    @Test
    void a_sheet_as_long_as_excel_allows_goes_through_in_the_memory_of_a_row() throws Exception {
        var file = directory.resolve("long.xlsx");
        try (var book = new SXSSFWorkbook(100);
                OutputStream out = Files.newOutputStream(file)) {
            var sheet = book.createSheet();
            for (var i = 0; i < 1_048_576; i++) {
                sheet.createRow(i).createCell(0).setCellValue(i == 0 ? "text" : "row " + i);
            }
            book.write(out);
        }
        var count = new Object() {
            long rows;
        };

        tables.readXlsx("long.xlsx", file, ColumnChoice.none(), new TableRows() {
            @Override
            public void header(Header header) {}

            @Override
            public boolean row(long number, dev.nextskill.ingest.source.SourceDocument posting) {
                count.rows++;
                return true;
            }

            @Override
            public boolean unreadable(long number, String reason) {
                return true;
            }
        });

        assertThat(count.rows).isEqualTo(1_048_575);
    }

    private TableReading read(Path file) throws Exception {
        return tables.readXlsx("table.xlsx", file, ColumnChoice.none(), rows);
    }

    private UnreadableFileException refusal(Path file) {
        return catchThrowableOfType(UnreadableFileException.class, () -> read(file));
    }

    private Path workbook(Consumer<XSSFWorkbook> content) throws IOException {
        var file = directory.resolve("table.xlsx");
        try (var book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            content.accept(book);
            book.write(out);
        }
        return file;
    }

    private static void row(XSSFSheet sheet, int index, Object... cells) {
        var row = sheet.createRow(index);
        for (var i = 0; i < cells.length; i++) {
            if (cells[i] instanceof Number number) {
                row.createCell(i).setCellValue(number.doubleValue());
            } else {
                row.createCell(i).setCellValue(cells[i].toString());
            }
        }
    }

    private static String sheet(String rows) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                + "</sheetData></worksheet>";
    }

    /** The archive with some of its parts replaced. */
    private static Path with(Path file, Map<String, byte[]> parts) throws IOException {
        var all = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.put(entry.getName(), zip.readAllBytes());
            }
        }
        all.putAll(parts);
        return Files.write(file, zip(all));
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
