package dev.nextskill.planner.path;

import static dev.nextskill.planner.SkillRequirementsTopic.event;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.nextskill.planner.SkillRequirementsTopic;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From events on Kafka to a learning path. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class LearningPathIT {

    // LocalStackResource fills it in.
    @SuppressWarnings("NullAway.Init")
    LocalStackControl stack;

    @Test
    void a_path_names_the_postings_that_ask_for_every_step() {
        UUID posting = UUID.randomUUID();
        new SkillRequirementsTopic(stack.kafkaBootstrapServers())
                .send(event(
                        posting,
                        "llm-application",
                        "2026-06-01T08:00:00Z",
                        "essential familiar python",
                        "essential familiar redis",
                        "essential familiar kubernetes",
                        "optional familiar mysql"));
        String request = """
                {"goal":{"roleClasses":["llm-application"]},"known":[{"skill":"Python","depth":"build"}],"hours":40,"language":"en"}""";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> plan(request).statusCode(200).body("sample.postings", equalTo(1)));

        plan(request)
                .statusCode(200)
                .body("steps", hasSize(2))
                .body("steps[0].component.id", equalTo("linux-basics"))
                .body("steps[0].to", equalTo("recognise"))
                .body("steps[0].reasons[0].kind", equalTo("prerequisite-of"))
                .body("steps[0].reasons[0].component.id", equalTo("redis-basics"))
                .body("steps[0].reasons[0].because.evidence[0].quote", equalTo("需要 redis"))
                .body("steps[1].component.name", equalTo("redis-basics English"))
                .body("steps[1].to", equalTo("explain"))
                .body("steps[1].cumulativeHours", equalTo(8.0f))
                .body("steps[1].youCan.text", hasItem("You can explain redis-basics"))
                .body("steps[1].reasons[0].kind", equalTo("asked-by-postings"))
                .body("steps[1].reasons[0].n", equalTo(1))
                .body("steps[1].reasons[0].evidence[0].postingId", equalTo(posting.toString()))
                .body("steps[1].reasons[0].evidence[0].company", equalTo("示例公司"))
                .body("steps[1].reasons[0].evidence[0].quote", equalTo("需要 redis"))
                .body("steps[1].resources[0].url", equalTo("https://example.org/redis-basics"))
                .body("notPlanned[0].skillId", equalTo("kubernetes"))
                .body("notPlanned[0].cause", equalTo("no-component"));
    }

    @Test
    void hours_per_week_and_a_deadline_give_the_hours() {
        plan("""
                {"goal":{"roleClasses":["llm-application"]},"hoursPerWeek":10,"deadline":"2199-01-01"}""").statusCode(200);
    }

    @Test
    void without_postings_the_path_is_empty_and_says_why() {
        plan("""
                {"goal":{"roleClasses":["ai-infrastructure"]},"hours":40}""").statusCode(200).body("steps", hasSize(0)).body("note", containsString("还没有"));
    }

    @Test
    void an_unknown_skill_is_answered_with_the_nearest() {
        plan("""
                {"goal":{"roleClasses":["backend"]},"hours":40,"known":[{"skill":"python"},{"skill":"redi"}]}""")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("known[1].skill"))
                .body("violations[0].message", containsString("did you mean \"redis\""));
    }

    @Test
    void everything_wrong_is_said_at_once() {
        plan("""
                {"goal":{"roleClasses":["wizard"]},"known":[{"component":"redis-basic"},{}],"parkedLanguages":["jawa"],"hoursPerWeek":10}""").statusCode(400).body("violations.field", hasSize(5)).body("violations.field", hasItem("hours"));
    }

    @Test
    void an_internship_that_no_one_can_offer_is_a_problem() {
        plan("""
                {"goal":{"roleClasses":["backend"]},"hours":5,"internship":{"months":3,"daysPerWeek":4}}""").statusCode(200);
        plan("""
                {"goal":{"roleClasses":["backend"]},"hours":5,"internship":{"months":0,"daysPerWeek":8}}""").statusCode(400).body("violations", hasSize(2));
    }

    @Test
    void missing_and_broken_requests_are_problems() {
        plan("{}").statusCode(400).body("violations[0].field", containsString("goal"));
        plan("").statusCode(400);
        plan("{\"goal\":").statusCode(400);
        plan("""
                {"goal":{"roleClasses":["backend"]},"hours":-1}""").statusCode(400);
        plan("""
                {"goal":{"roleClasses":["backend"]},"hours":5,"known":[{"skill":"python","depth":"deep"}]}""").statusCode(400);
        plan("""
                {"goal":{"roleClasses":["backend"]},"hoursPerWeek":5,"deadline":"2020-01-01"}""").statusCode(400).body("detail", containsString("after today"));
        plan("""
                {"goal":{"roleClasses":["backend"]},"hoursPerWeek":5,"deadline":"soon"}""").statusCode(400);
    }

    @Test
    void the_api_describes_itself() {
        assertThat(given().get("/q/openapi").then().statusCode(200).extract().asString())
                .contains(
                        "/api/learning-paths",
                        "/api/market/demand",
                        "/api/dead-letters/replays",
                        "a second-year student");
        given().get("/q/swagger-ui/").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("planner_path_planning"));
    }

    private static ValidatableResponse plan(String request) {
        return given().contentType(ContentType.JSON)
                .body(request)
                .post("/api/learning-paths")
                .then();
    }
}
