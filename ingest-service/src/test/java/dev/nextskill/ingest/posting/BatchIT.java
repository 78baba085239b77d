package dev.nextskill.ingest.posting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
// Quarkus fills in the fields before the first test.
@SuppressWarnings("NullAway.Init")
class BatchIT {

    /** What a client of the batch needs to know of it. */
    record Receipt(
            long line,
            ReceiptStatus status,
            @Nullable UUID postingId,
            @Nullable String reason) {}

    LocalStackControl stack;

    @Inject
    ObjectMapper mapper;

    @Inject
    IngestConfig config;

    @TestHTTPResource("/api/job-postings/batch")
    URI batch;

    @Test
    void of_two_thousand_lines_with_broken_ones_each_gets_its_receipt_in_order() throws Exception {
        var run = UUID.randomUUID();
        var lines = new ArrayList<String>();
        for (var i = 1; i <= 2000; i++) {
            lines.add(
                    switch (i % 100) {
                        case 0 -> "{\"text\": \"broken";
                        case 25 -> "{\"text\": \"too short\"}";
                        case 50 -> "";
                        case 75 -> posting(run, i - 1, "");
                        default -> posting(run, i, ", \"date\": \"2026-03\", \"unknown\": [1, 2]");
                    });
        }

        var receipts = receipts(String.join("\n", lines).getBytes(UTF_8), "application/x-ndjson");

        assertThat(receipts).extracting(Receipt::line).isSorted().hasSize(1980);
        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.status())
                .isEqualTo(
                        switch ((int) (receipt.line() % 100)) {
                            case 0, 25 -> ReceiptStatus.REJECTED;
                            case 75 -> ReceiptStatus.DUPLICATE;
                            default -> ReceiptStatus.ACCEPTED;
                        }));
        var accepted = receipts.stream()
                .filter(receipt -> receipt.status() == ReceiptStatus.ACCEPTED)
                .map(receipt -> String.valueOf(receipt.postingId()))
                .collect(Collectors.toSet());
        var keys = publishedKeys();
        keys.retainAll(accepted);
        assertThat(keys).hasSameSizeAs(accepted).containsAll(accepted);
    }

    @Test
    void receipts_come_while_the_request_is_still_being_sent() throws Exception {
        var run = UUID.randomUUID();
        try (var socket = new Socket(batch.getHost(), batch.getPort())) {
            socket.setSoTimeout(10_000);
            send(socket, head());
            var answer = answerOf(socket);
            for (var i = 1; i <= 3; i++) {
                send(socket, chunk(posting(run, i, "") + "\n"));

                assertThat(lineContaining(answer, "{")).contains("\"line\":" + i, "\"status\":\"accepted\"");
            }
            send(socket, "0\r\n\r\n");
            assertThat(lineContaining(answer, "0")).isEqualTo("0");
        }
    }

    @Test
    void an_over_long_line_is_rejected_and_the_reading_goes_on() throws Exception {
        var run = UUID.randomUUID();
        var request = posting(run, 1, "") + "\n{\"text\": \"" + "x".repeat(20_000_000) + "\"}\n" + posting(run, 3, "");

        var receipts = receipts(request.getBytes(UTF_8), "application/x-ndjson");

        assertThat(receipts)
                .extracting(Receipt::status)
                .containsExactly(ReceiptStatus.ACCEPTED, ReceiptStatus.REJECTED, ReceiptStatus.ACCEPTED);
        assertThat(receipts.get(1).reason()).contains("longer than");
    }

    @Test
    void lines_in_gb18030_are_read_when_the_charset_says_so_and_else_rejected_one_by_one() throws Exception {
        var request = "{\"text\": \"熟悉并发编程，了解操作系统与计算机网络 %s\"}\n{\"text\": \"Knows Go or Python and MySQL %1$s\"}"
                .formatted(UUID.randomUUID())
                .getBytes(Charset.forName("GB18030"));

        assertThat(receipts(request, "application/x-ndjson"))
                .extracting(Receipt::status)
                .containsExactly(ReceiptStatus.REJECTED, ReceiptStatus.ACCEPTED);
        assertThat(receipts(request, "application/x-ndjson; charset=GB18030"))
                .extracting(Receipt::status)
                .containsExactly(ReceiptStatus.ACCEPTED, ReceiptStatus.DUPLICATE);
    }

    @Test
    void a_sender_who_leaves_leaks_no_thread() throws Exception {
        var run = UUID.randomUUID();
        var before = batchReaders();
        for (var i = 0; i < 3; i++) {
            try (var socket = new Socket(batch.getHost(), batch.getPort())) {
                send(socket, head());
                send(socket, chunk(posting(run, i, "") + "\n{\"text\": \"half a li"));
                await().until(() -> batchReaders() > before);
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> batchReaders() <= before);
        }

        assertThat(receipts(posting(run, 9, "").getBytes(UTF_8), "application/x-ndjson"))
                .extracting(Receipt::status)
                .containsExactly(ReceiptStatus.ACCEPTED);
    }

    @Test
    void one_batch_too_many_is_answered_503_before_anything_of_it_is_read() throws Exception {
        var run = UUID.randomUUID();
        var tooMany = posting(run, 0, "");
        var running = new ArrayList<Socket>();
        try {
            for (var i = 1; i <= config.batch().maxConcurrent(); i++) {
                var socket = new Socket(batch.getHost(), batch.getPort());
                running.add(socket);
                socket.setSoTimeout(10_000);
                send(socket, head());
                send(socket, chunk(posting(run, i, "") + "\n"));
                assertThat(lineContaining(answerOf(socket), "{")).contains("\"status\":\"accepted\"");
            }

            var refused = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(batch)
                                    .header("Content-Type", "application/x-ndjson")
                                    .POST(BodyPublishers.ofString(tooMany))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(refused.headers().firstValue("retry-after"))
                    .hasValue(String.valueOf(config.kafka().retryAfter().toSeconds()));
            assertThat(refused.headers().firstValue("connection"))
                    .as("a batch that nobody has read may be of any length")
                    .hasValue("close");
            assertThat(refused.body())
                    .contains("%d batches are being read already".formatted(running.size()), "\"status\":503")
                    .doesNotContain("Exception");

            for (var socket : running) {
                send(socket, "0\r\n\r\n");
                assertThat(lineContaining(answerOf(socket), "0")).isEqualTo("0");
            }
            assertThat(receipts(tooMany.getBytes(UTF_8), "application/x-ndjson"))
                    .extracting(Receipt::status)
                    .containsExactly(ReceiptStatus.ACCEPTED);
        } finally {
            for (var socket : running) {
                socket.close();
            }
        }
    }

    @Test
    void of_eight_thousand_seven_hundred_postings_a_second_run_accepts_none() throws Exception {
        var run = UUID.randomUUID();
        var filling = ", \"title\": \"后端开发工程师\", \"city\": \"上海\", \"note\": \"" + "负责服务端开发与维护。".repeat(10) + "\"";
        var request = IntStream.rangeClosed(1, 8700)
                .mapToObj(i -> posting(run, i, filling).replace("Knows", "负责后端服务的设计与开发；".repeat(30) + " Knows"))
                .collect(Collectors.joining("\n"))
                .getBytes(UTF_8);
        assertThat(request.length).as("more than the framework's own limit").isGreaterThan(10_500_000);

        var start = System.nanoTime();
        var first = receipts(request, "application/x-ndjson");
        var taken = Duration.ofNanos(System.nanoTime() - start);
        var second = receipts(request, "application/x-ndjson");

        System.out.printf("8700 postings, %d bytes: %d ms%n", request.length, taken.toMillis());
        assertThat(first).hasSize(8700).allMatch(receipt -> receipt.status() == ReceiptStatus.ACCEPTED);
        assertThat(second).hasSize(8700).allMatch(receipt -> receipt.status() == ReceiptStatus.DUPLICATE);
        assertThat(second)
                .extracting(Receipt::line, Receipt::postingId)
                .containsExactlyElementsOf(first.stream()
                        .map(receipt -> tuple(receipt.line(), receipt.postingId()))
                        .toList());
    }

    private List<Receipt> receipts(byte[] request, String contentType) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(batch)
                                .header("Content-Type", contentType)
                                .POST(BodyPublishers.ofByteArray(request))
                                .build(),
                        BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-ndjson;charset=UTF-8");
        var receipts = new ArrayList<Receipt>();
        for (var line : answer.body().toList()) {
            receipts.add(mapper.readValue(line, Receipt.class));
        }
        return receipts;
    }

    private Collection<String> publishedKeys() {
        return new HashSet<>(new PublishedPostings(stack.kafkaBootstrapServers())
                .all().stream().map(PublishedPostings.Published::key).toList());
    }

    private static long batchReaders() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().startsWith("batch-reader-"))
                .filter(each -> List.of(each.getValue()).stream()
                        .anyMatch(frame -> frame.getClassName().startsWith("dev.nextskill")))
                .count();
    }

    private static String posting(UUID run, int number, String moreFields) {
        return "{\"text\": \"Knows Go or Python and MySQL, reference %s-%d\"%s}".formatted(run, number, moreFields);
    }

    private String head() {
        return """
                POST %s HTTP/1.1
                Host: %s:%d
                Content-Type: application/x-ndjson
                Transfer-Encoding: chunked

                """.formatted(batch.getPath(), batch.getHost(), batch.getPort()).replace("\n", "\r\n");
    }

    private static String chunk(String content) {
        return "%x\r\n%s\r\n".formatted(content.getBytes(UTF_8).length, content);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    private static BufferedReader answerOf(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    private static String lineContaining(BufferedReader answer, String part) throws IOException {
        for (var line = answer.readLine(); line != null; line = answer.readLine()) {
            if (line.startsWith(part)) {
                return line;
            }
        }
        throw new IOException("The answer ended before a line beginning with " + part);
    }
}
