package dev.nextskill.ingest.posting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
// Quarkus fills in the fields before the first test.
@SuppressWarnings("NullAway.Init")
class JobPostingResourceIT {

    private static final String POSTINGS = "/api/job-postings";
    private static final String BATCH = POSTINGS + "/batch";

    LocalStackControl stack;

    @TestHTTPResource(POSTINGS)
    URI postings;

    @TestHTTPResource(BATCH)
    URI batch;

    @Test
    void the_trace_of_the_request_goes_on_with_the_posting() {
        String postingId = given().contentType(ContentType.JSON)
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .body(Map.of("text", newText()))
                .post(POSTINGS)
                .then()
                .statusCode(202)
                .extract()
                .path("postingId");

        assertThat(new PublishedPostings(stack.kafkaBootstrapServers()).withKey(postingId))
                .singleElement()
                .satisfies(event -> assertThat(event.headers().get("traceparent"))
                        .startsWith("00-0af7651916cd43dd8448eb211c80319c-"));
    }

    @Test
    void an_accepted_posting_is_on_kafka_as_a_cloud_event() {
        var text = newText();

        String postingId = given().contentType(ContentType.JSON)
                .body(Map.of(
                        "title",
                        "后端实习生",
                        "company",
                        "示例科技",
                        "datePosted",
                        "2026-05-28",
                        "url",
                        "https://example.org/jobs/1",
                        "text",
                        text + "\r\n熟悉 Go"))
                .post(POSTINGS)
                .then()
                .statusCode(202)
                .contentType(ContentType.JSON)
                .body("status", is("accepted"))
                .body("postingId", equalTo(PostingId.of(text + "\n熟悉 Go").toString()))
                .body("links.jobPosting", containsString("http://localhost:8082/api/job-postings/"))
                .extract()
                .path("postingId");

        assertThat(published().withKey(postingId)).singleElement().satisfies(event -> {
            assertThat(event.headers())
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_id", postingId)
                    .containsEntry("ce_subject", postingId)
                    .containsEntry("ce_source", "/ingest-service")
                    .containsEntry("ce_type", "dev.nextskill.job-posting.ingested.v1")
                    .containsEntry("content-type", "application/json")
                    .containsKey("ce_time");
            ContractExamples.of("job-postings/v1").assertValid(event.json());
            assertThat(event.json())
                    .contains("\"kind\":\"text\",\"name\":\"api\",\"uri\":\"https://example.org/jobs/1\"")
                    .contains("\\n熟悉 Go\"")
                    .contains("\"datePosted\":\"2026-05-28\"")
                    .doesNotContain("location");
        });
    }

    @Test
    void a_repeat_is_answered_200_with_the_same_id_and_published_once() {
        var text = newText();
        String postingId = given().contentType("text/plain; charset=UTF-8")
                .body(text)
                .post(POSTINGS)
                .then()
                .statusCode(202)
                .extract()
                .path("postingId");

        given().contentType(ContentType.JSON)
                .body(Map.of("text", "  " + text.replace(" ", "\n")))
                .post(POSTINGS)
                .then()
                .statusCode(200)
                .body("status", is("duplicate"))
                .body("postingId", equalTo(postingId));

        assertThat(published().withKey(postingId)).hasSize(1);
    }

    @Test
    void plain_text_is_read_in_its_charset() throws Exception {
        var gb18030 = Charset.forName("GB18030");
        var text = "熟悉并发编程，了解操作系统与计算机网络 " + UUID.randomUUID();

        var answer = post(postings, "text/plain; charset=GB18030", BodyPublishers.ofByteArray(text.getBytes(gb18030)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains(PostingId.of(text).toString());
    }

    @Test
    void text_in_another_charset_than_said_is_refused_with_the_place() throws Exception {
        var text = "Intern wanted: 熟悉并发编程，了解操作系统".getBytes(Charset.forName("GB18030"));

        for (var type : new String[] {"text/plain", "text/plain; charset=utf-8", "application/json"}) {
            var answer = post(postings, type, BodyPublishers.ofByteArray(text));

            assertThat(answer.statusCode()).as(type).isEqualTo(400);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("UTF-8", "offset 15", "charset=GB18030");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "400 | application/json | {\"text\": \"x\" | line 1, column",
                "400 | application/json | ~~ | must be an object",
                "400 | application/json | {} | \"text\\\" is missing",
                "400 | application/json | {\"text\": \"too short\"} | needs 20 at least",
                "400 | application/json | {\"text\": \"a text that is long enough\", \"url\": \"no url\"} | web address",
                "400 | application/json | {\"text\": \"a text that is long enough\", \"datePosted\": \"2026\"} | must be a day",
                "400 | application/json | {\"text\": \"a text that is long enough\", \"txt\": \"\"} | not known",
                "400 | text/plain | ~ ~ | Send the whole posting",
                "415 | application/xml | <text/> | application/json or text/plain",
                "400 | nonsense | {} | Bad Request",
                "415 | text/plain; charset=klingon | tlhIngan | klingon",
            })
    void bad_input_is_a_problem_that_says_what_to_do(int status, String contentType, String body, String says)
            throws Exception {
        var answer = post(postings, contentType, BodyPublishers.ofString(body));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(says).doesNotContain("Exception");
    }

    @Test
    void a_missing_content_type_is_a_problem() throws Exception {
        var request = HttpRequest.newBuilder(postings)
                .POST(BodyPublishers.ofString("{}"))
                .build();

        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("is missing");
    }

    @Test
    void what_is_too_long_is_answered_413() throws Exception {
        var longText = "岗".repeat(33_334);
        assertThat(post(postings, "text/plain; charset=utf-8", BodyPublishers.ofString(longText))
                        .statusCode())
                .isEqualTo(413);

        var longBody = post(postings, "text/plain", BodyPublishers.ofByteArray(new byte[2_000_000]));
        assertThat(longBody.statusCode()).isEqualTo(413);
        assertThat(longBody.body()).contains("batch");

        assertThat(post(postings, "text/plain; charset=utf-8", BodyPublishers.ofString(longText.substring(1)))
                        .statusCode())
                .isIn(200, 202);
    }

    @Test
    void a_batch_that_is_no_ndjson_is_answered_415() throws Exception {
        assertThat(post(batch, "application/json", BodyPublishers.ofString("[]"))
                        .body())
                .contains("application/x-ndjson");
        assertThat(post(batch, "application/x-ndjson; charset=UTF-16", BodyPublishers.ofString("{}"))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void the_service_is_alive_ready_counted_and_described() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200).body(containsString("job-postings"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("ingest_postings_total{kind=\"text\",outcome=\"accepted\"}"));
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/api/job-postings'.post.requestBody.content.'text/plain'", notNullValue())
                .body("paths.'/api/job-postings/batch'.post.responses.'200'", notNullValue());
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private static HttpResponse<String> post(URI to, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(to)
                                .header("Content-Type", contentType)
                                .POST(body)
                                .build(),
                        BodyHandlers.ofString(UTF_8));
    }

    private PublishedPostings published() {
        return new PublishedPostings(stack.kafkaBootstrapServers());
    }

    private static String newText() {
        return "An intern who knows Python and Redis, reference " + UUID.randomUUID();
    }
}
