package dev.nextskill.ingest.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.ingest.source.UnreadableFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Whatever comes, it is read or refused with a reason; nothing else is thrown. */
final class TableReaderPropertyTest {

    private static final List<byte[]> CSV = List.of(
            "职位,公司,描述\n后端,\"示例,科技\",\"熟悉 Go\n与 \"\"Redis\"\"\"\n测试,乙,熟悉 Python\n".getBytes(UTF_8),
            "title;text\nA;B\n".getBytes(TextEncoding.GB18030),
            "职位\t描述\r\n后端\t熟悉 Go\r\n".getBytes(TextEncoding.GB18030));
    private static final byte[] XLSX = workbook();

    private static Path file = Path.of("");

    private final TableReader tables =
            new TableReader(ColumnHeadings.standard(), new TableLimits(1_000, 5_000, 50, 100_000));

    @BeforeContainer
    static void create() throws IOException {
        file = Files.createTempFile("table", ".bin");
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 500)
    void random_bytes(@ForAll @Size(max = 2000) byte[] bytes) throws Exception {
        readsOrRefuses(bytes);
    }

    @Property(tries = 1000)
    void a_csv_file_with_bytes_changed_inserted_and_lost(@ForAll Random random) throws Exception {
        readsOrRefuses(mutated(CSV.get(random.nextInt(CSV.size())), random, 1 + random.nextInt(6)));
    }

    @Property(tries = 500)
    void a_workbook_with_bytes_changed_inserted_and_lost(@ForAll Random random) throws Exception {
        readsOrRefuses(mutated(XLSX, random, 1 + random.nextInt(20)));
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

    private static byte[] mutated(byte[] bytes, Random random, int times) {
        var now = bytes.clone();
        for (var i = 0; i < times && now.length > 1; i++) {
            var at = random.nextInt(now.length);
            var out = new ByteArrayOutputStream();
            out.write(now, 0, at);
            switch (random.nextInt(4)) {
                case 0 -> {
                    out.write(random.nextInt(256));
                    out.write(now, at + 1, now.length - at - 1);
                }
                case 1 -> {
                    out.write("\"\n,;\t\0<&".charAt(random.nextInt(8)));
                    out.write(now, at, now.length - at);
                }
                case 2 -> out.write(now, at + 1, now.length - at - 1);
                default -> {
                    if (random.nextInt(10) > 0) {
                        out.write(now, at, now.length - at);
                    }
                }
            }
            now = out.toByteArray();
        }
        return now;
    }

    private static byte[] workbook() {
        try (var book = new XSSFWorkbook();
                var bytes = new ByteArrayOutputStream()) {
            var sheet = book.createSheet("岗位");
            for (var i = 0; i < 5; i++) {
                var row = sheet.createRow(i);
                row.createCell(0).setCellValue(i == 0 ? "职位" : "后端 " + i);
                row.createCell(1).setCellValue(i == 0 ? "描述" : "熟悉 Go，第 " + i);
            }
            book.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
