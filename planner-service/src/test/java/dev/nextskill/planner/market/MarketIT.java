package dev.nextskill.planner.market;

import static dev.nextskill.planner.SkillRequirementsTopic.event;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.planner.SkillRequirementsTopic;
import dev.nextskill.planner.market.PostingRepository.Recorded;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackControl.Part;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From events on Kafka to the market's answers, with PostgreSQL and Redis, and without. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class MarketIT {

    private static final String EARLY = "2026-06-01T08:00:00Z";
    private static final String LATE = "2026-06-02T08:00:00Z";

    // LocalStackResource fills it in.
    @SuppressWarnings("NullAway.Init")
    LocalStackControl stack;

    @Inject
    RedisDataSource redis;

    @Inject
    MarketCounterRepository counters;

    @Inject
    PostingRepository postings;

    @Inject
    DemandCache cache;

    @Inject
    ObjectMapper json;

    @Inject
    DataSource database;

    @Inject
    SessionFactory hibernate;

    // Filled in before each test.
    @SuppressWarnings("NullAway.Init")
    private SkillRequirementsTopic topic;

    private boolean redisStopped;

    @BeforeEach
    void connect() {
        topic = new SkillRequirementsTopic(stack.kafkaBootstrapServers());
    }

    @AfterEach
    void restart() {
        if (redisStopped) {
            stack.start(Part.REDIS);
        }
    }

    @Test
    void events_become_counts() {
        long before = n("model-research");

        topic.send(
                event(
                        UUID.randomUUID(),
                        "model-research",
                        EARLY,
                        "essential familiar go|python",
                        "optional aware redis"),
                event(UUID.randomUUID(), "model-research", EARLY, "essential familiar python"));

        awaitN("model-research", before + 2);
        JsonPath demand = demand("model-research");
        assertThat(demand.getLong("skills.find { it.skillId == 'python' }.essential"))
                .isEqualTo(before + 2);
        assertThat(demand.getLong("skills.find { it.skillId == 'redis' }.optional"))
                .isEqualTo(1);
        assertThat(demand.getDouble("skills.find { it.skillId == 'python' }.share"))
                .isEqualTo(1.0);
        assertThat(demand.getDouble("skills.find { it.skillId == 'python' }.interval.low"))
                .isBetween(0.3, 0.4);
        given().get("/api/market/first-languages?roleClass=model-research")
                .then()
                .statusCode(200)
                .body("languages[0].skillId", equalTo("python"))
                .body("languages[0].n", equalTo((int) before + 2));
    }

    @Test
    void the_same_event_twice_counts_once() {
        UUID posting = UUID.randomUUID();
        long before = n("backend");
        String event = event(posting, "backend", EARLY, "essential familiar mysql");

        topic.send(event, event);
        awaitN("backend", before + 1);
        topic.send(event, event(UUID.randomUUID(), "backend", EARLY, "essential familiar mysql"));
        awaitN("backend", before + 2);

        assertThat(redisAgreesWithPostgres()).isTrue();
    }

    @Test
    void another_role_class_moves_a_posting_and_an_older_event_does_not_move_it_back() {
        UUID posting = UUID.randomUUID();
        long backend = n("backend");
        long other = n("other");

        topic.send(event(posting, "backend", EARLY, "essential familiar redis"));
        awaitN("backend", backend + 1);
        topic.send(event(posting, "other", LATE, "essential familiar redis"));
        awaitN("other", other + 1);
        assertThat(n("backend")).isEqualTo(backend);
        topic.send(
                event(posting, "backend", EARLY, "essential familiar redis"),
                event(UUID.randomUUID(), "other", EARLY, "essential familiar redis"));

        awaitN("other", other + 2);
        assertThat(n("backend")).isEqualTo(backend);
    }

    @Test
    void a_repeat_is_received_but_not_in_demand() {
        long counted = counted();
        long before = n("model-evaluation");
        UUID original = UUID.randomUUID();
        String repeat = event(UUID.randomUUID(), "model-evaluation", EARLY, "essential familiar redis")
                .replaceFirst("\\{", "{\"duplicateOf\":\"" + original + "\",");

        topic.send(event(original, "model-evaluation", EARLY, "essential familiar redis"), repeat);

        await().until(() -> counted() == counted + 2);
        awaitN("model-evaluation", before + 1);
    }

    @Test
    void what_cannot_be_read_is_put_aside_with_the_reason_and_stops_nothing() {
        long before = n("backend");
        String noJson = "no event " + UUID.randomUUID();
        String nul = event(UUID.randomUUID(), "backend", EARLY, "essential familiar mysql")
                .replace("示例公司", "\\u0000");

        topic.send(noJson, nul, event(UUID.randomUUID(), "backend", EARLY, "essential familiar mysql"));

        awaitN("backend", before + 1);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(deadLetterReason(noJson)).get().asString().contains("no");
            // PostgreSQL keeps no NUL in a text: the record is at fault, not the database.
            assertThat(deadLetterReason(nul)).get().asString().contains("Unicode escape");
        });
    }

    @Test
    void a_flushed_redis_is_filled_again() {
        long before = n("backend");
        topic.send(event(UUID.randomUUID(), "backend", EARLY, "essential familiar mysql"));
        awaitN("backend", before + 1);

        redis.flushall();

        assertThat(n("backend")).isEqualTo(before + 1);
        assertThat(redis.key().exists("planner:market:complete")).isTrue();
        assertThat(redisAgreesWithPostgres()).isTrue();
    }

    @Test
    void after_a_crash_between_commit_and_copy_the_repeated_batch_copies_what_is_missing()
            throws JsonProcessingException {
        UUID moved = UUID.randomUUID();
        topic.send(event(moved, "other", EARLY, "essential familiar mysql"));
        await().until(() -> isStored(moved));
        awaitRedisAgrees();
        long before = n("backend");
        // Here the service dies: committed, not copied. The posting left a role class, whose counters a repeat does not
        // touch.
        String event = event(moved, "backend", LATE, "essential familiar mysql");
        record(event);
        assertThat(redisAgreesWithPostgres()).isFalse();

        topic.send(event);

        awaitRedisAgrees();
        assertThat(n("backend")).isEqualTo(before + 1);
    }

    @Test
    void a_copy_that_postgresql_fails_is_made_anew() throws JsonProcessingException, SQLException {
        long before = n("backend");
        Recorded recorded = record(event(UUID.randomUUID(), "backend", EARLY, "essential familiar mysql"));
        sql("alter table planner.market_counter rename to market_counter_away");
        try {
            cache.copy(recorded);
        } finally {
            sql("alter table planner.market_counter_away rename to market_counter");
        }

        assertThat(n("backend")).isEqualTo(before + 1);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(n("backend")).isEqualTo(before + 1);
            assertThat(redisAgreesWithPostgres()).isTrue();
        });
    }

    @Test
    void a_batch_travels_in_few_statements() throws JsonProcessingException {
        List<ReceivedRequirements> batch = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            batch.add(received(event(UUID.randomUUID(), "other", EARLY, "essential familiar mysql")));
        }
        hibernate.getStatistics().setStatisticsEnabled(true);
        long before = hibernate.getStatistics().getPrepareStatementCount();
        try {
            cache.copy(postings.record(batch));
        } finally {
            hibernate.getStatistics().setStatisticsEnabled(false);
        }

        assertThat(hibernate.getStatistics().getPrepareStatementCount() - before)
                .isLessThan(20);
    }

    @Test
    void an_event_that_always_fails_is_put_aside_and_stops_nothing() {
        long before = n("backend");
        // More than an index of PostgreSQL takes (SQLSTATE 54), and not compressible.
        String skill = Stream.generate(() -> UUID.randomUUID().toString().replace("-", ""))
                .limit(400)
                .collect(Collectors.joining());
        String tooLong = event(UUID.randomUUID(), "backend", EARLY, "essential familiar " + skill);
        String wrongYear = event(UUID.randomUUID(), "backend", EARLY, "essential familiar mysql")
                .replace("\"datePosted\":\"2026", "\"datePosted\":\"0026");

        topic.send(tooLong, wrongYear, event(UUID.randomUUID(), "backend", EARLY, "essential familiar mysql"));

        awaitN("backend", before + 1);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(deadLetterReason(tooLong)).get().asString().contains("index");
            assertThat(deadLetterReason(wrongYear)).get().asString().contains("datePosted must be of the years");
        });
    }

    @Test
    void without_redis_postgresql_answers_and_redis_catches_up_afterwards() {
        long before = n("backend");
        stack.stop(Part.REDIS);
        redisStopped = true;

        assertThat(n("backend")).isEqualTo(before);
        topic.send(event(UUID.randomUUID(), "backend", EARLY, "essential familiar mysql"));
        awaitN("backend", before + 1);
        given().get("/q/health/ready").then().statusCode(200);

        stack.start(Part.REDIS);
        redisStopped = false;
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(n("backend")).isEqualTo(before + 1);
            assertThat(redisAgreesWithPostgres()).isTrue();
        });
    }

    @Test
    void an_event_during_an_outage_of_postgresql_is_not_lost() {
        long before = n("backend");
        stack.stop(Part.POSTGRES);
        topic.send(event(UUID.randomUUID(), "backend", EARLY, "essential familiar mysql"));
        stack.start(Part.POSTGRES);

        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> n("backend") == before + 1);
    }

    @Test
    void without_postgresql_and_redis_requests_are_answered_with_503_until_they_are_back() {
        stack.stop(Part.REDIS);
        stack.stop(Part.POSTGRES);
        try {
            for (String path : List.of("/api/market/counts", "/api/market/demand", "/api/market/first-languages")) {
                given().get(path)
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", "10")
                        .body("title", equalTo("The database cannot be reached"));
            }
            plan().then().statusCode(503).contentType("application/problem+json");
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            stack.start(Part.POSTGRES);
            stack.start(Part.REDIS);
        }

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            given().get("/api/market/counts").then().statusCode(200);
            given().get("/api/market/demand").then().statusCode(200);
            plan().then().statusCode(200);
            given().get("/q/health/ready").then().statusCode(200);
        });
    }

    @Test
    void a_database_that_is_there_but_wrong_is_a_500_problem() throws SQLException {
        sql("alter table planner.posting rename to posting_away");
        try {
            given().get("/api/market/counts")
                    .then()
                    .statusCode(500)
                    .contentType("application/problem+json")
                    .body("detail", containsString("log"));
        } finally {
            sql("alter table planner.posting_away rename to posting");
        }
    }

    private static Response plan() {
        return given().contentType("application/json")
                .body("{\"goal\":{\"roleClasses\":[\"backend\"]},\"hours\":5}")
                .post("/api/learning-paths");
    }

    @Test
    void without_kafka_the_service_is_not_ready_and_says_so_soon() {
        long before = n("backend");
        stack.stop(Part.KAFKA);
        try {
            long start = System.nanoTime();
            given().get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'Kafka' }.status", equalTo("DOWN"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            given().get("/q/health/live").then().statusCode(200);
            given().contentType("application/json")
                    .body("{}")
                    .post("/api/dead-letters/replays")
                    .then()
                    .statusCode(503)
                    .body("title", equalTo("Kafka cannot be reached"));
        } finally {
            stack.start(Part.KAFKA);
        }

        topic.send(event(UUID.randomUUID(), "backend", EARLY, "essential familiar mysql"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(n("backend")).isEqualTo(before + 1));
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void since_leaves_earlier_months_out() {
        given().get("/api/market/demand?since=2031-01").then().statusCode(200).body("n", equalTo(0));
    }

    @Test
    void an_unknown_role_class_is_answered_with_the_known_ones() {
        given().get("/api/market/demand?roleClass=wizard")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("llm-application, ai-infrastructure"));
    }

    @Test
    void a_wrong_month_is_answered_with_the_form_wanted() {
        given().get("/api/market/first-languages?since=May")
                .then()
                .statusCode(400)
                .body("detail", containsString("like 2026-01"));
    }

    @Test
    void a_limit_out_of_range_is_a_problem() {
        given().get("/api/market/demand?limit=0").then().statusCode(400).contentType("application/problem+json");
    }

    private ReceivedRequirements received(String event) throws JsonProcessingException {
        return new ReceivedRequirements(json.readValue(event, SkillRequirementsExtracted.class), event);
    }

    private Recorded record(String event) throws JsonProcessingException {
        return postings.record(List.of(received(event)));
    }

    private boolean isStored(UUID posting) {
        return postings.words(List.of(posting)).containsKey(posting);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement each = connection.createStatement()) {
            each.execute(statement);
        }
    }

    private void awaitRedisAgrees() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(redisAgreesWithPostgres()).isTrue());
    }

    private boolean redisAgreesWithPostgres() {
        return counters.find(Optional.empty(), Optional.empty()).stream().allMatch(counter -> Long.toString(counter.n())
                .equals(redis.hash(String.class)
                        .hget(
                                "planner:market:" + counter.key().month() + ":"
                                        + counter.key().roleClass(),
                                counter.key().kind().id() + "/"
                                        + counter.key().subject() + "/"
                                        + counter.key().detail())));
    }

    private Optional<String> deadLetterReason(String value) {
        for (ConsumerRecord<byte[], byte[]> letter : topic.deadLetters()) {
            if (new String(letter.value(), StandardCharsets.UTF_8).equals(value)
                    && letter.headers().lastHeader("dead-letter-cause") != null) {
                return Optional.of(new String(
                        letter.headers().lastHeader("dead-letter-reason").value(), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private static JsonPath demand(String roleClass) {
        return given().get("/api/market/demand?roleClass=" + roleClass)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long n(String roleClass) {
        return demand(roleClass).getLong("n");
    }

    private static long counted() {
        return given().get("/api/market/counts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("counted");
    }

    private static void awaitN(String roleClass, long n) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(n(roleClass)).isEqualTo(n));
    }
}
