package dev.nextskill.ingest.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.ingest.posting.FileIngestion.Upload;
import dev.nextskill.ingest.posting.JobSource.Kind;
import dev.nextskill.ingest.posting.PostingCounts.Fate;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import dev.nextskill.ingest.table.ColumnChoice;
import dev.nextskill.ingest.table.ColumnHeadings;
import dev.nextskill.ingest.table.PostingField;
import dev.nextskill.ingest.table.TableLimits;
import dev.nextskill.ingest.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class TableIngestionTest {

    private static final int MOST_ROWS = 4;

    private final FakePostingLog log = new FakePostingLog();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final PostingCounts counts = new PostingCounts();
    private final PostingReader postings = new PostingReader(new ObjectMapper(), new PostingLimits(20, 2000));
    private final TableIngestion tables = new TableIngestion(
            new TableReader(ColumnHeadings.standard(), TableLimits.standard()),
            postings,
            new BatchIngestion(
                    postings,
                    new JobPostingIngestion(
                            log,
                            new SeenPostings(
                                    new FakeSeenPostingsStore(), Duration.ofSeconds(1), Duration.ofSeconds(1), timer),
                            new SettableClock(),
                            Duration.ofSeconds(10),
                            1_000_000),
                    counts,
                    new ObjectMapper(),
                    readers,
                    1,
                    2),
            10_000,
            MOST_ROWS);

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        readers.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void every_row_has_its_receipt_in_order() throws Exception {
        var receipt = tables.ingest(file("jobs.csv", """
                岗位,公司,发布日期,描述,薪资
                后端,示例,2026年5月8日,熟悉 Go 或 Python 与 MySQL 数据库和消息队列,面议
                后端,示例,昨天,熟悉 Go 或 Python 与 MySQL 数据库和消息队列,面议
                空岗,示例,,太短,面议
                """), ColumnChoice.none());

        assertThat(receipt.rows())
                .extracting(RowReceipt::row, RowReceipt::status)
                .containsExactly(
                        tuple(2L, ReceiptStatus.ACCEPTED),
                        tuple(3L, ReceiptStatus.DUPLICATE),
                        tuple(4L, ReceiptStatus.REJECTED));
        assertThat(receipt.rows().get(1).dropped()).containsExactly("datePosted");
        assertThat(receipt.rows().get(2).reason()).contains("2 characters");
        assertThat(receipt.sheets().get(0).unrecognised()).containsExactly("薪资");
        assertThat(receipt.status()).isEqualTo(ReceiptStatus.ACCEPTED);
        var event = log.appended().get(0);
        assertThat(event.title()).isEqualTo("后端");
        assertThat(event.datePosted()).isEqualTo(LocalDate.of(2026, 5, 8));
        assertThat(event.source().kind()).isEqualTo(Kind.EXPORT);
        assertThat(event.source().name()).isEqualTo("jobs.csv");
        assertThat(counts.count(Kind.EXPORT, Fate.REJECTED)).isEqualTo(1);
    }

    @Test
    void rows_beyond_the_limit_are_named() throws Exception {
        var csv = new StringBuilder("描述\n");
        for (var i = 0; i < 7; i++) {
            csv.append("熟悉 Go 或 Python 与 MySQL 数据库和消息队列 ").append(i).append('\n');
        }

        var receipt = tables.ingest(file("jobs.csv", csv.toString()), ColumnChoice.none());

        assertThat(receipt.accepted()).isEqualTo(MOST_ROWS);
        assertThat(receipt.rows()).hasSize(MOST_ROWS + 1).last().satisfies(row -> {
            assertThat(row.row()).isEqualTo(6);
            assertThat(row.status()).isEqualTo(ReceiptStatus.REJECTED);
        });
        assertThat(receipt.notRead()).singleElement().asString().contains("Rows 6 to 8", "4 rows");
        assertThat(log.appended()).hasSize(MOST_ROWS);
    }

    @Test
    void ndjson_with_chinese_keys_is_recognised_by_the_same_headings() throws Exception {
        var receipt = tables.ingest(file("jobs.ndjson", """
                {"职位名称": "后端", "公司": "示例", "薪资": 20, "岗位职责": "写服务，维护网关与消息队列", "任职要求": ["熟悉 Go", "了解 Redis"]}

                {"公司": "示例"}
                """), ColumnChoice.none());

        assertThat(receipt.rows()).extracting(RowReceipt::row).containsExactly(1L, 3L);
        assertThat(receipt.rows().get(1).reason()).contains("岗位描述", "公司");
        assertThat(receipt.sheets().get(0).unrecognised()).containsExactly("薪资");
        assertThat(log.appended().get(0).title()).isEqualTo("后端");
        assertThat(log.appended().get(0).text()).isEqualTo("岗位职责\n写服务，维护网关与消息队列\n\n任职要求\n熟悉 Go\n了解 Redis");
    }

    @Test
    void a_preview_shows_the_first_rows_and_ingests_nothing() throws Exception {
        var preview = tables.preview(file("jobs.tsv", """
                方向\t岗位描述\t备注
                后端\t熟悉 Go 或 Python 与 MySQL 数据库和消息队列\t急
                测试\t短\t
                前端\t熟悉 TypeScript 与 React 以及浏览器原理的同学\t
                """), ColumnChoice.of("{\"title\": \"方向\"}"), 2);

        assertThat(preview.problem()).isNull();
        assertThat(preview.delimiter()).isEqualTo("tab");
        var sheet = preview.sheets().get(0);
        assertThat(sheet.columns().of(PostingField.TITLE))
                .singleElement()
                .satisfies(column -> assertThat(column.heading()).isEqualTo("方向"));
        assertThat(sheet.columns().unrecognised()).containsExactly("备注");
        assertThat(sheet.rows()).hasSize(2);
        assertThat(sheet.rows().get(0).title()).isEqualTo("后端");
        assertThat(sheet.rows().get(1).reason()).contains("1 characters");
        assertThat(log.appended()).isEmpty();
        assertThat(counts.count(Kind.EXPORT, Fate.REJECTED)).isZero();
    }

    @Test
    void a_preview_of_lines_ends_early() throws Exception {
        var line = "{\"text\": \"Knows Go or Python and MySQL.\", \"salary\": 1}\n";

        var preview = tables.preview(file("jobs.jsonl", line.repeat(100)), ColumnChoice.none(), 3);

        assertThat(preview.sheets().get(0).rows()).hasSize(3);
        assertThat(preview.sheets().get(0).columns().unrecognised()).containsExactly("salary");
        assertThat(preview.notRead()).isEmpty();
    }

    @Test
    void a_file_that_is_no_table_by_its_content_or_too_large_is_refused() throws Exception {
        assertThat(refusal(file("jobs.csv", "PK\u0003\u0004…")).fault()).isEqualTo(Fault.NOT_WHAT_ITS_NAME_SAYS);
        assertThat(refusal(file("jobs.ndjson", "")).fault()).isEqualTo(Fault.EMPTY);
        assertThat(refusal(file("jobs.ndjson", " \n")).fault()).isEqualTo(Fault.NO_TEXT);
        assertThat(refusal(file("jobs.csv", "描述\n")).fault()).isEqualTo(Fault.NO_TEXT);
        assertThat(refusal(file("jobs.csv", "x".repeat(10_001))).fault()).isEqualTo(Fault.TOO_LARGE);
        assertThat(tables.preview(file("shot.png", "x"), ColumnChoice.none(), 5).problem())
                .isNotNull();
    }

    private UnreadableFileException refusal(Upload upload) {
        return catchThrowableOfType(UnreadableFileException.class, () -> tables.ingest(upload, ColumnChoice.none()));
    }

    private Upload file(String name, String content) throws IOException {
        return new Upload(name, Files.writeString(directory.resolve(name), content), null);
    }
}
