package dev.nextskill.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nextskill.local.Postings.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostingsTest {

    private final List<byte[]> requests = new ArrayList<>();
    private final HttpServer server = newServer();
    private Postings postings = new Postings(new HttpApi(), "");

    @BeforeEach
    void start() {
        server.createContext("/api/job-postings/batch", this::acceptAllButEmptyObjects);
        server.start();
        postings = new Postings(
                new HttpApi(), "http://localhost:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sends_the_bytes_as_they_are_so_that_the_service_can_refuse_a_wrong_encoding() throws Exception {
        byte[] gb18030 = "{\"text\":\"熟悉 Redis\"}\n".getBytes(Charset.forName("GB18030"));

        postings.sendLines("file", new ByteArrayInputStream(gb18030), answered -> {});

        assertThat(requests).containsExactly(gb18030);
    }

    @Test
    void counts_lines_over_all_its_requests_and_names_the_line_that_was_rejected() throws Exception {
        String lines = "{\"text\":\"a\"}\n".repeat(700) + "{}\n" + "{\"text\":\"b\"}";
        List<Long> progress = new ArrayList<>();

        Outcome outcome = postings.sendLines("file", new ByteArrayInputStream(lines.getBytes(UTF_8)), progress::add);

        assertThat(requests).hasSize(2);
        assertThat(outcome.accepted()).isEqualTo(701);
        assertThat(outcome.complaints()).containsExactly("file, line 701: text is missing");
        assertThat(progress).containsExactly(500L, 702L);
    }

    @Test
    void a_line_without_end_is_given_up_with_what_was_done_before() {
        byte[] endless = new byte[17_000_000];

        assertThatThrownBy(() -> postings.sendLines("file", new ByteArrayInputStream(endless), answered -> {}))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("Is it NDJSON")
                .hasMessageContaining("0 accepted");
    }

    private void acceptAllButEmptyObjects(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            requests.add(body.readAllBytes());
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        int number = 0;
        for (String line :
                new String(requests.get(requests.size() - 1), UTF_8).lines().toList()) {
            number++;
            answer.writeBytes((line.equals("{}")
                            ? "{\"line\":%d,\"status\":\"rejected\",\"reason\":\"text is missing\"}%n".formatted(number)
                            : "{\"line\":%d,\"status\":\"accepted\"}%n".formatted(number))
                    .getBytes(UTF_8));
        }
        exchange.sendResponseHeaders(200, answer.size());
        exchange.getResponseBody().write(answer.toByteArray());
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
