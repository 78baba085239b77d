package dev.nextskill.extract.extraction;

import static dev.nextskill.extract.kafka.TestTopics.DEAD_LETTERS;
import static dev.nextskill.extract.kafka.TestTopics.REQUIREMENTS;
import static dev.nextskill.extract.kafka.TestTopics.header;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.nextskill.extract.kafka.TestTopics;
import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackControl.Part;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class JobPostingConsumerIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init") // LocalStackResource fills it
    LocalStackControl stack;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestTopics topics;

    @Inject
    JobPostingConsumer consumer;

    @BeforeEach
    void connect() {
        topics = new TestTopics(stack.kafkaBootstrapServers());
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    private void send(SamplePosting posting) {
        topics.sendPosting(posting.id().toString(), posting.json());
    }

    private static void awaitStored(UUID id) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> given().get("/api/job-postings/" + id).then().statusCode(200));
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitEvents(UUID id) {
        return await().atMost(SOON).until(() -> topics.read(REQUIREMENTS, id.toString()), events -> !events.isEmpty());
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitDeadLetter(String key) {
        return await().atMost(SOON).until(() -> topics.read(DEAD_LETTERS, key), letters -> !letters.isEmpty());
    }

    /** When a later record came through all partitions, what was sent before it was dealt with. */
    private void awaitAllBefore() {
        for (int i = 0; i < 12; i++) {
            SamplePosting marker = SamplePosting.saying("标记 %d，%s。".formatted(i, UUID.randomUUID()));
            send(marker);
            awaitEvents(marker.id());
        }
    }

    @Test
    void a_posting_is_stored_and_told_of_once() {
        SamplePosting posting = SamplePosting.saying("任职要求：熟悉 Go 与 MySQL。第一份。");

        send(posting);

        awaitStored(posting.id());
        given().get("/api/job-postings/" + posting.id())
                .then()
                .body("text", equalTo(posting.text()))
                .body("company", equalTo("示例科技"))
                .body("datePosted", equalTo("2026-05-28"))
                .body("source.kind", equalTo("text"))
                .body("requirements.postingId", equalTo(posting.id().toString()))
                .body("requirements.extractor.engine", equalTo("rules"));
        List<ConsumerRecord<byte[], byte[]>> events = awaitEvents(posting.id());
        assertThat(events).hasSize(1);
        ConsumerRecord<byte[], byte[]> event = events.get(0);
        assertThat(header(event, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(event, "ce_type")).isEqualTo("dev.nextskill.skill-requirements.extracted.v1");
        assertThat(header(event, "ce_source")).isEqualTo("/extract-service");
        assertThat(header(event, "ce_subject")).isEqualTo(posting.id().toString());
        assertThat(header(event, "ce_time")).matches("2\\d{3}-\\d\\d-\\d\\dT.*Z");
        assertThat(header(event, "content-type")).isEqualTo("application/json");
        assertThat(UUID.fromString(header(event, "ce_id")).version()).isEqualTo(5);
        ContractExamples.of("skill-requirements/v1").assertValid(new String(event.value(), StandardCharsets.UTF_8));
    }

    @Test
    void the_trace_of_the_posting_goes_on_with_its_event() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String came = "00-" + trace + "-b7ad6b7169203331-01";
        SamplePosting posting = SamplePosting.saying("任职要求：熟悉 Go，%s。".formatted(UUID.randomUUID()));

        topics.sendPosting(posting.id().toString(), posting.json(), Map.of("traceparent", came));

        // The same trace, and a span of ours as the parent of what comes next.
        assertThat(awaitEvents(posting.id())).singleElement().satisfies(event -> assertThat(
                        header(event, "traceparent"))
                .matches("00-" + trace + "-[0-9a-f]{16}-01")
                .isNotEqualTo(came));
    }

    @Test
    void the_same_record_twice_makes_one_event() {
        SamplePosting posting = SamplePosting.saying("任职要求：熟悉 Go 与 MySQL。第二份。");

        send(posting);
        send(posting);
        awaitEvents(posting.id());
        send(posting);
        awaitAllBefore();

        assertThat(topics.read(REQUIREMENTS, posting.id().toString())).hasSize(1);
    }

    @Test
    void a_text_that_differs_within_the_same_id_replaces_the_stored_one() {
        SamplePosting posting = SamplePosting.saying("任职要求：熟悉 Python。");
        SamplePosting wider = SamplePosting.saying("任职要求：熟悉  Python。");
        assertThat(wider.id()).isEqualTo(posting.id());

        send(posting);
        awaitEvents(posting.id());
        send(wider);

        await().atMost(SOON)
                .untilAsserted(() ->
                        given().get("/api/job-postings/" + posting.id()).then().body("text", equalTo(wider.text())));
        List<ConsumerRecord<byte[], byte[]>> events = await().atMost(SOON)
                .until(() -> topics.read(REQUIREMENTS, posting.id().toString()), all -> all.size() == 2);
        assertThat(events.stream().map(event -> header(event, "ce_id")).distinct())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_two_records_with_the_same_text_the_first_counts_in_one_batch_or_in_two(boolean together) throws Exception {
        SamplePosting first = SamplePosting.saying("任职要求：熟悉 Go，先到的，%s。".formatted(UUID.randomUUID()));
        SamplePosting later = first.receivedAt("2026-06-02T08:30:00Z");

        consume(together, first, later);

        given().get("/api/job-postings/" + first.id())
                .then()
                .statusCode(200)
                .body("receivedAt", equalTo(first.receivedAt()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_two_records_whose_texts_differ_the_later_counts_in_one_batch_or_in_two(boolean together) throws Exception {
        UUID run = UUID.randomUUID();
        SamplePosting first = SamplePosting.saying("任职要求：熟悉 Go，先到的，%s。".formatted(run));
        SamplePosting later =
                SamplePosting.saying("任职要求：熟悉  Go，先到的，%s。".formatted(run)).receivedAt("2026-06-02T08:30:00Z");

        consume(together, first, later);

        given().get("/api/job-postings/" + first.id())
                .then()
                .statusCode(200)
                .body("text", equalTo(later.text()))
                .body("receivedAt", equalTo(later.receivedAt()));
    }

    /** As the connector does; only so a test has the batches in its hand. */
    private void consume(boolean together, SamplePosting... postings) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = List.of(postings).stream()
                .map(posting ->
                        new ConsumerRecord<>(TestTopics.POSTINGS, 0, 0, "by hand".getBytes(UTF_8), posting.json()))
                .toList();
        for (List<ConsumerRecord<byte[], byte[]>> batch :
                together ? List.of(records) : records.stream().map(List::of).toList()) {
            consumer.consume(
                    new ConsumerRecords<>(Map.of(new TopicPartition(TestTopics.POSTINGS, 0), batch), Map.of()));
        }
    }

    @Test
    void a_record_that_is_not_json_becomes_a_dead_letter_and_stops_nothing() {
        String key = "broken-" + UUID.randomUUID();
        SamplePosting next = SamplePosting.saying("任职要求：熟悉 Redis。在坏记录之后。");

        topics.sendPosting(key, "{\"text\": \"这不是".getBytes(StandardCharsets.UTF_8));
        send(next);

        ConsumerRecord<byte[], byte[]> letter = awaitDeadLetter(key).get(0);
        assertThat(new String(Objects.requireNonNull(letter.value()), StandardCharsets.UTF_8))
                .isEqualTo("{\"text\": \"这不是");
        assertThat(header(letter, "ce_id")).isEqualTo("event of " + key);
        assertThat(header(letter, "dead-letter-reason")).contains("not JSON as job-postings/v1 says");
        assertThat(header(letter, "dead-letter-cause")).startsWith("com.fasterxml.jackson.");
        assertThat(header(letter, "dead-letter-topic")).isEqualTo("job-postings.v1");
        assertThat(header(letter, "dead-letter-partition")).matches("\\d+");
        assertThat(header(letter, "dead-letter-offset")).matches("\\d+");
        awaitStored(next.id());
    }

    @Test
    void a_record_without_a_value_becomes_a_dead_letter() {
        String key = "empty-" + UUID.randomUUID();

        topics.sendPosting(key, null);

        ConsumerRecord<byte[], byte[]> letter = awaitDeadLetter(key).get(0);
        assertThat(letter.value()).isNull();
        assertThat(header(letter, "dead-letter-reason")).contains("no value");
    }

    @Test
    void a_posting_that_the_database_refuses_becomes_a_dead_letter_and_its_batch_is_stored() {
        // PostgreSQL's days end in the year 5,874,897, Java's later.
        SamplePosting refused = SamplePosting.saying("任职要求：熟悉 Kafka。来自遥远的未来。");
        SamplePosting next = SamplePosting.saying("任职要求：熟悉 Kafka。来自今天。");

        topics.sendPosting(
                refused.id().toString(),
                new String(refused.json(), StandardCharsets.UTF_8)
                        .replace("2026-05-28", "+9999999-05-28")
                        .getBytes(StandardCharsets.UTF_8));
        send(next);

        assertThat(header(awaitDeadLetter(refused.id().toString()).get(0), "dead-letter-cause"))
                .endsWith("Exception");
        awaitStored(next.id());
        given().get("/api/job-postings/" + refused.id()).then().statusCode(404);
    }

    @Test
    void postgresql_stopped_in_the_middle_loses_nothing_and_doubles_nothing() throws InterruptedException {
        List<SamplePosting> all = IntStream.range(0, 300)
                .mapToObj(i -> SamplePosting.saying("任职要求：熟悉 Go，断电测试第 %d 份，%s。".formatted(i, UUID.randomUUID())))
                .toList();

        all.subList(0, 100).forEach(this::send);
        stack.stop(Part.POSTGRES);
        try {
            all.subList(100, 300).forEach(this::send);
            await().atMost(SOON).untilAsserted(() -> given().get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'Job postings are processed' }.status", equalTo("DOWN")));
            given().get("/api/job-postings/" + all.get(0).id()).then().statusCode(503);
            given().get("/api/job-postings").then().statusCode(503).contentType("application/problem+json");
            // Long enough for several tries.
            Thread.sleep(3_000);
        } finally {
            stack.start(Part.POSTGRES);
        }

        Set<String> expected =
                all.stream().map(posting -> posting.id().toString()).collect(Collectors.toSet());
        Map<String, Set<String>> events = await().atMost(SOON)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> eventIdsByPosting(expected), found -> found.size() == 300);
        assertThat(events.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
        expected.forEach(id -> given().get("/api/job-postings/" + id).then().statusCode(200));
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void kafka_stopped_and_started_loses_nothing() {
        SamplePosting before = SamplePosting.saying("任职要求：熟悉 Go，%s。".formatted(UUID.randomUUID()));
        SamplePosting after = SamplePosting.saying("任职要求：熟悉 Go，%s。".formatted(UUID.randomUUID()));

        send(before);
        awaitStored(before.id());
        stack.stop(Part.KAFKA);
        try {
            given().contentType("application/json")
                    .body("{}")
                    .post("/api/dead-letters/replays")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("title", equalTo("Kafka cannot be reached"));
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            stack.start(Part.KAFKA);
        }
        send(after);

        assertThat(awaitEvents(before.id())).isNotEmpty();
        assertThat(awaitEvents(after.id())).hasSize(1);
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    private Map<String, Set<String>> eventIdsByPosting(Set<String> postings) {
        Map<String, Set<String>> ids = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> event : topics.readAll(REQUIREMENTS)) {
            String posting = header(event, "ce_subject");
            if (postings.contains(posting)) {
                ids.computeIfAbsent(posting, unused -> new HashSet<>()).add(header(event, "ce_id"));
            }
        }
        return ids;
    }
}
