package dev.nextskill.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nextskill.local.RunRecord.RunningProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class IngestCommandTest {

    private static final String TABLE = """
            [{"files": ["岗位.csv"], "status": "accepted", "table": {"format": "CSV", "accepted": 2, "duplicates": 1, "rejected": 1,
              "sheets": [{"headerRow": 1, "unrecognised": ["薪资", "福利"], "columns": []}], "notRead": ["Sheet \\"说明\\": it is hidden."],
              "rows": [{"row": 2, "status": "accepted"}, {"sheet": "甲", "row": 3, "status": "rejected", "reason": "too short"}]}}]
            """;
    private static final String PREVIEW = """
            [{"file": "jobs.csv", "format": "CSV", "encoding": "GB18030", "delimiter": ",",
              "sheets": [{"columns": {"headerRow": 2, "columns": [{"column": "A", "heading": "岗位", "field": "title"},
                {"column": "B", "heading": "薪资"}], "unrecognised": ["薪资"]},
                "rows": [{"row": 3, "title": "后端", "text": "第一行\\n第二行"}, {"row": 4, "reason": "too short"}]}]}]
            """;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server = newServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server.createContext("/", this::answer);
        server.start();
        RunningProcess me = RunningProcess.of("launcher", ProcessHandle.current());
        try (DataDirectory data = DataDirectory.take(directory.resolve("data"))) {
            data.write(new RunRecord(
                    me,
                    List.of(me),
                    Map.of("ingest", "http://localhost:" + server.getAddress().getPort()),
                    Map.of()));
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void each_kind_of_file_goes_the_way_it_must() throws Exception {
        file("a.txt", "words");
        file("b.json", "{}");
        file("c.ndjson", "{}\n");
        file("d.csv", "text\n");
        file("e.png", "picture");
        file("f", "words");
        file("g.bin", "\0\0");

        run("a.txt", "b.json", "c.ndjson", "d.csv", "e.png", "f", "g.bin");

        assertThat(requests)
                .extracting(each -> each.lines().findFirst().orElse(""))
                .containsExactly(
                        "/api/job-postings text/plain;charset=UTF-8",
                        "/api/job-postings application/json",
                        "/api/job-postings/batch application/x-ndjson",
                        "/api/job-postings/files multipart/form-data",
                        "/api/job-postings/files multipart/form-data",
                        "/api/job-postings text/plain;charset=UTF-8",
                        "/api/job-postings/files multipart/form-data");
    }

    @Test
    void of_a_table_rejected_rows_and_columns_that_were_not_read_are_named() throws Exception {
        file("岗位.csv", "text\n");

        int code = run("岗位.csv");

        assertThat(code).isEqualTo(1);
        assertThat(requests.get(0)).contains("name=\"file\"; filename=\"岗位.csv\"", "length known", "text\n");
        assertThat(out.toString())
                .contains("岗位.csv, sheet 甲, row 3: too short")
                .contains("岗位.csv: columns not read: 薪资, 福利")
                .contains("岗位.csv: not read: Sheet \"说明\": it is hidden.")
                .contains("2 accepted, 1 already known, 1 rejected");
    }

    @Test
    void the_choice_of_columns_is_sent_along_and_lines_go_with_it_to_the_reader_of_tables() throws Exception {
        file("c.ndjson", "{}\n");

        run("--column", "text=描述", "--column", "text=要求", "--column", "company=", "c.ndjson");

        assertThat(requests.get(0))
                .startsWith("/api/job-postings/files ")
                .contains("name=\"columns\"", "{\"text\":[\"描述\",\"要求\"],\"company\":[]}");
    }

    @Test
    void a_preview_is_printed_and_nothing_is_sent_to_be_ingested() throws Exception {
        file("jobs.csv", "text\n");
        file("shot.png", "picture");

        int code = run("--preview", "jobs.csv", "shot.png");

        assertThat(code).isZero();
        assertThat(requests).singleElement().asString().startsWith("/api/job-postings/files/preview ");
        assertThat(out.toString())
                .contains("jobs.csv: CSV, GB18030, delimiter ,", "headings in row 2", "薪资", "– (not read)")
                .contains("row 3", "后端", "第一行 ⏎ 第二行", "too short")
                .contains("shot.png: no table");
    }

    @Test
    void a_directory_is_read_file_by_file_and_hidden_files_are_skipped() throws Exception {
        file("jobs/2/b.txt", "second");
        file("jobs/1.txt", "first");
        file("jobs/.hidden.txt", "hidden");
        file("jobs/.git/config.txt", "hidden");
        file("jobs/~$open.xlsx", "hidden");

        int code = run("jobs");

        assertThat(code).isZero();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0)).endsWith("first");
        assertThat(requests.get(1)).endsWith("second");
        assertThat(out.toString())
                .contains("1.txt: 1 accepted, 0 already known, 0 rejected")
                .contains("together: 2 accepted");
    }

    @Test
    void what_cannot_be_sent_is_named_and_spoils_nothing_else() throws Exception {
        file("a.txt", "words");
        Files.createDirectories(directory.resolve("empty"));

        int code = run("missing.csv", "missing.txt", "a.txt", "empty");

        assertThat(code).isEqualTo(1);
        assertThat(requests).hasSize(1);
        assertThat(out.toString())
                .contains("missing.csv: there is no such file")
                .contains("missing.txt: there is no such file")
                .contains("empty: there is no file in this directory")
                .contains("1 accepted, 0 already known, 3 rejected");
    }

    @Test
    void a_service_that_is_not_there_is_said_once() throws Exception {
        server.stop(0);
        file("a.csv", "text\n");
        file("b.csv", "text\n");

        int code = run("a.csv", "b.csv");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).containsOnlyOnce("Nothing answers").contains("./nextskill up");
    }

    @Test
    void options_that_make_no_sense_are_explained() throws Exception {
        assertThat(run("--column", "text", "a.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("--column must be like text=岗位描述");
        assertThat(run("--preview", "-")).isEqualTo(2);
    }

    private int run(String... arguments) {
        return new CommandLine(new IngestCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(e.getMessage());
                    return 1;
                })
                .execute(Stream.concat(
                                Stream.of("--data", directory.resolve("data").toString()),
                                Arrays.stream(arguments)
                                        .map(each -> each.startsWith("-") || each.contains("=") || each.equals("text")
                                                ? each
                                                : directory.resolve(each).toString()))
                        .toArray(String[]::new));
    }

    private void file(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body;
        try (InputStream in = exchange.getRequestBody()) {
            body = new String(in.readAllBytes(), UTF_8);
        }
        requests.add("%s %s\n%s\n%s"
                .formatted(
                        path,
                        exchange.getRequestHeaders().getFirst("Content-Type").replaceFirst("; boundary.*", ""),
                        exchange.getRequestHeaders().containsKey("Content-Length") ? "length known" : "chunked",
                        body));
        byte[] answer = (path.endsWith("preview")
                        ? PREVIEW
                        : path.endsWith("files")
                                ? body.contains("picture") ? "[{\"files\": [\"e\"], \"status\": \"accepted\"}]" : TABLE
                                : "{\"status\": \"accepted\", \"line\": 1}")
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
