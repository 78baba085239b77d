package dev.nextskill.ingest.posting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackControl.Part;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
// Quarkus fills in the fields before the first test.
@SuppressWarnings("NullAway.Init")
class OutageIT {

    LocalStackControl stack;

    @Test
    void without_redis_postings_are_still_accepted() {
        var text = newText();
        stack.stop(Part.REDIS);
        try {
            assertThat(post(text).statusCode()).isEqualTo(202);
            assertThat(post(text).statusCode())
                    .as("a repeat is not recognised, which downstream can bear")
                    .isEqualTo(202);
            for (var i = 0; i < 20; i++) {
                assertThat(post(newText()).statusCode()).isEqualTo(202);
            }
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            stack.start(Part.REDIS);
        }
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(post(text).statusCode())
                        .as("what was accepted meanwhile is remembered")
                        .isEqualTo(200));
    }

    @Test
    void without_kafka_senders_are_told_to_come_back_and_nothing_answered_is_lost() {
        assertThat(post(newText()).statusCode()).isEqualTo(202);
        var text = newText();
        stack.stop(Part.KAFKA);
        try {
            post(text)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "5")
                    .body(containsString("send it again"));
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);

            var receipts = given().contentType("application/x-ndjson")
                    .body("{\"text\": \"%s\"}\nbroken\n".formatted(newText()).getBytes(UTF_8))
                    .post("/api/job-postings/batch")
                    .asString();
            assertThat(receipts.lines()).hasSize(2);
            assertThat(receipts)
                    .contains("\"line\":1,\"status\":\"rejected\"", "send it again later", "The JSON breaks");
        } finally {
            stack.start(Part.KAFKA);
        }
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(post(newText()).statusCode()).isEqualTo(202));
        assertThat(post(text).statusCode()).isIn(200, 202);
        assertThat(new PublishedPostings(stack.kafkaBootstrapServers())
                        .withKey(PostingId.of(text).toString()))
                .isNotEmpty();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    private static Response post(String text) {
        return given().contentType("text/plain; charset=UTF-8").body(text).post("/api/job-postings");
    }

    private static String newText() {
        return "An intern who knows Kafka and Redis, reference " + UUID.randomUUID();
    }
}
