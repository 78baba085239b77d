package dev.nextskill.ingest.posting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.ingest.posting.Rejection.Fault;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.LocalDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostingReaderTest {

    private static final String TEXT = "Knows Go or Python and MySQL.";

    private final PostingReader reader = new PostingReader(new ObjectMapper(), new PostingLimits(20, 200));

    @Test
    void every_field_of_a_single_posting_is_read() throws RejectedPostingException {
        var posting = json("""
                {"title": " Intern ", "company": "Example Ltd", "location": "上海", "datePosted": "2026-05-28",
                 "url": "https://example.org/岗位/1", "text": "Knows Go or Python and MySQL."}
                """);

        assertThat(posting.title()).isEqualTo("Intern");
        assertThat(posting.company()).isEqualTo("Example Ltd");
        assertThat(posting.location()).isEqualTo("上海");
        assertThat(posting.datePosted()).isEqualTo(LocalDate.of(2026, 5, 28));
        assertThat(posting.url()).isEqualTo(URI.create("https://example.org/%E5%B2%97%E4%BD%8D/1"));
        assertThat(posting.text()).isEqualTo(TEXT);
    }

    @Test
    void a_line_of_an_export_may_have_chinese_keys() throws RejectedPostingException {
        var posting = reader.readLine("""
                {"岗位": "后端", "公司名称": "示例", "城市": "上海", "发布时间": "2026/5/8 10:00", "薪资": "面议",
                 "岗位描述": "熟悉 Go 或 Python 与 MySQL 数据库和消息队列"}
                """.getBytes(UTF_8), UTF_8);

        assertThat(posting.title()).isEqualTo("后端");
        assertThat(posting.company()).isEqualTo("示例");
        assertThat(posting.location()).isEqualTo("上海");
        assertThat(posting.datePosted()).isEqualTo(LocalDate.of(2026, 5, 8));
        assertThat(posting.text()).isEqualTo("熟悉 Go 或 Python 与 MySQL 数据库和消息队列");
    }

    @Test
    void the_text_of_a_line_is_its_text_alone_when_it_has_one() throws RejectedPostingException {
        var posting = reader.readLine(
                "{\"text\": \"%s\", \"description\": \"Something else.\", \"position\": \"Intern\"}"
                        .formatted(TEXT)
                        .getBytes(UTF_8),
                UTF_8);

        assertThat(posting.text()).isEqualTo(TEXT);
        assertThat(posting.title()).isEqualTo("Intern");
    }

    @Test
    void null_and_blank_fields_are_absent_ones() throws RejectedPostingException {
        var posting = json("{\"title\": null, \"company\": \"  \", \"text\": \"%s\"}".formatted(TEXT));

        assertThat(posting.title()).isNull();
        assertThat(posting.company()).isNull();
    }

    @Test
    void the_text_is_untouched_but_for_its_line_ends() throws RejectedPostingException {
        assertThat(reader.readText("  Ｇｏ 与\r\n Python\r\r\n以及 MySQL、Redis 等技术栈 \n".getBytes(UTF_8), UTF_8)
                        .text())
                .isEqualTo("  Ｇｏ 与\n Python\n\n以及 MySQL、Redis 等技术栈 \n");
    }

    @Test
    void broken_json_is_refused_with_its_place() {
        var rejection = rejectionOf(() -> json("{\"title\": \"x\",\n \"text\": oops}"));

        assertThat(rejection.fault()).isEqualTo(Fault.BROKEN_JSON);
        assertThat(rejection.detail()).contains("line 2, column").doesNotContain("Source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "null", "{} {}", "{\"text\": \"x\"", "NaN"})
    void what_is_no_json_object_is_refused(String body) {
        assertThat(rejectionOf(() -> json(body)).fault()).isEqualTo(Fault.BROKEN_JSON);
        assertThat(rejectionOf(() -> line(body)).fault()).isEqualTo(Fault.BROKEN_JSON);
    }

    @Test
    void an_unknown_field_of_a_single_posting_is_named() {
        var rejection = rejectionOf(() -> json("{\"text\": \"%s\", \"txt\": 1}".formatted(TEXT)));

        assertThat(rejection.fault()).isEqualTo(Fault.UNKNOWN_FIELD);
        assertThat(rejection.field()).isEqualTo("txt");
        assertThat(rejection.detail()).contains("datePosted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "datePosted | \"2026-03\"",
                "datePosted | \"2026-02-30\"",
                "datePosted | \"0000-01-01\"",
                "datePosted | 20260301",
                "url | \"example.org/jobs\"",
                "url | \"javascript:alert(1)\"",
                "url | \"https://exa mple.org\"",
                "title | [\"x\"]",
                "company | \"a\\u0000b\"",
                "location | \"\\ud83d\"",
            })
    void a_useless_value_is_refused_in_a_single_posting_and_dropped_from_a_line(String field, String value)
            throws RejectedPostingException {
        var body = "{\"text\": \"%s\", \"%s\": %s}".formatted(TEXT, field, value);

        var rejection = rejectionOf(() -> json(body));
        assertThat(rejection.fault()).isEqualTo(Fault.INVALID_FIELD);
        assertThat(rejection.field()).isEqualTo(field);
        assertThat(line(body).dropped()).containsExactly(field);
    }

    @Test
    void a_line_of_an_export_may_use_the_exports_names() throws RejectedPostingException {
        var posting = line(
                "{\"id\": 7, \"source\": \"board\", \"city\": \"上海-黄浦\", \"date\": \"2026-05-28T10:00:00Z\", \"text\": \"%s\"}"
                        .formatted(TEXT));

        assertThat(posting.location()).isEqualTo("上海-黄浦");
        assertThat(posting.datePosted()).isEqualTo(LocalDate.of(2026, 5, 28));
        assertThat(posting.dropped()).isEmpty();
    }

    @Test
    void of_two_names_for_a_field_the_one_with_a_usable_value_counts() throws RejectedPostingException {
        var posting = line("{\"datePosted\": \"soon\", \"date\": \"2026-05-28\", \"text\": \"%s\"}".formatted(TEXT));

        assertThat(posting.datePosted()).isEqualTo(LocalDate.of(2026, 5, 28));
        assertThat(posting.dropped()).containsExactly("datePosted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | TEXT_MISSING",
                "{\"text\": null} | TEXT_MISSING",
                "{\"text\": \" \\n \"} | TEXT_MISSING",
                "{\"text\": \"Knows Go.\"} | TEXT_TOO_SHORT",
                "{\"text\": \"a          \\n         b\"} | TEXT_TOO_SHORT",
                "{\"text\": 12345678901234567890} | INVALID_FIELD",
                "{\"text\": \"Knows Go or Python \\u0000 and MySQL.\"} | INVALID_FIELD",
                "{\"text\": \"Knows Go or Python \\ud83d and MySQL.\"} | INVALID_FIELD",
            })
    void about_the_text_a_line_is_as_strict_as_a_single_posting(String body, Fault fault) {
        assertThat(rejectionOf(() -> json(body)).fault()).isEqualTo(fault);
        assertThat(rejectionOf(() -> line(body)).fault()).isEqualTo(fault);
        assertThat(rejectionOf(() -> line(body)).field()).isEqualTo("text");
    }

    @Test
    void twenty_characters_are_enough_even_beyond_the_basic_plane() throws RejectedPostingException {
        assertThat(reader.readText("𠮷".repeat(20).getBytes(UTF_8), UTF_8).text())
                .hasSize(40);
        assertThat(rejectionOf(() -> reader.readText("𠮷".repeat(19).getBytes(UTF_8), UTF_8))
                        .fault())
                .isEqualTo(Fault.TEXT_TOO_SHORT);
    }

    @Test
    void the_length_is_counted_in_bytes_of_utf_8() throws RejectedPostingException {
        assertThat(reader.readText("岗".repeat(66).getBytes(UTF_8), UTF_8).text())
                .hasSize(66);

        var rejection = rejectionOf(() -> reader.readText("岗".repeat(67).getBytes(UTF_8), UTF_8));
        assertThat(rejection.fault()).isEqualTo(Fault.TOO_LONG);
        assertThat(rejection.detail()).contains("201 bytes").contains("200");
    }

    @Test
    void bytes_that_do_not_fit_the_charset_are_refused_with_their_place() {
        var body = "熟悉并发编程，了解操作系统与计算机网络基础知识".getBytes(Charset.forName("GB18030"));

        var rejection = rejectionOf(() -> reader.readText(body, UTF_8));

        assertThat(rejection.fault()).isEqualTo(Fault.MALFORMED_ENCODING);
        assertThat(rejection.detail()).contains("UTF-8").contains("offset 0");
    }

    private ReceivedPosting json(String body) throws RejectedPostingException {
        return reader.readJson(body.getBytes(UTF_8), UTF_8);
    }

    private ReceivedPosting line(String body) throws RejectedPostingException {
        return reader.readLine(body.getBytes(UTF_8), UTF_8);
    }

    private static Rejection rejectionOf(ThrowingCallable reading) {
        var exception = catchThrowableOfType(RejectedPostingException.class, reading);
        assertThat(exception).as("a rejection").isNotNull();
        return exception.rejection();
    }
}
