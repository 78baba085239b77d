package dev.nextskill.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nextskill.local.ModelRecording.Outcome;
import dev.nextskill.local.ModelRecording.Recorded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRecordingTest {

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> progress = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    @TempDir
    private Path folder;

    ModelRecordingTest() throws IOException {}

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Reads what does not say "never", and "twice" only when it comes again. */
    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean before = requests.contains(exchange.getRequestURI() + " " + body);
        requests.add(exchange.getRequestURI() + " " + body);
        boolean fails = body.contains("never") || body.contains("twice") && !before;
        byte[] answer = (fails ? "{\"title\": \"The model is away\"}" : "{}").getBytes(UTF_8);
        exchange.sendResponseHeaders(fails ? 503 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private Outcome record(String lines) throws Exception {
        Path file = Files.writeString(folder.resolve("postings.ndjson"), lines);
        return new ModelRecording(
                        new HttpApi(),
                        "http://localhost:" + server.getAddress().getPort(),
                        true,
                        2,
                        Duration.ofMillis(1))
                .record(ModelRecording.read(file), progress::add);
    }

    @Test
    void each_posting_is_read_by_the_model() throws Exception {
        Outcome outcome = record("""
                {"title": "后端", "company": null, "text": "熟悉 Go。", "gold": {"a": 1}}

                {"text": "twice"}
                """);

        assertThat(outcome).isEqualTo(new Outcome(2, List.of()));
        assertThat(requests)
                .contains("/api/extractions?engine=llm&retrieval=on {\"title\":\"后端\",\"text\":\"熟悉 Go。\"}")
                .hasSize(3);
        assertThat(progress).containsExactly(1, 2);
    }

    @Test
    void what_is_never_read_is_named() throws Exception {
        Outcome outcome = record("{\"text\": \"a\"}\n{\"text\": \"never\"}\n");

        assertThat(outcome).isEqualTo(new Outcome(1, List.of("line 2: The model is away")));
        assertThat(requests).hasSize(4);
    }

    @Test
    void a_line_that_is_no_posting_is_named_before_anything_is_asked() {
        assertThatThrownBy(() -> record("{\"text\": \"a\"}\n{\"title\": \"b\"}\n"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("line 2: a posting needs a \"text\"");
        assertThatThrownBy(() -> record("{\"text\": "))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("line 1 is no JSON");
        assertThat(requests).isEmpty();
    }

    @Test
    void tokens_are_counted_from_the_files() throws Exception {
        assertThat(Recorded.in(folder.resolve("none")).files()).isEmpty();
        JsonNode file = Json.MAPPER.readTree("{\"answer\": {\"text\": \"{}\", \"inputTokens\": 7, \"outputTokens\": 3}}");
        Files.writeString(folder.resolve("a.json"), file.toString());
        Files.writeString(folder.resolve("b.json"), file.toString());
        Files.writeString(folder.resolve("writing-1.tmp"), "{");

        Recorded recorded = Recorded.in(folder);

        assertThat(recorded.files()).containsExactlyInAnyOrder("a.json", "b.json");
        assertThat(recorded.inputTokens()).isEqualTo(14);
        assertThat(recorded.outputTokens()).isEqualTo(6);
    }
}
