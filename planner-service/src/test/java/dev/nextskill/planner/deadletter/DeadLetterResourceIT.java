package dev.nextskill.planner.deadletter;

import static dev.nextskill.planner.SkillRequirementsTopic.event;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextskill.planner.SkillRequirementsTopic;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DeadLetterResourceIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init") // LocalStackResource fills it
    LocalStackControl stack;

    @Inject
    DataSource database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SkillRequirementsTopic topic;

    @BeforeEach
    void connect() {
        topic = new SkillRequirementsTopic(stack.kafkaBootstrapServers());
        // What other tests left behind.
        replay("{}");
    }

    @Test
    void an_event_that_a_defect_of_ours_put_aside_is_replayed_once_that_is_mended() throws SQLException {
        UUID posting = UUID.randomUUID();
        String first = event(posting, "other", "2026-06-01T08:00:00Z", "essential familiar mysql");
        topic.send(first);
        await().atMost(SOON).until(() -> roleClass(posting).equals("other"));
        // The stored event can no longer be read: no failure of a connection, no fault of the new event, and it never
        // passes.
        execute("update planner.posting set payload = '[]' where posting_id = ?::uuid", posting.toString());
        String second = event(posting, "model-evaluation", "2026-06-02T08:00:00Z", "essential familiar mysql");
        topic.send(second);
        ConsumerRecord<byte[], byte[]> letter = await().atMost(SOON)
                .until(() -> with(topic.deadLetters(), second), found -> !found.isEmpty())
                .get(0);
        assertThat(header(letter, "dead-letter-reason")).contains("can no longer be read");
        assertThat(header(letter, "dead-letter-cause")).isEqualTo("java.lang.IllegalStateException");
        assertThat(header(letter, "dead-letter-topic")).isEqualTo("skill-requirements.v1");
        assertThat(header(letter, "dead-letter-partition")).matches("\\d+");
        assertThat(header(letter, "dead-letter-offset")).matches("\\d+");

        execute("update planner.posting set payload = ?::jsonb where posting_id = '%s'".formatted(posting), first);
        assertThat(replay("{}")).isPositive();

        await().atMost(SOON).until(() -> roleClass(posting).equals("model-evaluation"));
        List<ConsumerRecord<byte[], byte[]>> sent = with(topic.events(), second);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).headers().toArray())
                .containsExactly(sent.get(0).headers().toArray());
    }

    @Test
    void each_letter_is_replayed_once_and_no_more_than_asked_for() {
        List<String> broken =
                Stream.generate(() -> "no event " + UUID.randomUUID()).limit(5).toList();
        topic.send(broken.toArray(String[]::new));
        broken.forEach(each ->
                await().atMost(SOON).until(() -> with(topic.deadLetters(), each).size() == 1));

        assertThat(replay("{\"max\": 2}")).isEqualTo(2);
        await().atMost(SOON)
                .until(() -> broken.stream()
                                .filter(each -> with(topic.events(), each).size() == 2)
                                .count()
                        == 2);
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

    private static int replay(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/dead-letters/replays")
                .then()
                .statusCode(200)
                .extract()
                .path("replayed");
    }

    private static List<ConsumerRecord<byte[], byte[]>> with(
            List<ConsumerRecord<byte[], byte[]>> records, String value) {
        return records.stream()
                .filter(each -> new String(each.value(), StandardCharsets.UTF_8).equals(value))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name)).value(), StandardCharsets.UTF_8);
    }

    private String roleClass(UUID posting) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select role_class from planner.posting where posting_id = ?::uuid")) {
            query.setString(1, posting.toString());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private void execute(String sql, String parameter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            statement.execute();
        }
    }
}
