package dev.nextskill.ingest.table;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nextskill.ingest.source.TextDecoding;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import dev.nextskill.ingest.table.Header.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvReaderTest {

    private final RecordedRows rows = new RecordedRows();
    private final TableReader tables =
            new TableReader(ColumnHeadings.standard(), new TableLimits(50_000, 100_000, 100, 1_000_000));

    @TempDir
    private Path directory;

    @Test
    void a_chinese_export_is_read_and_its_unknown_columns_are_named() throws Exception {
        var reading = read("""
                序号,职位名称,公司（全称）,工作城市,薪资,发布日期,链接,岗位描述
                1,后端开发,示例科技,上海,面议,2026/5/8,https://example.org/1,"负责网关，
                熟悉 ""Go"" 与 Redis。"
                """);

        assertThat(reading.encoding()).isEqualTo("UTF-8");
        assertThat(reading.delimiter()).isEqualTo(",");
        var posting = rows.postings.get(0);
        assertThat(posting.title()).isEqualTo("后端开发");
        assertThat(posting.company()).isEqualTo("示例科技");
        assertThat(posting.location()).isEqualTo("上海");
        assertThat(posting.datePosted()).isEqualTo("2026/5/8");
        assertThat(posting.url()).isEqualTo("https://example.org/1");
        assertThat(posting.text()).isEqualTo("负责网关，\n熟悉 \"Go\" 与 Redis。");
        assertThat(rows.headers.get(0).unrecognised()).containsExactly("序号", "薪资");
        assertThat(rows.headers.get(0).columns())
                .extracting(Column::column)
                .containsExactly("A", "B", "C", "D", "E", "F", "G", "H");
    }

    @Test
    void columns_of_text_are_joined_under_their_headings_in_their_order() throws Exception {
        read("""
                岗位,岗位职责,任职要求,加分项
                后端,写服务,任职要求：熟悉 Go,开源贡献
                测试,写用例,熟悉 Python,
                """);

        assertThat(rows.postings.get(0).text()).isEqualTo("岗位职责\n写服务\n\n任职要求：熟悉 Go\n\n加分项\n开源贡献");
        assertThat(rows.postings.get(1).text()).isEqualTo("岗位职责\n写用例\n\n任职要求\n熟悉 Python");
    }

    @Test
    void the_headings_are_found_below_a_title_and_blank_lines() throws Exception {
        read("2026 年岗位汇总,,\n\n更新：某人,,\nJob_Title,Company,Job Description\nEngineer,Example,Knows Go.\n");

        assertThat(rows.headers.get(0).row()).isEqualTo(4);
        assertThat(rows.numbers).containsExactly(5L);
        assertThat(rows.postings.get(0).title()).isEqualTo("Engineer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {",!,", ";!;", "tab!\t", "|!|"})
    void the_delimiter_is_found(String name, String delimiter) throws Exception {
        var sep = name.equals("tab") ? "\t" : delimiter;
        var reading = read("title%1$scompany%1$sdescription\nEngineer%1$sExample%1$sGo, Java; Python and more\n"
                .formatted(sep)
                .replace("Go, Java; Python", sep.equals(",") || sep.equals(";") ? "Go" : "Go, Java; Python"));

        assertThat(reading.delimiter()).isEqualTo(name);
        assertThat(rows.postings.get(0).text()).startsWith("Go");
    }

    @Test
    void gb18030_and_utf_16_are_recognised_and_a_byte_order_mark_is_no_part_of_a_heading() throws Exception {
        var csv = "职位,描述\n后端开发实习生,熟悉 Go 与 MySQL，了解 Kubernetes\n";

        assertThat(read(csv.getBytes(TextDecoding.GB18030)).encoding()).isEqualTo("GB18030");
        assertThat(read(("\uFEFF" + csv).getBytes(UTF_8)).encoding()).isEqualTo("UTF-8");
        assertThat(read(("\uFEFF" + csv).getBytes(UTF_16LE)).encoding()).isEqualTo("UTF-16LE");

        assertThat(rows.postings).hasSize(3).allSatisfy(posting -> {
            assertThat(posting.title()).isEqualTo("后端开发实习生");
            assertThat(posting.text()).startsWith("熟悉 Go 与 MySQL");
        });
    }

    @Test
    void broken_utf_8_is_not_taken_for_gb18030() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("title,text\nA,熟悉后端开发与数据库，了解消息队列\n".getBytes(UTF_8));
        bytes.writeBytes(new byte[] {'B', ',', (byte) 0xE4, (byte) 0xB8, '\n'});

        var e = refusal(bytes.toByteArray());

        assertThat(e.fault()).isEqualTo(Fault.BROKEN);
        assertThat(e.detail()).contains("Line 3", "UTF-8");
    }

    @Test
    void without_a_column_of_text_the_columns_and_the_accepted_headings_are_listed() throws Exception {
        var e = refusal("编号,薪资,福利\n1,面议,无\n".getBytes(UTF_8));

        assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_COLUMNS);
        assertThat(e.detail()).contains("\"编号\", \"薪资\", \"福利\"", "岗位描述", "job description", "columns=");
    }

    @Test
    void the_senders_choice_of_columns_goes_before_what_is_recognised() throws Exception {
        var choice = ColumnChoice.of("{\"text\": [\"备注\"], \"title\": \"方向\", \"company\": []}");

        read("title,方向,公司,描述,备注\nA,后端,示例,旧,新的描述\n".getBytes(UTF_8), choice);

        assertThat(rows.postings.get(0).title()).isEqualTo("后端");
        assertThat(rows.postings.get(0).company()).isNull();
        assertThat(rows.postings.get(0).text()).isEqualTo("新的描述");
        assertThat(rows.headers.get(0).unrecognised()).containsExactly("title", "公司", "描述");
    }

    @Test
    void a_chosen_column_that_is_not_there_is_an_error_with_the_columns_that_are() throws Exception {
        var file = Files.writeString(directory.resolve("table.csv"), "title,描述\nA,B\n");

        var e = catchThrowableOfType(
                UnreadableFileException.class,
                () -> tables.readCsv("table.csv", file, ColumnChoice.of("{\"text\": \"正文\"}"), rows));

        assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_COLUMNS);
        assertThat(e.detail()).contains("\"title\", \"描述\"");
    }

    @Test
    void an_unclosed_quotation_mark_is_named_with_its_row_and_the_rows_before_stand() throws Exception {
        var reading = read("title,text\nA,\"x\ny\"\nB,ok\nC,\"never closed\nD,lost\n");

        assertThat(rows.numbers).containsExactly(2L, 3L);
        assertThat(rows.unreadable).containsOnlyKeys(4L);
        assertThat(rows.unreadable.get(4L)).contains("row 4 (line 5)", "never closed");
        assertThat(reading.notRead()).singleElement().asString().contains("Row 4 (line 5) and what follows");
    }

    @Test
    void an_unclosed_quotation_mark_in_a_long_file_is_given_up_before_it_fills_the_memory() throws Exception {
        var reading = read("title,text\nA,fine\nB,\"never closed\n" + "C,lost\n".repeat(100_000));

        assertThat(rows.numbers).containsExactly(2L);
        assertThat(rows.unreadable.get(3L)).contains("row 3 (line 3)", "more than 100000 characters");
        assertThat(reading.notRead()).hasSize(1);
    }

    @Test
    void an_unclosed_quotation_mark_in_the_headings_refuses_the_file() throws Exception {
        var e = refusal("\"title,text\nA,B\n".getBytes(UTF_8));

        assertThat(e.fault()).isEqualTo(Fault.BROKEN);
        assertThat(e.detail()).contains("Row 1 (line 1)", "never closed");
    }

    @Test
    void short_rows_long_rows_and_text_behind_a_closing_quotation_mark_are_read() throws Exception {
        read("title,text,company\nA,B\nC,D,E,F,G\nH,\"I\" J,K\n");

        assertThat(rows.postings).hasSize(3);
        assertThat(rows.postings.get(0).company()).isNull();
        assertThat(rows.postings.get(2).text()).isEqualTo("I J");
    }

    @Test
    void an_empty_table_and_binary_content_are_refused() throws Exception {
        assertThat(refusal(" \n\n".getBytes(UTF_8)).fault()).isEqualTo(Fault.NO_TEXT);
        assertThat(refusal(new byte[] {1, 2, 3, 0, 1, 2, 3}).fault()).isEqualTo(Fault.BROKEN);
    }

    private TableReading read(String csv) throws Exception {
        return read(csv.getBytes(UTF_8));
    }

    private TableReading read(byte[] csv) throws Exception {
        return read(csv, ColumnChoice.none());
    }

    private TableReading read(byte[] csv, ColumnChoice choice) throws Exception {
        var file = Files.write(directory.resolve("table.csv"), csv);
        return tables.readCsv("table.csv", file, choice, rows);
    }

    private UnreadableFileException refusal(byte[] csv) throws IOException {
        var file = Files.write(directory.resolve("table.csv"), csv);
        return catchThrowableOfType(
                UnreadableFileException.class, () -> tables.readCsv("table.csv", file, ColumnChoice.none(), rows));
    }
}
