package dev.nextskill.ingest.board;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInRelativeOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.nextskill.ingest.posting.PublishedPostings;
import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackControl.Part;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(JobBoardsResource.class)
// Quarkus fills in the fields before the first test.
@SuppressWarnings("NullAway.Init")
class SourceResourceIT {

    LocalStackControl stack;
    WireMockServer boards;

    @Test
    void the_good_postings_of_a_board_are_on_kafka_and_the_broken_ones_named() {
        eventually(() -> source("a-greenhouse")
                .body("lastSuccess", notNullValue())
                .body("total.new", is(2))
                .body("total.refused", is(3))
                .body("state", is("waiting"))
                .body("failuresInARow", is(0))
                .body("lastError", nullValue())
                .body(
                        "refusals",
                        hasItems(
                                "posting 202: It has no \"content\".",
                                "posting no. 3: It is no JSON object.",
                                "posting 204: Its \"title\" must be a string, but is of type array.")));

        assertThat(published().fromSource("a-greenhouse")).hasSize(2).allSatisfy(event -> {
            ContractExamples.of("job-postings/v1").assertValid(event.json());
            assertThat(event.json()).contains("\"kind\":\"board-api\",\"name\":\"a-greenhouse\"");
        });
    }

    @Test
    void an_unchanged_board_is_not_read_again() {
        eventually(() -> source("a-greenhouse").body("lastSuccess", notNullValue()));

        given().post("/api/sources/a-greenhouse/polls").then().statusCode(202).body("name", is("a-greenhouse"));

        eventually(() -> boards.verify(getRequestedFor(urlPathEqualTo("/greenhouse/sample/jobs"))
                .withHeader("If-None-Match", equalTo("\"1\""))));
        eventually(() -> source("a-greenhouse").body("state", is("waiting")).body("total.seen", is(5)));
    }

    @Test
    void a_board_that_comes_back_is_read_with_all_it_says() {
        eventually(() -> source("b-lever").body("total.new", is(1)).body("failuresInARow", is(0)));

        assertThat(published().fromSource("b-lever")).singleElement().satisfies(event -> assertThat(event.json())
                .contains("\"uri\":\"https://jobs.lever.co/sample/aaaa-1\"")
                .contains("\"title\":\"Inference Engineer\"")
                .contains("\"company\":\"sample\"")
                .contains("\"location\":\"London; Beijing\"")
                .contains("\"datePosted\":\"2026-05-01\"")
                .contains("What You Do\\n- Write CUDA kernels"));
    }

    @Test
    void only_what_is_wanted_is_taken_and_changes_are_seen_without_redis() {
        eventually(() -> source("c-ashby")
                .body("lastRead.seen", is(3))
                .body("lastRead.filtered", is(2))
                .body("total.new", is(1)));

        stack.stop(Part.REDIS);
        try {
            boards.stubFor(get(urlPathEqualTo("/ashby/sample"))
                    .willReturn(ok(SampleBoards.ASHBY.replace("Evaluation Engineer", "Platform Engineer"))));
            given().post("/api/sources/c-ashby/polls").then().statusCode(202);
            eventually(() -> source("c-ashby").body("total.new", is(2)).body("lastRead.unchanged", is(1)));
        } finally {
            stack.start(Part.REDIS);
        }
        assertThat(published().fromSource("c-ashby")).hasSize(2).allSatisfy(event -> assertThat(event.json())
                .contains("\"company\":\"Sample Evaluations\""));
    }

    @Test
    void a_busy_board_is_left_alone_as_long_as_it_asks() {
        eventually(() -> source("e-busy")
                .body("state", is("failing"))
                .body("lastError", containsString("answered 429"))
                .body("lastError", containsString("1000 s")));

        given().post("/api/sources/e-busy/polls").then().statusCode(202).body("nextPoll", notNullValue());

        boards.verify(1, getRequestedFor(urlPathEqualTo("/busy/sample")));
    }

    @Test
    void a_private_address_that_was_not_allowed_is_not_asked() {
        eventually(() -> source("d-private")
                .body("state", is("failing"))
                .body("lastError", containsString("localhost leads to"))
                .body("lastError", containsString("no public address (loopback), so it was not asked")));
    }

    @Test
    void sources_are_listed_and_watched_and_make_nothing_unready() {
        given().get("/api/sources")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body(
                        "name",
                        containsInRelativeOrder(
                                "a-greenhouse", "b-lever", "c-ashby", "d-private", "e-busy", "f-disabled"))
                .body("kind", hasItems("greenhouse", "lever", "ashby"))
                .body("find { it.name == 'f-disabled' }.state", is("disabled"));
        eventually(() -> source("e-busy").body("state", is("failing")));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'job boards' }.status", is("UP"))
                .body("checks.find { it.name == 'job boards' }.data.'e-busy'", startsWith("failing, 1 in a row"));
        given().get("/q/metrics")
                .then()
                .body(containsString("ingest_postings_total{kind=\"board_api\",outcome=\"rejected\"}"));
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .body("paths.'/api/sources/{name}/polls'.post.responses.'202'", notNullValue());
    }

    @Test
    void what_cannot_be_polled_is_told() {
        given().get("/api/sources/nobody")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("There are: a-greenhouse, b-lever"));
        given().post("/api/sources/nobody/polls").then().statusCode(404);
        given().post("/api/sources/f-disabled/polls")
                .then()
                .statusCode(409)
                .body("detail", containsString("ingest.sources.f-disabled.enabled=true"));
    }

    private static ValidatableResponse source(String name) {
        return given().get("/api/sources/" + name).then().statusCode(200);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(assertion);
    }

    private PublishedPostings published() {
        return new PublishedPostings(stack.kafkaBootstrapServers());
    }
}
