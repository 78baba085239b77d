package dev.nextskill.ingest.board;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.nextskill.ingest.board.BoardAnswer.Failure;
import dev.nextskill.ingest.board.BoardAnswer.Failure.Kind;
import dev.nextskill.ingest.board.BoardAnswer.Page;
import dev.nextskill.ingest.board.SampleBoards.Configured;
import dev.nextskill.ingest.posting.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoardClientTest {

    private static final int MOST_BYTES = 200_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final WireMockServer BOARD =
            new WireMockServer(options().dynamicPort().gzipDisabled(true));
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor();

    private final BoardClient client = new BoardClient(
            "NextSkill-test/1 (we test)",
            new BoardClient.Limits(MOST_BYTES, Duration.ofSeconds(1), TIMEOUT),
            new SettableClock(),
            TIMER);

    @BeforeAll
    static void start() {
        BOARD.start();
    }

    @AfterAll
    static void stop() {
        BOARD.stop();
        TIMER.shutdownNow();
    }

    @AfterEach
    void forget() throws IOException {
        BOARD.resetAll();
        client.close();
    }

    @Test
    void an_answer_comes_with_its_tags() {
        answers(ok(SampleBoards.LEVER)
                .withHeader("ETag", "W/\"1\"")
                .withHeader("Last-Modified", "Fri, 01 May 2026 08:00:00 GMT"));

        assertThat(client.ask(here(), null)).isInstanceOfSatisfying(Page.class, page -> {
            assertThat(new String(page.body(), UTF_8)).isEqualTo(SampleBoards.LEVER);
            assertThat(page.etag()).isEqualTo("W/\"1\"");
            assertThat(page.lastModified()).isEqualTo("Fri, 01 May 2026 08:00:00 GMT");
        });
        BOARD.verify(getRequestedFor(urlEqualTo("/acme?mode=json"))
                .withHeader("User-Agent", equalTo("NextSkill-test/1 (we test)"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Accept-Encoding", equalTo("gzip"))
                .withoutHeader("If-None-Match")
                .withoutHeader("Cookie"));
    }

    @Test
    void what_was_sent_before_is_not_sent_again() {
        BOARD.stubFor(get(anyUrl())
                .withHeader("If-None-Match", equalTo("\"2\""))
                .withHeader("If-Modified-Since", equalTo("Fri, 01 May 2026 08:00:00 GMT"))
                .willReturn(status(304)));

        var answer = client.ask(here(), new BoardMemory("", "\"2\"", "Fri, 01 May 2026 08:00:00 GMT", Map.of()));

        assertThat(answer).isEqualTo(new BoardAnswer.Unchanged());
    }

    @Test
    void unchanged_without_having_been_asked_is_a_fault() {
        answers(status(304));

        assertFailure(client.ask(here(), null), Kind.LASTING, "304");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 120                           | 120",
                "503 | Mon, 01 Jun 2026 08:40:00 GMT | 599",
                "429 | whenever                      |",
                "503 |                               |",
            })
    void a_board_that_is_busy_says_how_long(int status, String retryAfter, Long seconds) {
        answers(retryAfter == null ? status(status) : status(status).withHeader("Retry-After", retryAfter));

        var answer = client.ask(here(), null);

        assertFailure(answer, Kind.BUSY, "answered " + status);
        var wait = ((Failure) answer).retryAfter();
        assertThat(wait == null ? null : (Long) wait.toSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | PASSING | answered 500",
                "502 | PASSING | answered 502",
                "408 | PASSING | answered 408",
                "404 | LASTING | there is no lever board \"acme\". Correct ingest.sources.acme.board",
                "403 | LASTING | Set ingest.sources.acme.enabled=false",
                "204 | LASTING | Check ingest.sources.acme.base-url",
            })
    void every_refusal_is_told_in_words(int status, Kind kind, String words) {
        answers(status(status));

        assertFailure(client.ask(here(), null), kind, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:1/", "/elsewhere", "//[::1]/"})
    void redirects_are_not_followed(String target) {
        answers(status(302).withHeader("Location", target));

        assertFailure(client.ask(here(), null), Kind.LASTING, "points to " + target + "; redirects are not followed");
        BOARD.verify(1, getRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST.", "ip6-localhost"})
    void a_name_that_leads_to_a_private_address_is_not_connected_to(String host) {
        answers(ok(SampleBoards.LEVER));
        var source = Configured.of("lever", "acme")
                .at("http://%s:%d".formatted(host, BOARD.port()))
                .as("acme");

        var answer = client.ask(source, null);

        assertThat(answer).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.words())
                .containsAnyOf(
                        "no public address (loopback), so it was not asked. Correct the base-url, or set"
                                + " ingest.sources.acme.allow-private-addresses=true",
                        // Not every machine knows every name.
                        "is not known"));
        BOARD.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void gzip_is_unpacked() throws IOException {
        answers(ok().withHeader("Content-Encoding", "gzip").withBody(gzip(SampleBoards.LEVER.getBytes(UTF_8))));

        assertThat(client.ask(here(), null))
                .isInstanceOfSatisfying(Page.class, page -> assertThat(new String(page.body(), UTF_8))
                        .isEqualTo(SampleBoards.LEVER));
    }

    @Test
    void a_huge_answer_is_not_read_to_its_end() throws IOException {
        answers(ok().withBody(new byte[MOST_BYTES + 1]));
        assertFailure(client.ask(here(), null), Kind.LASTING, "more than 200000 bytes");

        answers(ok().withHeader("Content-Encoding", "gzip").withBody(gzip(new byte[50_000_000])));
        assertFailure(client.ask(here(), null), Kind.LASTING, "Raise ingest.boards.max-bytes");

        answers(ok().withBody(new byte[MOST_BYTES]));
        assertThat(client.ask(here(), null)).isInstanceOf(Page.class);
    }

    @Test
    void a_slow_answer_has_an_end() {
        answers(ok("x".repeat(100_000)).withChunkedDribbleDelay(200, 60_000));
        var start = System.nanoTime();

        assertFailure(client.ask(here(), null), Kind.PASSING, "within 2 s");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(4));
    }

    @Test
    void a_silent_board_is_not_waited_for() {
        answers(ok("late").withFixedDelay(30_000));

        assertFailure(client.ask(here(), null), Kind.PASSING, "again later");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EMPTY_RESPONSE",
                "CONNECTION_RESET_BY_PEER",
                "MALFORMED_RESPONSE_CHUNK",
                "RANDOM_DATA_THEN_CLOSE"
            })
    void a_broken_connection_is_a_failure_in_words(String fault) {
        answers(aResponse().withFault(Fault.valueOf(fault)));

        assertFailure(client.ask(here(), null), Kind.PASSING, "127.0.0.1 could not be asked");
    }

    @Test
    void a_board_that_is_away_is_a_failure_in_words() {
        var source = Configured.of("lever", "acme")
                .onPrivateAddress()
                .at("http://127.0.0.1:1")
                .as("acme");
        assertFailure(client.ask(source, null), Kind.PASSING, "127.0.0.1 could not be asked");

        var unknown = Configured.of("lever", "acme").at("http://board.invalid").as("acme");
        assertFailure(client.ask(unknown, null), Kind.PASSING, "board.invalid is not known");
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        BOARD.stubFor(get(anyUrl()).willReturn(answer));
    }

    private static BoardSource here() {
        return Configured.of("lever", "acme")
                .onPrivateAddress()
                .at("http://127.0.0.1:" + BOARD.port())
                .as("acme");
    }

    private static void assertFailure(BoardAnswer answer, Kind kind, String words) {
        assertThat(answer).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.words()).contains(words);
            assertThat(failure.kind()).isEqualTo(kind);
        });
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
