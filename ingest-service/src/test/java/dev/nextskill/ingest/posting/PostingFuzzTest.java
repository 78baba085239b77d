package dev.nextskill.ingest.posting;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.table.ColumnChoice;
import dev.nextskill.ingest.table.ColumnHeadings;
import dev.nextskill.ingest.table.TableLimits;
import dev.nextskill.ingest.table.TableReader;
import dev.nextskill.testing.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever is sent as a posting or as lines of postings, it can be published or is refused with a reason; see {@link Fuzz}. */
final class PostingFuzzTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final List<Charset> CHARSETS = List.of(UTF_8, GB18030, UTF_16, Charset.forName("Big5"));
    private static final String LINES = """
            {"title": "Intern", "company": "Example Ltd", "location": "上海", "datePosted": "2026-05-28", "url": "https://example.org/岗位/1", "text": "Knows Go or Python and MySQL."}
            {"岗位": "后端", "公司名称": "示例", "城市": "上海", "发布时间": "2026/5/8 10:00", "岗位描述": ["熟悉 Go 或 Python", "与 MySQL 数据库和消息队列"]}
            """;
    private static final List<byte[]> SAMPLES = List.of(
            LINES.getBytes(UTF_8),
            LINES.getBytes(GB18030),
            LINES.lines().findFirst().orElseThrow().getBytes(UTF_8),
            LINES.lines().findFirst().orElseThrow().getBytes(UTF_16),
            "熟悉 Go 或 Python 与 MySQL 数据库和消息队列。".getBytes(GB18030));
    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\n",
            "\r",
            "\r\n",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "-1",
            "1e999",
            "\"text\":",
            "\"title\":",
            "\"岗位描述\":",
            "\"date\":\"",
            "\"url\":\"",
            "https://",
            "http://[::1]/",
            "%",
            "%zz",
            "2026-02-30",
            "0000-00-00",
            "99999",
            "9".repeat(1_200),
            "\uFEFF",
            "\u0000",
            "𠮷",
            "a".repeat(1_001),
            "\u2028",
            "//");

    private static Path file = Path.of("");

    private final PostingReader postings = new PostingReader(new ObjectMapper(), new PostingLimits(20, 1_000));
    private final TableReader tables =
            new TableReader(ColumnHeadings.standard(), new TableLimits(1_000, 5_000, 50, 1_000_000));

    private interface Reading {
        ReceivedPosting read() throws RejectedPostingException;
    }

    @BeforeContainer
    static void create() throws IOException {
        file = Files.createTempFile("lines", ".ndjson");
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(file);
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_posting(@ForAll long seed) {
        Fuzz.run(seed, random -> {
            var body = input(random);
            var charset = Fuzz.any(random, CHARSETS);
            for (var reading : List.<Reading>of(
                    () -> postings.readText(body, charset),
                    () -> postings.readJson(body, charset),
                    () -> postings.readLine(body, charset))) {
                try {
                    assertPublishable(reading.read());
                } catch (RejectedPostingException e) {
                    assertThat(e.rejection().detail()).endsWith(".");
                }
            }
        });
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_batch(@ForAll long seed) {
        Fuzz.run(seed, random -> {
            var charset = random.nextBoolean() ? UTF_8 : GB18030;
            new LineSource(
                            new ByteArrayInputStream(input(random)),
                            charset,
                            postings,
                            ColumnChoice.none(),
                            JobSource::batch,
                            header -> {})
                    .read(new Checked());
        });
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_table_of_any_kind(@ForAll long seed) {
        Fuzz.run(seed, random -> {
            Files.write(file, input(random));
            for (var format : TableSource.Format.values()) {
                var source = new TableSource(
                        "a." + format,
                        file,
                        format,
                        ColumnChoice.none(),
                        tables,
                        postings,
                        1 + random.nextInt(3),
                        random.nextBoolean());
                source.read(new Checked());
                try {
                    assertThat(source.reading().format()).isEqualTo(format.name());
                } catch (UnreadableFileException e) {
                    assertThat(e.detail()).endsWith(".");
                }
            }
        });
    }

    private static byte[] input(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Fuzz.noise(random, 3_000);
            case 1 -> Fuzz.soup(random, WORDS).getBytes(Fuzz.any(random, CHARSETS));
            default -> Fuzz.spoiled(random, SAMPLES, WORDS);
        };
    }

    private static void assertPublishable(ReceivedPosting posting) {
        assertThat(posting.text()).isNotBlank().doesNotContain("\0");
        assertThat(new String(posting.text().getBytes(UTF_8), UTF_8)).isEqualTo(posting.text());
    }

    private static final class Checked implements PostingSource.Receiver {

        @Override
        public boolean posting(@Nullable String sheet, long number, ReceivedPosting posting, JobSource source) {
            assertThat(number).isPositive();
            assertPublishable(posting);
            return true;
        }

        @Override
        public boolean rejected(@Nullable String sheet, long number, String reason) {
            assertThat(reason).endsWith(".");
            return true;
        }
    }
}
