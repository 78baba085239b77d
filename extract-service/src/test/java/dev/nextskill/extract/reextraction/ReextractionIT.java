package dev.nextskill.extract.reextraction;

import static dev.nextskill.extract.kafka.TestTopics.REQUIREMENTS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.duplicate.SignatureRepository;
import dev.nextskill.extract.extraction.SamplePosting;
import dev.nextskill.extract.kafka.TestTopics;
import dev.nextskill.extract.task.ExtractionTaskRepository;
import dev.nextskill.extract.task.LeasedTask;
import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(FakeModelWiring.Profile.class)
class ReextractionIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init") // LocalStackResource fills it
    LocalStackControl stack;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestTopics topics;

    @Inject
    FakeModel model;

    @Inject
    ExtractionTaskRepository tasks;

    @Inject
    SignatureRepository signatures;

    @Inject
    AgroalDataSource database;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void connect() {
        topics = new TestTopics(stack.kafkaBootstrapServers());
    }

    @AfterEach
    void disconnect() {
        model.isWell();
        model.usesPrompt("v1");
        topics.close();
    }

    private void send(SamplePosting posting) {
        topics.sendPosting(posting.id().toString(), posting.json());
    }

    private static SamplePosting posting() {
        return SamplePosting.saying("任职要求：熟悉 Go 与 MySQL。" + UUID.randomUUID());
    }

    private List<JsonNode> events(SamplePosting posting) {
        return topics.read(REQUIREMENTS, posting.id().toString()).stream()
                .map(event -> new String(Objects.requireNonNull(event.value()), StandardCharsets.UTF_8))
                .map(payload -> {
                    ContractExamples.of("skill-requirements/v1").assertValid(payload);
                    try {
                        return json.readTree(payload);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static void awaitEngine(SamplePosting posting, String engine) {
        await().atMost(SOON).untilAsserted(() -> given().get("/api/job-postings/" + posting.id())
                .then()
                .statusCode(200)
                .body("requirements.extractor.engine", equalTo(engine)));
    }

    private List<JsonNode> awaitEvents(SamplePosting posting, int number) {
        return await().atMost(SOON).until(() -> events(posting), found -> found.size() >= number);
    }

    private int sql(String statement, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            return prepared.executeUpdate();
        }
    }

    private static Map<String, Object> reextract(String filter, long least) {
        String location = given().contentType("application/json")
                .body(filter)
                .post("/api/re-extractions")
                .then()
                .statusCode(202)
                .header("Location", containsString("/api/re-extractions/"))
                .body("id", notNullValue())
                .extract()
                .header("Location");
        assertThat(((Number) given().get(location).path("total")).longValue()).isGreaterThanOrEqualTo(least);
        return await().atMost(SOON)
                .until(
                        () -> given().get(location)
                                .then()
                                .statusCode(200)
                                .extract()
                                .path(""),
                        found -> Integer.valueOf(0).equals(found.get("waiting")));
    }

    private static String only(SamplePosting posting) {
        return "{\"postingIds\": [\"%s\"]}".formatted(posting.id());
    }

    @Test
    void the_rules_answer_at_once_and_the_model_after_with_one_event_each() {
        SamplePosting posting = posting();

        send(posting);

        List<JsonNode> events = awaitEvents(posting, 2);
        assertThat(events).hasSize(2);
        assertThat(events.get(0).at("/extractor/engine").asText()).isEqualTo("rules");
        assertThat(events.get(0).at("/extractor/degraded").asBoolean()).isTrue();
        assertThat(events.get(1).at("/extractor/engine").asText()).isEqualTo("llm");
        assertThat(events.get(1).at("/extractor").has("degraded")).isFalse();
        assertThat(Instant.parse(events.get(1).get("extractedAt").asText()))
                .isAfter(Instant.parse(events.get(0).get("extractedAt").asText()));
        assertThat(model.asked(posting.text())).isEqualTo(1);
    }

    @Test
    void while_the_model_is_away_the_rules_reading_stays_and_later_it_is_replaced() {
        model.isAwayFor(Duration.ofMillis(500));
        SamplePosting posting = posting();

        send(posting);

        await().atMost(SOON).until(() -> model.asked(posting.text()) >= 2);
        given().get("/api/job-postings/" + posting.id())
                .then()
                .body("requirements.extractor.engine", equalTo("rules"))
                .body("requirements.extractor.degraded", equalTo(true));
        model.isWell();
        awaitEngine(posting, "llm");
        assertThat(awaitEvents(posting, 2)).hasSize(2);
    }

    @Test
    void a_record_that_comes_again_leaves_the_models_reading_and_a_changed_text_does_not() {
        SamplePosting posting = posting();
        send(posting);
        awaitEngine(posting, "llm");

        send(posting);
        SamplePosting marker = posting();
        send(marker);
        awaitEngine(marker, "llm");
        assertThat(awaitEvents(posting, 2)).hasSize(2);
        given().get("/api/job-postings/" + posting.id()).then().body("requirements.extractor.engine", equalTo("llm"));

        // The same id, other white space.
        SamplePosting wider =
                SamplePosting.saying(posting.text().replace(" Go", "  Go")).receivedAt("2026-06-02T08:30:00Z");
        send(wider);
        List<JsonNode> events = awaitEvents(posting, 4);
        assertThat(events)
                .extracting(event -> event.at("/extractor/engine").asText())
                .containsExactly("rules", "llm", "rules", "llm");
        assertThat(model.asked(wider.text())).isEqualTo(1);
    }

    @Test
    void a_repost_takes_what_the_model_said_of_its_original() {
        StringBuilder text = new StringBuilder("熟悉 Go。");
        new Random().ints(200, 0x4E00, 0x5E00).forEach(text::appendCodePoint);
        SamplePosting original = SamplePosting.saying(text + "。").receivedAt("2026-06-01T00:00:00Z");
        SamplePosting repost = SamplePosting.saying(text + "。急招").receivedAt("2026-06-02T00:00:00Z");
        send(original);
        awaitEngine(original, "llm");

        send(repost);

        awaitEngine(repost, "llm");
        assertThat(model.asked(repost.text())).isZero();
        assertThat(model.reused(repost.text())).isEqualTo(1);
        given().get("/api/job-postings/" + repost.id())
                .then()
                .body("requirements.duplicateOf", equalTo(original.id().toString()));
    }

    @Test
    void a_task_whose_worker_died_is_read_once_its_lease_ends() throws Exception {
        CountDownLatch dead = new CountDownLatch(1);
        SamplePosting posting = posting();
        model.does(text -> {
            if (text.equals(posting.text()) && model.asked(text) == 1) {
                try {
                    dead.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        send(posting);
        await().atMost(SOON).until(() -> model.asked(posting.text()) == 1);

        sql("update extraction_task set not_before = now() - interval '1 minute' where posting_id = ?", posting.id());

        awaitEngine(posting, "llm");
        dead.countDown();
        // What the late one read is nobody's any more.
        SamplePosting marker = posting();
        send(marker);
        awaitEngine(marker, "llm");
        assertThat(events(posting)).hasSize(2);
    }

    @Test
    void a_task_whose_workers_die_again_and_again_is_given_up() throws Exception {
        CountDownLatch dead = new CountDownLatch(1);
        SamplePosting posting = posting();
        model.does(text -> {
            if (text.equals(posting.text())) {
                try {
                    dead.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        send(posting);
        for (int worker = 1; worker <= 2; worker++) {
            int asked = worker;
            await().atMost(SOON).until(() -> model.asked(posting.text()) == asked);
            sql(
                    "update extraction_task set not_before = now() - interval '1 minute' where posting_id = ?",
                    posting.id());
        }

        await().atMost(SOON)
                .until(() -> sql(
                                "update extraction_task set created_at = created_at where posting_id = ? and given_up",
                                posting.id())
                        == 1);
        dead.countDown();
        assertThat(model.asked(posting.text())).isEqualTo(2);
    }

    @Test
    void an_error_is_a_failure_like_any_other() {
        SamplePosting posting = posting();
        model.does(text -> {
            if (text.equals(posting.text())) {
                throw new NoClassDefFoundError("broken by a test");
            }
        });

        send(posting);

        // Not once a lease, which here takes minutes.
        await().atMost(SOON).until(() -> model.asked(posting.text()) == 2);
        assertThat(reextract(only(posting), 1)).containsEntry("failed", 1);
    }

    @Test
    void who_waits_to_store_holds_up_nobody_who_stores() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        SamplePosting posting = posting();
        model.does(text -> {
            if (text.equals(posting.text())) {
                try {
                    answered.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        send(posting);
        await().atMost(SOON).until(() -> model.asked(posting.text()) == 1);

        // As the consumer does: the turn to store, then the task of a posting that came with another text.
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            signatures.lock(connection);
            answered.countDown();
            await().atMost(SOON).until(() -> {
                try (ResultSet rows = statement.executeQuery(
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted")) {
                    return rows.next() && rows.getInt(1) > 0;
                }
            });
            statement.execute("set local lock_timeout = '500ms'");

            assertThat(statement.executeUpdate("update extraction_task set attempts = attempts where posting_id = '%s'"
                            .formatted(posting.id())))
                    .isEqualTo(1);

            connection.rollback();
            connection.setAutoCommit(true);
        }
        awaitEngine(posting, "llm");
    }

    @Test
    void a_posting_that_always_fails_is_given_up_visibly_and_read_on_request() {
        SamplePosting posting = posting();
        model.does(text -> {
            if (text.equals(posting.text())) {
                throw new IllegalStateException("broken by a test");
            }
        });
        send(posting);
        await().atMost(SOON).until(() -> model.asked(posting.text()) == 2);
        awaitEngine(posting, "rules");

        Map<String, Object> failed = reextract(only(posting), 1);
        assertThat(failed).containsEntry("failed", 1).containsEntry("done", 0);
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'Postings are read again' }.status", equalTo("UP"));

        model.isWell();
        assertThat(reextract(only(posting), 1)).containsEntry("failed", 0).containsEntry("done", 1);
        awaitEngine(posting, "llm");
    }

    @Test
    void two_workers_never_hold_one_task() {
        UUID posting = UUID.randomUUID();
        // Due in a year that no worker of the service sees.
        Instant then = Instant.parse("2090-01-01T00:00:00Z");
        QuarkusTransaction.requiringNew().run(() -> tasks.enqueue(List.of(posting), then));

        List<LeasedTask> one = QuarkusTransaction.requiringNew()
                .call(() -> tasks.take(10, then.plusSeconds(1), Duration.ofMinutes(1)));
        List<LeasedTask> other = QuarkusTransaction.requiringNew()
                .call(() -> tasks.take(10, then.plusSeconds(1), Duration.ofMinutes(1)));

        assertThat(one).extracting(LeasedTask::postingId).contains(posting);
        assertThat(other).extracting(LeasedTask::postingId).doesNotContain(posting);
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(tasks.hold(one.get(0))).isTrue();
            one.forEach(tasks::finish);
            assertThat(tasks.hold(one.get(0))).isFalse();
        });
    }

    @Test
    void a_re_extraction_tells_only_what_is_new() {
        SamplePosting posting = posting();
        send(posting);
        awaitEngine(posting, "llm");

        assertThat(reextract(only(posting), 1)).containsEntry("total", 1).containsEntry("done", 1);
        assertThat(awaitEvents(posting, 2)).hasSize(2);

        model.usesPrompt("v2");
        assertThat(reextract(
                        "{\"promptVersionNot\": \"v2\", \"postingIds\": [\"%s\"], \"skill\": \"Go\"}"
                                .formatted(posting.id()),
                        1))
                .containsEntry("done", 1);
        assertThat(awaitEvents(posting, 3).get(2).at("/extractor/promptVersion").asText())
                .isEqualTo("v2");
        assertThat(reextract("{\"promptVersionNot\": \"v2\", \"postingIds\": [\"%s\"]}".formatted(posting.id()), 0))
                .containsEntry("total", 0);
        await().atMost(SOON).untilAsserted(() -> given().get("/api/re-extractions?size=1")
                .then()
                .statusCode(200)
                .body("items[0]", hasKey("finishedAt"))
                .body("items[0].filter.promptVersionNot", equalTo("v2")));
    }

    @Test
    void what_waits_of_a_cancelled_re_extraction_is_not_read() {
        SamplePosting posting = posting();
        send(posting);
        awaitEngine(posting, "llm");
        // Workers rest as long, also in the tests that follow.
        model.isAwayFor(Duration.ofSeconds(5));
        String id = given().contentType("application/json")
                .body(only(posting))
                .post("/api/re-extractions")
                .path("id");
        await().atMost(SOON).until(() -> model.asked(posting.text()) == 2);

        given().delete("/api/re-extractions/" + id)
                .then()
                .statusCode(200)
                .body("waiting", equalTo(0))
                .body("takenBack", equalTo(1))
                .body("cancelledAt", notNullValue());
        given().delete("/api/re-extractions/" + UUID.randomUUID()).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | send {"all": true}
            {"all": true, "engine": "llm"} | one or the other
            {"roleClas": "backend"} | no filter "roleClas"
            {"roleClass": "frontend"} | no role class "frontend"
            {"skill": "pythn"} | knows no skill "pythn"
            {"engine": "magic"} | no engine "magic"
            {"postingIds": ["x"]} | is no filter
            {"receivedSince": "yesterday"} | is no filter
            [] | is no filter
            null | JSON null
            """)
    void a_filter_that_is_none_says_why(String filter, String detail) throws IOException {
        String problem = given().contentType("application/json")
                .body(filter)
                .post("/api/re-extractions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .asString();

        assertThat(json.readTree(problem).get("detail").asText()).contains(detail);
    }

    @Test
    void a_correction_is_kept_through_the_models_reading_and_a_record_that_comes_again() {
        model.isAwayFor(Duration.ofMillis(300));
        SamplePosting posting = posting();
        send(posting);
        awaitEngine(posting, "rules");
        given().contentType("application/merge-patch+json")
                .body("{\"requirements\": {\"mysql\": null, \"go\": {\"level\": \"expert\"}}}")
                .patch("/api/job-postings/" + posting.id() + "/requirements")
                .then()
                .statusCode(200);

        model.isWell();
        awaitEngine(posting, "llm");
        send(posting);

        given().get("/api/job-postings/" + posting.id())
                .then()
                .body("requirements.requirements.anyOf.flatten().skillId", not(equalTo(List.of("go", "mysql"))))
                .body("requirements.requirements.find { it.anyOf[0].skillId == 'go' }.level", equalTo("expert"))
                .body(
                        "requirements.requirements.find { it.anyOf[0].skillId == 'go' }.anyOf[0].assertion",
                        equalTo("corrected"));
        assertThat(awaitEvents(posting, 3)).hasSize(3);
    }
}
