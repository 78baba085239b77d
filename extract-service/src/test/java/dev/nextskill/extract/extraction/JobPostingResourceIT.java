package dev.nextskill.extract.extraction;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class JobPostingResourceIT {

    @Inject
    JobPostingRepository postings;

    @Inject
    ObjectMapper json;

    private RequirementExtraction extraction;

    @BeforeEach
    void read_with_the_fake() {
        extraction = new RequirementExtraction(new FakeExtractor(), json, Clock.systemUTC());
    }

    private List<Extracted> store(SamplePosting... samples) {
        List<Extracted> extracted = List.of(samples).stream()
                .map(sample -> (Extracted) extraction.extract(sample.json()))
                .toList();
        return QuarkusTransaction.requiringNew().call(() -> postings.store(extracted));
    }

    @Test
    void a_posting_comes_with_its_requirements_and_their_evidence() {
        SamplePosting posting = SamplePosting.saying("熟悉 Go 和自研框架。");
        store(posting);

        given().get("/api/job-postings/" + posting.id())
                .then()
                .statusCode(200)
                .body("postingId", equalTo(posting.id().toString()))
                .body("text", equalTo(posting.text()))
                .body("language", equalTo("zh"))
                .body("receivedAt", equalTo("2026-06-01T08:30:00Z"))
                .body("requirements.requirements[0].anyOf[0].skillId", equalTo("go"))
                .body("requirements.requirements[0].evidence.quote", equalTo("Go"))
                .body("requirements.requirements[1].anyOf[0]", hasKey("skillId"))
                .body("requirements.requirements[1].anyOf[0].skillId", nullValue())
                .body("requirements.roleClass.because[0].in", equalTo("title"))
                .body("links.self", containsString(posting.id().toString()));
    }

    @Test
    void what_is_stored_already_is_left_as_it_is() {
        SamplePosting posting = SamplePosting.saying("熟悉 Go，只存一次。");

        assertThat(store(posting)).hasSize(1);
        assertThat(store(posting)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5f9c9f2e-0000-4000-8000-000000000000", "not-a-uuid"})
    void an_unknown_posting_is_not_found(String id) {
        given().get("/api/job-postings/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString(id));
    }

    @Test
    void the_list_is_newest_first_in_pages() {
        store(IntStream.range(0, 5)
                .mapToObj(i -> SamplePosting.saying("熟悉 Go，列表第 %d 份。".formatted(i))
                        .receivedAt("2041-01-0%dT00:00:00Z".formatted(i + 1)))
                .toArray(SamplePosting[]::new));

        String next = given().get("/api/job-postings?roleClass=backend&size=2")
                .then()
                .statusCode(200)
                .body("items.receivedAt", equalTo(List.of("2041-01-05T00:00:00Z", "2041-01-04T00:00:00Z")))
                .body("items[0].firstLanguage", equalTo("go"))
                .body("items[0].roleClass", equalTo("backend"))
                .body("page", equalTo(0))
                .body("size", equalTo(2))
                .body("links.previous", nullValue())
                .extract()
                .path("links.next");
        String self = given().get(next)
                .then()
                .body("items.receivedAt", equalTo(List.of("2041-01-03T00:00:00Z", "2041-01-02T00:00:00Z")))
                .body("links.previous", containsString("page=0"))
                .extract()
                .path("items[0].links.self");
        given().get(self).then().statusCode(200).body("text", equalTo("熟悉 Go，列表第 2 份。"));
    }

    @Test
    void the_list_can_be_filtered_by_skill() {
        SamplePosting python = SamplePosting.saying("熟悉 Python。").receivedAt("2032-01-01T00:00:00Z");
        SamplePosting go = SamplePosting.saying("熟悉 MySQL。").receivedAt("2032-01-02T00:00:00Z");
        store(python, go);

        for (String filter : List.of("skill=python", "skill=Python&roleClass=backend")) {
            given().get("/api/job-postings?size=50&" + filter)
                    .then()
                    .statusCode(200)
                    .body("items.postingId", hasItem(python.id().toString()))
                    .body("items.postingId", not(hasItem(go.id().toString())))
                    .body("total", notNullValue());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            roleClass=frontend | There is no role class "frontend"; there are
            skill=pythn | knows no skill "pythn"
            size=100000 | at most 200, not 100000
            page=-1 | "page" must be a whole number from 0 on
            page=x | "page" must be
            size=0 | "size" must be
            page=2000000000&size=200 | There is no page 2000000000
            """)
    void a_query_that_cannot_be_answered_says_why(String query, String detail) {
        String problem = given().get("/api/job-postings?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .asString();

        assertThat(problem.replace("\\\"", "\"")).contains(detail);
    }

    @Test
    void postings_are_counted() {
        int before = given().get("/api/job-postings/counts").path("stored");
        store(SamplePosting.saying("熟悉 Go，" + UUID.randomUUID()));

        given().get("/api/job-postings/counts").then().statusCode(200).body("stored", equalTo(before + 1));
    }
}
