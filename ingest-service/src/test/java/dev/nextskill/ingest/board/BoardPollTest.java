package dev.nextskill.ingest.board;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.nextskill.ingest.board.SampleBoards.Configured;
import dev.nextskill.ingest.posting.BoardPostingIngestion.Outcome;
import dev.nextskill.ingest.source.SourceDocument;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoardPollTest {

    private final WireMockServer board =
            new WireMockServer(options().dynamicPort().gzipDisabled(true));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BoardClient client = new BoardClient(
            "test",
            new BoardClient.Limits(1_000_000, Duration.ofSeconds(5), Duration.ofSeconds(10)),
            Clock.systemUTC(),
            timer);
    private final FakeBoardMemories memories = new FakeBoardMemories();
    private final List<SourceDocument> sent = new ArrayList<>();
    private final Set<String> inTheLog = new HashSet<>();
    private Function<SourceDocument, Outcome> log = posting -> new Outcome.Taken(inTheLog.add(posting.text()));
    private final BoardPoll poll = replica();

    BoardPollTest() {
        board.start();
    }

    @AfterEach
    void stop() throws IOException {
        board.stop();
        client.close();
        timer.shutdownNow();
    }

    @Test
    void a_board_is_read_once_and_then_unchanged() throws Exception {
        has(SampleBoards.GREENHOUSE, "\"1\"");
        board.stubFor(
                get(anyUrl()).withHeader("If-None-Match", equalTo("\"1\"")).willReturn(status(304)));
        var source = greenhouse().as("acme");

        assertThat(poll.run(source)).isEqualTo(read(new PollCounts(3, 3, 0, 0, 0, 0, 0)));
        assertThat(poll.run(source)).isEqualTo(new PollResult.Unchanged());
        assertThat(poll.run(source)).isEqualTo(new PollResult.Unchanged());

        assertThat(sent).hasSize(3);
        assertThat(memories.claims).isEmpty();
    }

    @Test
    void of_a_changed_board_only_what_changed_is_sent() throws Exception {
        var source = greenhouse().as("acme");
        has(SampleBoards.GREENHOUSE, "\"1\"");
        poll.run(source);
        sent.clear();

        has(SampleBoards.GREENHOUSE.replace("Checks the books", "Checks all the books"), "\"2\"");
        assertThat(poll.run(source)).isEqualTo(read(new PollCounts(3, 1, 0, 2, 0, 0, 0)));

        assertThat(sent).singleElement().extracting(SourceDocument::title).isEqualTo("Internal Auditor");
    }

    @Test
    void what_is_gone_from_the_board_is_forgotten() throws Exception {
        var source = greenhouse().as("acme");
        has(SampleBoards.GREENHOUSE, "\"1\"");
        poll.run(source);

        has("{\"jobs\": []}", "\"2\"");
        assertThat(poll.run(source)).isEqualTo(read(PollCounts.NONE));

        assertThat(memories.memories.get("acme"))
                .isEqualTo(new BoardMemory(source.settings(), "\"2\"", null, Map.of()));
    }

    @Test
    void other_settings_ask_for_the_whole_board_again() throws Exception {
        has(SampleBoards.GREENHOUSE, "\"1\"");
        board.stubFor(
                get(anyUrl()).withHeader("If-None-Match", equalTo("\"1\"")).willReturn(status(304)));

        assertThat(poll.run(greenhouse().titled("intern").as("acme")))
                .isEqualTo(read(new PollCounts(3, 1, 0, 0, 2, 0, 0)));
        assertThat(poll.run(greenhouse().titled("intern", "实习").as("acme")))
                .isEqualTo(read(new PollCounts(3, 1, 0, 1, 1, 0, 0)));
    }

    @Test
    void broken_and_refused_postings_are_named_and_the_good_ones_land() throws Exception {
        has(SampleBoards.GREENHOUSE_PARTLY_BROKEN, "\"1\"");
        log = posting -> posting.text().contains("Spark")
                ? new Outcome.Refused("The text is too short.")
                : new Outcome.Taken(true);

        assertThat(poll.run(greenhouse().as("acme"))).isInstanceOfSatisfying(PollResult.Read.class, read -> {
            assertThat(read.counts()).isEqualTo(new PollCounts(5, 1, 0, 0, 0, 4, 0));
            assertThat(read.refusals())
                    .contains(
                            "posting 201: The text is too short.",
                            "posting 202: It has no \"content\".",
                            "posting no. 3: It is no JSON object.");
        });
    }

    @Test
    void an_answer_that_breaks_off_is_read_up_to_there_and_asked_for_again() throws Exception {
        has(SampleBoards.GREENHOUSE.substring(0, SampleBoards.GREENHOUSE.indexOf("大模型")), "\"1\"");
        var source = greenhouse().as("acme");

        assertThat(poll.run(source)).isInstanceOfSatisfying(PollResult.Failed.class, failed -> {
            assertThat(failed.read().counts()).isEqualTo(new PollCounts(2, 2, 0, 0, 0, 0, 0));
            assertThat(failed.failure().words())
                    .contains("at line", "2 postings before that place were read", "ingest.sources.acme.kind");
        });

        has(SampleBoards.GREENHOUSE, "\"1\"");
        assertThat(poll.run(source)).isEqualTo(read(new PollCounts(3, 1, 0, 2, 0, 0, 0)));
        board.verify(0, getRequestedFor(anyUrl()).withHeader("If-None-Match", equalTo("\"1\"")));
    }

    @Test
    void what_kafka_did_not_acknowledge_is_sent_again() throws Exception {
        has(SampleBoards.GREENHOUSE, "\"1\"");
        var source = greenhouse().as("acme");
        var well = log;
        log = posting -> "Internal Auditor".equals(posting.title()) ? new Outcome.Unpublished() : well.apply(posting);

        assertThat(poll.run(source)).isInstanceOfSatisfying(PollResult.Failed.class, failed -> {
            assertThat(failed.failure().words()).contains("Kafka did not acknowledge 1 postings");
            assertThat(failed.read().counts()).isEqualTo(new PollCounts(3, 2, 0, 0, 0, 0, 1));
        });

        log = well;
        assertThat(poll.run(source)).isEqualTo(read(new PollCounts(3, 1, 0, 2, 0, 0, 0)));
    }

    @Test
    void a_kafka_that_is_away_is_not_asked_for_every_posting() throws Exception {
        var many = new StringBuilder("{\"jobs\": [");
        for (var i = 0; i < 500; i++) {
            many.append(i == 0 ? "" : ",")
                    .append("{\"id\": %d, \"title\": \"No. %d\", \"content\": \"Words of number %d\"}"
                            .formatted(i, i, i));
        }
        has(many.append("]}").toString(), "\"1\"");
        log = posting -> new Outcome.Unpublished();

        assertThat(poll.run(greenhouse().as("acme"))).isInstanceOf(PollResult.Failed.class);

        assertThat(sent).hasSizeLessThan(100);
    }

    @Test
    void one_replica_polls_at_a_time() throws Exception {
        has(SampleBoards.GREENHOUSE, "\"1\"");
        memories.claims.put("acme", "somebody else");

        assertThat(poll.run(greenhouse().as("acme"))).isEqualTo(new PollResult.Elsewhere());

        assertThat(sent).isEmpty();
        assertThat(memories.claims).containsEntry("acme", "somebody else");
    }

    @Test
    void without_redis_a_board_is_polled_all_the_same() throws Exception {
        has(SampleBoards.GREENHOUSE, "\"1\"");
        memories.failing = true;
        var source = greenhouse().as("acme");

        assertThat(poll.run(source)).isEqualTo(read(new PollCounts(3, 3, 0, 0, 0, 0, 0)));
        has(SampleBoards.GREENHOUSE, "\"2\"");
        assertThat(poll.run(source)).isEqualTo(read(new PollCounts(3, 0, 0, 3, 0, 0, 0)));
    }

    @Test
    void losing_the_memory_loses_nothing() throws Exception {
        has(SampleBoards.GREENHOUSE, "\"1\"");
        var source = greenhouse().as("acme");
        poll.run(source);
        memories.memories.clear();

        assertThat(replica().run(source)).isEqualTo(read(new PollCounts(3, 0, 3, 0, 0, 0, 0)));
    }

    @Test
    void a_replica_knows_what_another_has_read() throws Exception {
        has(SampleBoards.GREENHOUSE, "\"1\"");
        board.stubFor(
                get(anyUrl()).withHeader("If-None-Match", equalTo("\"1\"")).willReturn(status(304)));
        var source = greenhouse().as("acme");
        poll.run(source);

        assertThat(replica().run(source)).isEqualTo(new PollResult.Unchanged());
    }

    @Test
    void a_failure_leaves_the_memory_alone() throws Exception {
        has(SampleBoards.GREENHOUSE, "\"1\"");
        var source = greenhouse().as("acme");
        poll.run(source);
        var before = memories.memories.get("acme");

        board.stubFor(get(anyUrl()).willReturn(status(500)));
        assertThat(poll.run(source)).isInstanceOf(PollResult.Failed.class);

        assertThat(memories.memories.get("acme")).isEqualTo(before);
        assertThat(memories.claims).isEmpty();
    }

    private BoardPoll replica() {
        return new BoardPoll(
                client,
                new BoardReader(new ObjectMapper()),
                (posting, source) -> {
                    sent.add(posting);
                    return CompletableFuture.completedFuture(log.apply(posting));
                },
                memories,
                Duration.ofMinutes(1));
    }

    private void has(String answer, String etag) {
        board.stubFor(get(anyUrl()).willReturn(ok(answer).withHeader("ETag", etag)));
    }

    private Configured greenhouse() {
        return Configured.of("greenhouse", "acme").onPrivateAddress().at("http://127.0.0.1:" + board.port());
    }

    private static PollResult.Read read(PollCounts counts) {
        return new PollResult.Read(counts, List.of());
    }
}
