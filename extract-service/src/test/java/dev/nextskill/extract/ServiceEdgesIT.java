package dev.nextskill.extract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ServiceEdgesIT {

    @Test
    void readiness_knows_the_database_and_kafka() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(
                        "checks.name",
                        hasItems("Database connections health check", "Kafka", "Job postings are processed"));
    }

    @Test
    void the_api_describes_itself() {
        assertThat(given().get("/q/openapi").asString())
                .contains(
                        "/api/job-postings/{id}",
                        "/api/job-postings/counts",
                        "/api/extractions",
                        "/api/skills",
                        "/api/dead-letters/replays");
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void metrics_tell_of_extraction_and_outbox() {
        assertThat(given().get("/q/metrics").asString())
                .contains(
                        "extract_postings_total",
                        "outcome=\"dead-letter\"",
                        "extract_extraction_seconds",
                        "extract_outbox_depth");
    }
}
