package dev.nextskill.extract.llm;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.nextskill.extract.model.ModelTestProfile;
import dev.nextskill.extract.model.ScriptedModel;
import dev.nextskill.extract.model.ScriptedModel.Fault;
import dev.nextskill.extract.model.ScriptedModel.Message;
import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real client on the real wire: what is sent, what is sent back, what becomes of failures. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(ModelTestProfile.class)
class LlmReadingIT {

    private static int number;

    @SuppressWarnings("NullAway.Init") // ScriptedModelResource fills it
    ScriptedModel model;

    private final List<List<Message>> sent = new CopyOnWriteArrayList<>();

    @BeforeEach
    void reset() {
        model.reset().answer(messages -> "{\"requirements\": []}");
        // A failure of the test before may have closed the way for a while.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> preview("熟悉 Go。", "llm", "off").extract().statusCode() == 200);
        model.reset();
        sent.clear();
    }

    @Test
    void a_posting_is_read_by_the_model_and_proven() {
        answering("{\"requirements\": [" + asking("掌握 <Redis> & Kafka", "Kafka") + "]}");

        String payload = preview("任职要求：掌握 <Redis> & Kafka，{braces} 'quoted'。", "llm", "on")
                .statusCode(200)
                .body("extractor.engine", equalTo("llm"))
                .body("extractor.model", equalTo("scripted"))
                .body("extractor.promptVersion", equalTo("v1"))
                .body("requirements.find { it.anyOf[0].skillId == 'kafka' }.confidence", notNullValue())
                .extract()
                .asString();

        ContractExamples.of("skill-requirements/v1").assertValid(payload);
        assertThat(model.bodies().get(0).at("/response_format/type").textValue())
                .isEqualTo("json_schema");
        assertThat(model.bodies()
                        .get(0)
                        .at("/response_format/json_schema/schema/properties")
                        .fieldNames())
                .toIterable()
                .contains("sections", "technicalWords", "roleClass", "requirements");
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0)).extracting(Message::role).containsExactly("system", "user");
        assertThat(sent.get(0).get(0).content())
                .as("word for word ours, nothing appended")
                .isEqualTo(ReadingPrompt.version("v1").system());
        assertThat(sent.get(0).get(1).content())
                .contains("掌握 <Redis> & Kafka，{braces} 'quoted'。")
                .endsWith("\"quote\"}]}.");
    }

    @Test
    void a_reprompt_is_sent_with_all_that_was_said_before() {
        answering(
                "{\"requirements\": [" + asking("精通 Kafka", "Kafka") + "]}",
                "{\"requirements\": [" + asking("掌握 Kafka", "Kafka") + "]}");

        preview("任职要求：掌握 Kafka。", "llm", "off").statusCode(200);

        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).extracting(Message::role).containsExactly("system", "user", "assistant", "user");
        assertThat(sent.get(1).subList(0, 2)).isEqualTo(sent.get(0));
        assertThat(sent.get(1).get(2).content()).contains("精通 Kafka");
        assertThat(sent.get(1).get(3).content()).contains("requirements[0].quote is not in the posting: \"精通 Kafka\"");
    }

    @Test
    void one_question_knows_nothing_of_another() {
        answering("{\"requirements\": []}");

        preview("任职要求：掌握 Kafka，第一。", "llm", "off").statusCode(200);
        preview("任职要求：掌握 Kafka，第二。", "llm", "off").statusCode(200);

        assertThat(sent.get(1)).hasSize(2);
        assertThat(sent.get(1).get(1).content()).doesNotContain("第一");
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG_SCHEMA", "TRUNCATED_JSON", "CUT_OFF"})
    void an_unusable_answer_is_asked_for_once_more(Fault fault) {
        answering("{\"requirements\": [" + asking("掌握 Kafka", "Kafka") + "]}");
        model.next(fault);

        preview("任职要求：掌握 Kafka。", "llm", "off").statusCode(200).body("extractor.engine", equalTo("llm"));

        assertThat(model.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "SERVER_ERROR", "WRONG_SCHEMA", "EMPTY_CONTENT"})
    void a_model_that_cannot_be_asked_is_a_503_with_retry_after(Fault fault) {
        model.failWhere(messages -> true, fault);

        preview("任职要求：掌握 Kafka。故障二：" + fault, "llm", "off")
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("title", equalTo("The model cannot be asked now"));
    }

    @Test
    void the_rules_are_the_default_and_ask_nobody() {
        answering("{\"requirements\": []}");

        given().contentType("application/json")
                .body(Map.of("text", "任职要求：掌握 Kafka。"))
                .post("/api/extractions")
                .then()
                .statusCode(200)
                .body("extractor.engine", equalTo("rules"));
        assertThat(sent).isEmpty();
    }

    @Test
    void a_wrong_parameter_is_refused_with_what_it_may_be() {
        preview("熟悉 Go", "gpt", "on").statusCode(400).body("detail", containsString("it must be llm or rules"));
        preview("熟悉 Go", "llm", "maybe").statusCode(400).body("detail", containsString("it must be on or off"));
    }

    private void answering(String... answers) {
        model.answer(messages -> {
            sent.add(messages);
            return answers[Math.min(sent.size(), answers.length) - 1];
        });
    }

    private static String asking(String quote, String words) {
        return "{\"anyOf\": [{\"words\": \"%s\", \"skill\": null, \"assertion\": \"stated\"}], \"necessity\": \"essential\", \"level\": \"proficient\", \"quote\": \"%s\"}"
                .formatted(words, quote);
    }

    private static ValidatableResponse preview(String text, String engine, String retrieval) {
        // Another text each time, so that no answer comes from the cache.
        return given().contentType("application/json")
                .body(Map.of("title", "后端开发 " + ++number, "text", text))
                .post("/api/extractions?engine=" + engine + "&retrieval=" + retrieval)
                .then();
    }
}
