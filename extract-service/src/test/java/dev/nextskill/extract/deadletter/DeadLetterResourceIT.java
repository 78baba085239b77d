package dev.nextskill.extract.deadletter;

import static dev.nextskill.extract.kafka.TestTopics.DEAD_LETTERS;
import static dev.nextskill.extract.kafka.TestTopics.POSTINGS;
import static dev.nextskill.extract.kafka.TestTopics.header;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.nextskill.extract.extraction.SamplePosting;
import dev.nextskill.extract.extraction.SwitchableExtractor;
import dev.nextskill.extract.kafka.TestTopics;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DeadLetterResourceIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init") // LocalStackResource fills it
    LocalStackControl stack;

    @Inject
    SwitchableExtractor extractor;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestTopics topics;

    @BeforeEach
    void connect() {
        topics = new TestTopics(stack.kafkaBootstrapServers());
        // What other tests left behind.
        replay("{}");
    }

    @AfterEach
    void disconnect() {
        extractor.mend();
        topics.close();
    }

    private static int replay(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/dead-letters/replays")
                .then()
                .statusCode(200)
                .extract()
                .path("replayed");
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitLetters(SamplePosting posting, int count) {
        return await().atMost(SOON)
                .until(() -> topics.read(DEAD_LETTERS, posting.id().toString()), found -> found.size() == count);
    }

    private void send(SamplePosting posting) {
        topics.sendPosting(posting.id().toString(), posting.json());
    }

    @Test
    void a_posting_is_replayed_once_what_broke_it_is_mended() {
        SamplePosting posting = SamplePosting.saying("任职要求：熟悉 Go，" + SwitchableExtractor.FRAGILE + "。");
        extractor.breakForFragileTexts();
        send(posting);
        assertThat(header(awaitLetters(posting, 1).get(0), "dead-letter-reason"))
                .contains("broken by a test");
        given().get("/api/job-postings/" + posting.id()).then().statusCode(404);

        extractor.mend();
        // Beside it, what never can be mended came back as well.
        assertThat(replay("{}")).isPositive();

        await().atMost(SOON).untilAsserted(() -> given().get("/api/job-postings/" + posting.id())
                .then()
                .statusCode(200)
                .body("text", equalTo(posting.text())));
        List<ConsumerRecord<byte[], byte[]>> sent =
                topics.read(POSTINGS, posting.id().toString());
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).value()).isEqualTo(posting.json());
        assertThat(sent.get(1).headers().toArray())
                .containsExactly(sent.get(0).headers().toArray());
    }

    @Test
    void each_letter_is_replayed_once_and_no_more_than_asked_for() {
        List<SamplePosting> postings = IntStream.range(0, 5)
                .mapToObj(i -> SamplePosting.saying("熟悉 Go，%s，第 %d 份。".formatted(SwitchableExtractor.FRAGILE, i)))
                .toList();
        extractor.breakForFragileTexts();
        postings.forEach(this::send);
        postings.forEach(posting -> awaitLetters(posting, 1));
        extractor.mend();

        int first = replay("{\"max\": 2}");
        int rest = replay("{}");

        assertThat(first).isEqualTo(2);
        assertThat(rest).isGreaterThanOrEqualTo(3);
        postings.forEach(posting ->
                assertThat(topics.read(POSTINGS, posting.id().toString())).hasSize(2));
    }

    @Test
    void a_max_that_is_not_positive_is_refused() {
        given().contentType("application/json")
                .body("{\"max\": 0}")
                .post("/api/dead-letters/replays")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }
}
