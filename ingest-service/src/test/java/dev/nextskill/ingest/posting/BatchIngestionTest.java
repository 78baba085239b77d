package dev.nextskill.ingest.posting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.ingest.posting.BatchIngestion.TooManyBatchesException;
import dev.nextskill.ingest.posting.JobSource.Kind;
import dev.nextskill.ingest.posting.PostingCounts.Fate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class BatchIngestionTest {

    private static final int WINDOW = 4;

    private final FakePostingLog log = new FakePostingLog();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PostingCounts counts = new PostingCounts();
    private final ThreadPoolExecutor readers =
            new ThreadPoolExecutor(0, 9, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    private final BatchIngestion batches = new BatchIngestion(
            new PostingReader(new ObjectMapper(), new PostingLimits(20, 200)),
            new JobPostingIngestion(
                    log,
                    new SeenPostings(new FakeSeenPostingsStore(), Duration.ofSeconds(1), Duration.ofSeconds(1), timer),
                    new SettableClock(),
                    Duration.ofSeconds(10),
                    1_000_000),
            counts,
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL),
            readers,
            1,
            WINDOW);

    @AfterEach
    void no_reader_is_left() {
        await().until(() -> readers.getActiveCount() == 0);
        readers.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void every_line_gets_its_receipt_in_order() throws Exception {
        var receipts = receipts("""
                {"text": "Knows Go or Python and MySQL."}

                {"text": "Knows  Go or Python and MySQL."}
                oops
                {"date": "2026-03", "text": "Knows Rust, C++ and CUDA well."}
                %s
                {"text": "Knows Kafka, Redis and Docker."}""".formatted("x".repeat(100_000)));

        assertThat(receipts).hasSize(6);
        assertThat(receipts.get(0)).startsWith("{\"line\":1,\"status\":\"accepted\",\"postingId\":\"");
        assertThat(receipts.get(1)).startsWith("{\"line\":3,\"status\":\"duplicate\",\"postingId\":\"");
        assertThat(receipts.get(2))
                .startsWith("{\"line\":4,\"status\":\"rejected\",\"reason\":\"The JSON breaks at line 1");
        assertThat(receipts.get(3))
                .startsWith("{\"line\":5,\"status\":\"accepted\"")
                .endsWith("\"dropped\":[\"date\"]}");
        assertThat(receipts.get(4))
                .startsWith("{\"line\":6,\"status\":\"rejected\",\"reason\":\"The line is longer than");
        assertThat(receipts.get(5)).startsWith("{\"line\":7,\"status\":\"accepted\"");
        assertThat(counts.count(Kind.EXPORT, Fate.ACCEPTED)).isEqualTo(3);
        assertThat(counts.count(Kind.EXPORT, Fate.DUPLICATE)).isEqualTo(1);
        assertThat(counts.count(Kind.EXPORT, Fate.REJECTED)).isEqualTo(2);
    }

    @Test
    void an_empty_batch_has_no_receipts() throws Exception {
        assertThat(receipts("")).isEmpty();
        assertThat(receipts("\n \n")).isEmpty();
    }

    @Test
    void what_the_log_does_not_take_may_be_sent_again() throws Exception {
        log.hold();
        var failing = new Thread(() -> {
            await().until(() -> log.appended().size() == 1);
            log.failAll();
        });
        failing.start();

        assertThat(receipts("{\"text\": \"Knows Go or Python and MySQL.\"}"))
                .singleElement()
                .asString()
                .contains("\"status\":\"rejected\"")
                .contains("send it again");
        assertThat(counts.count(Kind.EXPORT, Fate.UNPUBLISHED)).isEqualTo(1);
    }

    @Test
    void a_full_window_stops_the_reading() throws Exception {
        log.hold();
        var endless = new EndlessPostings();
        var writer = new Thread(() -> assertThatThrownBy(() -> batches.ingest(endless, UTF_8, refusing()))
                .isInstanceOf(IOException.class));
        writer.start();

        // The window, the one the writer waits for, and the one the reader wants to put.
        await().until(() -> log.appended().size() == WINDOW + 2);
        await().during(Duration.ofMillis(300)).until(() -> log.appended().size() == WINDOW + 2);

        log.acknowledgeAll();
        writer.join();
    }

    @Test
    void a_sender_who_leaves_frees_the_reader() {
        assertThatThrownBy(() -> batches.ingest(new EndlessPostings(), UTF_8, refusing()))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    @Test
    void a_request_that_breaks_off_is_answered_up_to_there() throws Exception {
        var breaking = new InputStream() {
            private final InputStream before =
                    new ByteArrayInputStream("{\"text\": \"Knows Go or Python and MySQL.\"}\n{\"te".getBytes(UTF_8));

            @Override
            public int read() throws IOException {
                var next = before.read();
                if (next < 0) {
                    throw new IOException("Read timed out");
                }
                return next;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                var read = before.read(bytes, offset, length);
                if (read < 0) {
                    throw new IOException("Read timed out");
                }
                return read;
            }
        };
        var out = new ByteArrayOutputStream();

        batches.ingest(breaking, UTF_8, out);

        assertThat(out.toString(UTF_8).lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("\"line\":3")
                .contains("broke off");
    }

    @Test
    void receipts_come_while_the_request_is_still_being_sent() throws Exception {
        try (var toService = new PipedOutputStream();
                var request = new PipedInputStream(toService, 10_000);
                var fromService = new PipedInputStream(10_000);
                var answer = new PipedOutputStream(fromService)) {
            var service = new Thread(() -> ingestQuietly(request, answer));
            service.start();

            toService.write("{\"text\": \"Knows Go or Python and MySQL.\"}\n".getBytes(UTF_8));
            toService.flush();

            assertThat(fromService.readNBytes(30)).asString(UTF_8).startsWith("{\"line\":1,\"status\":\"accepted\"");
            toService.close();
            service.join();
        }
    }

    @Test
    void one_batch_too_many_is_refused_before_anything_is_read() throws Exception {
        try (var open = new PipedOutputStream();
                var neverEnding = new PipedInputStream(open)) {
            var occupying = new Thread(() -> ingestQuietly(neverEnding, OutputStream.nullOutputStream()));
            occupying.start();
            await().until(() -> readers.getActiveCount() == 1);

            assertThatThrownBy(
                            () -> batches.ingest(InputStream.nullInputStream(), UTF_8, OutputStream.nullOutputStream()))
                    .isInstanceOf(TooManyBatchesException.class);
            open.close();
            occupying.join();
        }
    }

    private List<String> receipts(String request) throws Exception {
        var out = new ByteArrayOutputStream();
        batches.ingest(new ByteArrayInputStream(request.getBytes(UTF_8)), UTF_8, out);
        return out.toString(UTF_8).lines().toList();
    }

    private void ingestQuietly(InputStream in, OutputStream out) {
        try {
            batches.ingest(in, UTF_8, out);
        } catch (IOException | InterruptedException | TooManyBatchesException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OutputStream refusing() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
    }

    /** As many different postings as anyone cares to read. */
    private static final class EndlessPostings extends InputStream {

        private byte[] line = new byte[0];
        private int position;
        private int number;

        @Override
        public int read() {
            if (position == line.length) {
                line = "{\"text\": \"Posting number %d of very many.\"}\n"
                        .formatted(number++)
                        .getBytes(UTF_8);
                position = 0;
            }
            return line[position++];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            bytes[offset] = (byte) read();
            return 1;
        }
    }
}
