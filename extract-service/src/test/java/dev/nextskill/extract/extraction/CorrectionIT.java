package dev.nextskill.extract.extraction;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.kafka.TestTopics;
import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CorrectionIT {

    private static final String SKILLS = "requirements.anyOf.flatten().skillId";

    @SuppressWarnings("NullAway.Init") // LocalStackResource fills it
    LocalStackControl stack;

    @Inject
    JobPostingRepository postings;

    @Inject
    ObjectMapper json;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SamplePosting posting;

    @BeforeEach
    void a_stored_posting() {
        posting = SamplePosting.saying("熟悉 Go 与 MySQL，会用自研框架，了解 Kafka。" + UUID.randomUUID());
        assertThat(store()).hasSize(1);
    }

    private List<Extracted> store() {
        RequirementExtraction fake = new RequirementExtraction(new FakeExtractor(), json, Clock.systemUTC());
        Extracted extracted = (Extracted) fake.extract(posting.json());
        return QuarkusTransaction.requiringNew().call(() -> postings.store(List.of(extracted)));
    }

    private ValidatableResponse patch(String body) {
        return patch(posting, body);
    }

    private static ValidatableResponse patch(SamplePosting posting, String body) {
        // As bytes: REST Assured would write another charset than JSON's.
        return given().contentType("application/merge-patch+json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .patch("/api/job-postings/" + posting.id() + "/requirements")
                .then();
    }

    @Test
    void what_people_correct_is_answered_told_and_kept() {
        patch("""
                {"requirements": {"go": {"necessity": "optional", "level": "aware"}, "mysql": null,
                 "自研框架": {"skillId": "langchain"}, "kafka": {"quote": "了解 Kafka"}}, "roleClass": "model-research"}""")
                .statusCode(200)
                .body(SKILLS, hasItems("go", "langchain", "kafka"))
                .body(SKILLS, not(hasItem("mysql")))
                .body("requirements[0].necessity", equalTo("optional"))
                .body("requirements[0].level", equalTo("aware"))
                .body("requirements.find { it.anyOf[0].skillId == 'kafka' }.anyOf[0].mention.text", equalTo("Kafka"))
                .body("requirements.find { it.anyOf[0].skillId == 'kafka' }.evidence.quote", equalTo("了解 Kafka"))
                .body(
                        "requirements.find { it.anyOf[0].skillId == 'langchain' }.anyOf[0].assertion",
                        equalTo("corrected"))
                .body("requirements.find { it.anyOf[0].skillId == 'langchain' }.anyOf[0].mention.text", equalTo("自研框架"))
                .body("roleClass.id", equalTo("model-research"));

        given().get("/api/job-postings/" + posting.id())
                .then()
                .body("corrections.roleClass", equalTo("model-research"))
                .body("corrections.requirements", hasKey("mysql"))
                .body("requirements." + SKILLS, hasItems("go", "langchain", "kafka"));
        given().get("/api/job-postings?size=200&roleClass=model-research&skill=langchain")
                .then()
                .body("items.postingId", hasItem(posting.id().toString()));
        try (TestTopics topics = new TestTopics(stack.kafkaBootstrapServers())) {
            String payload = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> topics
                                    .read(TestTopics.REQUIREMENTS, posting.id().toString())
                                    .stream()
                                    .map(event ->
                                            new String(Objects.requireNonNull(event.value()), StandardCharsets.UTF_8))
                                    .toList(),
                            events -> events.size() == 1)
                    .get(0);
            ContractExamples.of("skill-requirements/v1").assertValid(payload);
            assertThat(payload).contains("\"assertion\":\"corrected\"");
        }
        assertThat(store()).isEmpty();
    }

    @Test
    void words_that_people_corrected_are_linked_in_the_postings_that_come_after() {
        SamplePosting seen = SamplePosting.saying("任职要求：熟悉 Vexlorra 与 Redis。" + UUID.randomUUID());
        SamplePosting next = SamplePosting.saying("岗位要求：\n1、精通 vexlorra。\n2、了解 Docker。" + UUID.randomUUID());
        try (TestTopics topics = new TestTopics(stack.kafkaBootstrapServers())) {
            assertThat(send(topics, seen)).contains("\"skillId\":null,\"label\":\"Vexlorra\"");
            patch(seen, "{\"requirements\": {\"Vexlorra\": {\"skillId\": \"sft\"}}}")
                    .statusCode(200)
                    .body(SKILLS, hasItem("sft"));

            String payload = send(topics, next);

            ContractExamples.of("skill-requirements/v1").assertValid(payload);
            assertThat(payload)
                    .contains("\"skillId\":\"sft\",\"label\":\"SFT\",\"mention\":{\"text\":\"vexlorra\"")
                    .contains("\"assertion\":\"corrected\"");
        }
        given().get("/api/job-postings/" + next.id())
                .then()
                .body("requirements." + SKILLS, hasItem("sft"))
                .body("", not(hasKey("corrections")));
        given().get("/api/job-postings?skill=sft")
                .then()
                .body("items.postingId", hasItem(next.id().toString()));

        patch(seen, "{\"corrections\": null}").statusCode(200).body(SKILLS, not(hasItem("sft")));

        given().contentType("application/json")
                .body(Map.of("text", next.text()))
                .post("/api/extractions")
                .then()
                .statusCode(200)
                .body(SKILLS, not(hasItem("sft")));
    }

    /** Returns the event. */
    private static String send(TestTopics topics, SamplePosting posting) {
        topics.sendPosting(posting.id().toString(), posting.json());
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> topics.read(TestTopics.REQUIREMENTS, posting.id().toString()).stream()
                                .map(event -> new String(Objects.requireNonNull(event.value()), StandardCharsets.UTF_8))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void corrections_add_up_and_can_be_withdrawn() {
        patch("{\"requirements\": {\"mysql\": null}}").statusCode(200);
        patch("{\"roleClass\": \"other\"}").statusCode(200).body(SKILLS, not(hasItem("mysql")));
        patch("{\"roleClass\": null}").statusCode(200).body("roleClass.id", equalTo("backend"));

        patch("{\"corrections\": null}").statusCode(200).body(SKILLS, hasItems("go", "mysql"));

        given().get("/api/job-postings/" + posting.id()).then().body("", not(hasKey("corrections")));
    }

    @Test
    void a_text_that_is_replaced_keeps_the_corrections_that_still_stand() {
        patch("{\"requirements\": {\"mysql\": null, \"kafka\": {\"quote\": \"了解 Kafka\"}}}")
                .statusCode(200);
        posting = new SamplePosting(
                posting.title(), posting.text().replace("了解 Kafka", "了解  Kafka"), "2026-06-02T08:30:00Z");

        List<Extracted> told = store();

        assertThat(told).hasSize(1);
        assertThat(told.get(0).payload()).contains("\"go\"").doesNotContain("\"mysql\"", "\"kafka\"");
    }

    @Test
    void who_corrects_what_has_changed_meanwhile_is_told_so() {
        String tag = given().get("/api/job-postings/" + posting.id()).header("ETag");
        String path = "/api/job-postings/" + posting.id() + "/requirements";

        String next = given().contentType("application/json")
                .header("If-Match", tag)
                .body("{\"requirements\": {\"mysql\": null}}")
                .patch(path)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");

        given().contentType("application/json")
                .header("If-Match", tag)
                .body("{\"requirements\": {\"go\": null}}")
                .patch(path)
                .then()
                .statusCode(412)
                .contentType("application/problem+json");
        assertThat(next).isNotEqualTo(tag);
        assertThat(given().get("/api/job-postings/" + posting.id()).header("ETag"))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [] | 400 | no JSON object
            {"requirement": {}} | 400 | member "requirement"
            {"requirements": {"go": {"necesity": "optional"}}} | 400 | member "necesity"
            {"requirements": {"go": 1}} | 400 | "requirements"."go" must be an object
            {"corrections": {}} | 400 | can only be null
            {"requirements": | 400 | not JSON
            {"requirements": {"go": {"necessity": "must"}}} | 422 | there are responsibility, optional, essential
            {"requirements": {"go": {"skillId": "golang-x"}}} | 422 | "skillId" of "go"
            {"requirements": {"kafka": {"level": "aware"}}} | 422 | does not ask for "kafka"; to add it, send a "quote"
            {"requirements": {"Kafka!": {}}} | 422 | no unlinked mention "Kafka!"
            {"requirements": {"kafka": {"quote": "精通 Kafka"}}} | 422 | "quote" of "kafka"
            {"requirements": {"rust": null}} | 422 | no "rust", which cannot be removed
            {"roleClass": "frontend"} | 422 | "roleClass" is "frontend"; there are
            """)
    void a_patch_that_cannot_be_names_the_key(String body, int status, String detail) throws IOException {
        String problem = patch(body)
                .statusCode(status)
                .contentType("application/problem+json")
                .extract()
                .asString();

        assertThat(json.readTree(problem).get("detail").asText()).contains(detail);
    }

    @Test
    void an_unknown_posting_cannot_be_corrected() {
        for (String id : List.of(UUID.randomUUID().toString(), "x")) {
            given().contentType("application/json")
                    .body("{\"roleClass\": \"other\"}")
                    .patch("/api/job-postings/" + id + "/requirements")
                    .then()
                    .statusCode(404);
        }
    }
}
