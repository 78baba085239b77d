package dev.nextskill.ingest.table;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.ingest.source.TextDecoding;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.testing.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Whatever comes, it is read or refused with a reason, in bounded time; nothing else is thrown. See {@link Fuzz}. */
final class TableFuzzTest {

    private static final List<byte[]> CSV = List.of(
            "职位,公司,描述\n后端,\"示例,科技\",\"熟悉 Go\n与 \"\"Redis\"\"\"\n测试,乙,熟悉 Python\n".getBytes(UTF_8),
            "title;text\nA;B\n".getBytes(TextDecoding.GB18030),
            "职位\t描述\r\n后端\t熟悉 Go\r\n".getBytes(UTF_16),
            "职位\t描述\r\n后端\t熟悉 Go\r\n".getBytes(TextDecoding.GB18030));
    private static final List<String> CSV_WORDS = List.of(
            "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", "=1+1", "职位", "公司", "描述", "title", "text", "\uFEFF",
            "\u0000", " ", "熟悉", "sep=;\n", "𠮷");
    private static final List<String> XML_WORDS = List.of(
            "<row>",
            "</row>",
            "<row r=\"-1\">",
            "<row r=\"1048577\">",
            "<row r=\"99999999999\">",
            "<c>",
            "</c>",
            "<c r=\"XFD1\">",
            "<c r=\"ZZZZZZZZ1\">",
            "<c r=\"\">",
            "<c t=\"s\">",
            "<c t=\"b\">",
            "<c t=\"e\">",
            "<c t=\"inlineStr\">",
            "<c s=\"-1\">",
            "<c s=\"99\">",
            "<v>",
            "</v>",
            "<v>-1</v>",
            "<v>1e999</v>",
            "<v>99999999999</v>",
            "<is>",
            "<t>",
            "</t>",
            "<si>",
            "</si>",
            "<r>",
            "<f>",
            "<mergeCell ref=\"A1:XFD1048576\"/>",
            "<sheet name=\"\" sheetId=\"1\"/>",
            "r:id=\"rId9\"",
            "&x;",
            "&#0;",
            "<!--",
            "<!DOCTYPE a [<!ENTITY x \"y\">]>",
            "]]>",
            "职位",
            "\"",
            "<",
            ">");
    private static final byte[] XLSX = workbook();

    private static Path file = Path.of("");

    private final TableReader tables =
            new TableReader(ColumnHeadings.standard(), new TableLimits(1_000, 5_000, 50, 1_000_000));

    @BeforeContainer
    static void create() throws IOException {
        file = Files.createTempFile("table", ".bin");
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(file);
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void any_bytes(@ForAll long seed) {
        Fuzz.run(seed, random -> readsOrRefuses(Fuzz.noise(random, 2_000)));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_csv_file_with_flaws(@ForAll long seed) {
        Fuzz.run(seed, random -> readsOrRefuses(Fuzz.spoiled(random, CSV, CSV_WORDS)));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_workbook_with_flaws(@ForAll long seed) {
        Fuzz.run(seed, random -> readsOrRefuses(Fuzz.spoiled(random, List.of(XLSX), XML_WORDS)));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_workbook_whose_xml_has_flaws(@ForAll long seed) {
        Fuzz.run(seed, random -> {
            var parts = unzipped(XLSX);
            var part = Fuzz.any(random, List.copyOf(parts.keySet()));
            parts.computeIfPresent(part, (name, xml) -> Fuzz.spoiled(random, List.of(xml), XML_WORDS));
            readsOrRefuses(zipped(parts));
        });
    }

    private void readsOrRefuses(byte[] bytes) throws Exception {
        Files.write(file, bytes);
        for (var csv : List.of(true, false)) {
            var rows = new RecordedRows();
            try {
                var reading = csv
                        ? tables.readCsv("t.csv", file, ColumnChoice.none(), rows)
                        : tables.readXlsx("t.xlsx", file, ColumnChoice.none(), rows);
                assertThat(reading.format()).isEqualTo(csv ? "CSV" : "XLSX");
                assertThat(rows.headers).isNotEmpty();
                assertThat(rows.unreadable.values()).noneMatch(String::isBlank);
            } catch (UnreadableFileException e) {
                assertThat(e.detail()).endsWith(".").doesNotContain("null");
            }
        }
    }

    private static byte[] workbook() {
        try (var book = new XSSFWorkbook();
                var bytes = new ByteArrayOutputStream()) {
            var sheet = book.createSheet("岗位");
            for (var i = 0; i < 5; i++) {
                var row = sheet.createRow(i);
                row.createCell(0).setCellValue(i == 0 ? "职位" : "后端 " + i);
                row.createCell(1).setCellValue(i == 0 ? "描述" : "熟悉 Go，第 " + i);
                row.createCell(2).setCellValue(i * 1.5);
            }
            book.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, byte[]> unzipped(byte[] zipped) throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private static byte[] zipped(Map<String, byte[]> parts) throws IOException {
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
