package dev.nextskill.extract.extraction;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ExtractionResourceIT {

    @Inject
    SwitchableExtractor extractor;

    @Test
    void a_preview_is_the_payload_of_the_event_and_stores_nothing() {
        int before = given().get("/api/job-postings/counts").path("stored");
        String text = "任职要求：熟悉 Go 与 MySQL。只是预览。";

        String payload = given().contentType("application/json")
                .body(Map.of("title", "后端开发实习生", "text", text))
                .post("/api/extractions")
                .then()
                .statusCode(200)
                .body("postingId", equalTo(NameBasedId.ofPosting(text).toString()))
                .body("title", equalTo("后端开发实习生"))
                .extract()
                .asString();

        ContractExamples.of("skill-requirements/v1").assertValid(payload);
        assertThat(given().get("/api/job-postings/counts").<Integer>path("stored"))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\": \"\"}", "{\"text\": \" \\n\"}", "", "null", "{\"text\": ", "[]"})
    void a_body_without_a_text_is_refused(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/api/extractions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void a_text_beyond_the_limit_is_refused() {
        given().contentType("application/json")
                .body(Map.of("text", "很".repeat(33_334)))
                .post("/api/extractions")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("100002 bytes, more than 100000"));
        given().contentType("application/json")
                .body(Map.of("text", "x".repeat(100_000)))
                .post("/api/extractions")
                .then()
                .statusCode(200);
        given().contentType("application/json")
                .body(Map.of("text", "x".repeat(2_000_000)))
                .post("/api/extractions")
                .then()
                .statusCode(413);
    }

    @Test
    void another_media_type_is_refused() {
        given().contentType("text/plain")
                .body("熟悉 Go")
                .post("/api/extractions")
                .then()
                .statusCode(415);
    }

    @Test
    void a_text_that_the_extractor_chokes_on_is_no_error_of_the_server() {
        extractor.breakForFragileTexts();
        try {
            given().contentType("application/json")
                    .body(Map.of("text", SwitchableExtractor.FRAGILE))
                    .post("/api/extractions")
                    .then()
                    .statusCode(422)
                    .contentType("application/problem+json");
        } finally {
            extractor.mend();
        }
    }

    @Test
    void without_a_model_there_is_no_reading_by_one() {
        given().contentType("application/json")
                .body(Map.of("text", "熟悉 Go"))
                .post("/api/extractions?engine=llm")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("extract.model.api-key"));
        given().contentType("application/json")
                .body(Map.of("text", "熟悉 Go"))
                .post("/api/extractions?engine=magic")
                .then()
                .statusCode(400)
                .body("detail", containsString("it must be llm or rules"));
    }
}
