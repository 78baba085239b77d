package dev.nextskill.extract.model;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.nextskill.extract.model.ScriptedModel.Fault;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackControl.Part;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client on the real wire, against a scripted peer. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(ModelTestProfile.class)
class OpenAiWireIT {

    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @Inject
    ModelWiring.ModelChain chain;

    @Inject
    CircuitBreakerMaintenance circuits;

    @Inject
    RedisDataSource redis;

    @Inject
    EngineChoice choice;

    @SuppressWarnings("NullAway.Init") // ScriptedModelResource fills it
    ScriptedModel peer;

    @SuppressWarnings("NullAway.Init") // LocalStackResource fills it
    LocalStackControl stack;

    @Inject
    @VirtualThreads
    ExecutorService threads;

    private final ChatModel model = new ModelSupplier().get();

    @BeforeEach
    void all_is_well() {
        peer.reset().answer(messages -> "{\"requirements\": []}");
        chain.guarded().wake();
        circuits.resetAll();
    }

    private static String unique(String text) {
        return text + " " + UUID.randomUUID();
    }

    private ModelUnavailableException refused() {
        return refused(unique("Read this."));
    }

    private ModelUnavailableException refused(String prompt) {
        ModelUnavailableException refused =
                catchThrowableOfType(ModelUnavailableException.class, () -> model.chat(prompt));
        assertThat(refused).isNotNull();
        return refused;
    }

    @Test
    void an_answer_comes_with_its_usage() {
        peer.usage(120, 30);

        ChatResponse response = model.chat(UserMessage.from(unique("Read this.")));

        assertThat(response.aiMessage().text()).isEqualTo("{\"requirements\": []}");
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(120);
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(30);
        assertThat(response.modelName()).isEqualTo("scripted-scripted");
        assertThat(choice).isEqualTo(new EngineChoice(true, "scripted"));
    }

    @Test
    void a_request_carries_the_settings_and_the_schema() {
        assertThat(model.supportedCapabilities()).contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);

        model.chat(ChatRequest.builder()
                .messages(SystemMessage.from("You read."), UserMessage.from(unique("Read this.")))
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder()
                                .name("Words")
                                .rootElement(JsonObjectSchema.builder()
                                        .addStringProperty("word")
                                        .required("word")
                                        .build())
                                .build())
                        .build())
                .build());

        JsonNode body = peer.bodies().get(0);
        assertThat(body.path("model").asText()).isEqualTo("scripted");
        assertThat(body.path("temperature").asDouble(-1)).isZero();
        assertThat(body.path("max_tokens").asInt()).isEqualTo(4000);
        assertThat(body.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(body.at("/response_format/type").asText()).isEqualTo("json_schema");
        assertThat(body.at("/response_format/json_schema/schema/properties/word/type")
                        .asText())
                .isEqualTo("string");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RATE_LIMITED     | RATE_LIMITED | 429
            OVERLOADED       | OVERLOADED   | 503
            SERVER_ERROR     | SERVER_ERROR | had an error
            UNAUTHORIZED     | UNAUTHORIZED | Check extract.model.api-key
            BAD_REQUEST      | REJECTED     | maximum context length is 4096
            SLOW_DRIP        | DEADLINE     | not complete after PT3S
            CONNECTION_RESET | BROKEN       | broke
            BROKEN_BODY      | BROKEN       | no chat completion
            EMPTY_CONTENT    | EMPTY        | answered nothing
            """)
    void each_fault_says_what_it_is_and_is_asked_once(Fault fault, ModelFailure kind, String message) {
        peer.next(fault).drip(Duration.ofSeconds(20));

        ModelUnavailableException refused = refused();

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused).hasMessageContaining(message);
        assertThat(refused.retryAfter()).isPositive();
        assertThat(peer.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "CUT_OFF, LENGTH, '{\"requirem'",
        "CONTENT_FILTER, CONTENT_FILTER, ''",
        "REFUSAL, CONTENT_FILTER, I'm sorry"
    })
    void what_ended_early_or_was_withheld_is_an_answer_for_others_to_judge(
            Fault fault, FinishReason reason, String text) {
        peer.next(fault);

        ChatResponse response = model.chat(UserMessage.from(unique("Read this.")));

        assertThat(response.finishReason()).isEqualTo(reason);
        assertThat(response.aiMessage().text()).startsWith(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/v1", "http://no-such-host.invalid/v1"})
    void a_server_that_is_not_there_is_named_as_such(String url) {
        ChatModel nobody = new MeasuredChatModel(
                OpenAiChatModel.builder()
                        .baseUrl(url)
                        .apiKey("none")
                        .modelName("nobody")
                        .timeout(GENEROUS)
                        .maxRetries(0)
                        .build(),
                false,
                new WireFailures(Clock.systemUTC(), Optional.empty()),
                new FakeObserver(),
                Clock.systemUTC());

        ModelUnavailableException refused =
                catchThrowableOfType(ModelUnavailableException.class, () -> nobody.chat("Read this."));

        assertThat(refused.kind()).isEqualTo(ModelFailure.UNREACHABLE);
        assertThat(refused).hasMessageContaining("extract.model.base-url");
    }

    @Test
    void retry_after_in_seconds_is_kept_by_everybody() {
        peer.next(Fault.RATE_LIMITED).retryAfter("90");

        assertThat(refused().retryAfter()).isEqualTo(Duration.ofSeconds(90));

        ModelUnavailableException next = refused();
        assertThat(next.kind()).isEqualTo(ModelFailure.PAUSED);
        assertThat(next.retryAfter()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90));
        assertThat(peer.requests()).isEqualTo(1);
    }

    @Test
    void retry_after_as_a_date_is_understood() {
        peer.next(Fault.OVERLOADED)
                .retryAfter(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10)));

        assertThat(refused().retryAfter()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
    }

    @Test
    void a_dripping_answer_is_cut_off_on_the_wire_too() throws Exception {
        try (DrippingServer server = new DrippingServer()) {
            ChatModel client = OpenAiChatModel.builder()
                    .baseUrl(server.url())
                    .apiKey("none")
                    .modelName("dripping")
                    .timeout(GENEROUS)
                    .maxRetries(0)
                    .build();
            GuardedChatModel guarded = new GuardedChatModel(
                    client, Callable::call, 1, Duration.ofMillis(500), threads, new FakeObserver(), Clock.systemUTC());

            ModelUnavailableException refused =
                    catchThrowableOfType(ModelUnavailableException.class, () -> guarded.chat("Read this."));

            assertThat(refused.kind()).isEqualTo(ModelFailure.DEADLINE);
            Awaitility.await().atMost(GENEROUS).until(server::wasCutOff);
        }
    }

    @Test
    void the_same_is_not_asked_twice() {
        String prompt = unique("Read this.");

        ChatResponse first = model.chat(UserMessage.from(prompt));
        ChatResponse second = model.chat(UserMessage.from(prompt));

        assertThat(second.aiMessage()).isEqualTo(first.aiMessage());
        assertThat(second.tokenUsage().totalTokenCount())
                .isEqualTo(first.tokenUsage().totalTokenCount());
        assertThat(second.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(peer.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"TRUNCATED_JSON", "CUT_OFF", "CONTENT_FILTER", "REFUSAL"})
    void what_is_not_complete_is_not_kept(Fault fault) {
        String prompt = unique("Read this.");
        peer.next(fault);

        model.chat(UserMessage.from(prompt));
        ChatResponse second = model.chat(UserMessage.from(prompt));

        assertThat(second.aiMessage().text()).isEqualTo("{\"requirements\": []}");
        assertThat(peer.requests()).isEqualTo(2);
    }

    @Test
    void no_more_are_asked_at_the_same_time_than_configured() throws Exception {
        peer.latency(Duration.ofMillis(200));
        List<Callable<ChatResponse>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(() -> model.chat(UserMessage.from(unique("Read this."))));
        }

        ExecutorService callers = Executors.newFixedThreadPool(calls.size());
        try {
            for (Future<ChatResponse> answer : callers.invokeAll(calls)) {
                assertThat(answer.get().finishReason()).isEqualTo(FinishReason.STOP);
            }
        } finally {
            callers.shutdownNow();
        }

        assertThat(peer.requests()).isEqualTo(20);
        assertThat(peer.atOnceMost()).isEqualTo(ModelTestProfile.CONCURRENCY);
    }

    @Test
    void a_failing_model_is_left_alone_and_asked_again_later() {
        peer.failWhere(messages -> true, Fault.SERVER_ERROR);
        for (int i = 0; i < 30; i++) {
            refused();
        }

        assertThat(peer.requests()).isEqualTo(10);
        ModelUnavailableException refused = refused();
        assertThat(refused.kind()).isEqualTo(ModelFailure.CIRCUIT_OPEN);
        assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
        given().get("/q/health/ready").then().statusCode(200).body(containsString("open"));

        peer.reset();
        Awaitility.await()
                .atMost(GENEROUS)
                .ignoreExceptionsInstanceOf(ModelUnavailableException.class)
                .until(() -> model.chat(UserMessage.from(unique("Read this."))).finishReason() == FinishReason.STOP);
    }

    @Test
    void refused_requests_do_not_open_the_circuit() {
        peer.failWhere(messages -> true, Fault.BAD_REQUEST);

        for (int i = 0; i < 15; i++) {
            refused();
        }

        assertThat(peer.requests()).isEqualTo(15);
    }

    @Test
    void with_redis_away_nobody_is_asked_when_there_is_a_budget() {
        stack.stop(Part.REDIS);
        try {
            ModelUnavailableException refused = refused();

            assertThat(refused.kind()).isEqualTo(ModelFailure.BUDGET_UNKNOWN);
            assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(10));
            assertThat(peer.requests()).isZero();
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            stack.start(Part.REDIS);
        }
        Awaitility.await()
                .atMost(GENEROUS)
                .ignoreExceptionsInstanceOf(ModelUnavailableException.class)
                .until(() -> model.chat(UserMessage.from(unique("Read this."))).finishReason() == FinishReason.STOP);
    }

    @Test
    void with_redis_away_and_no_budget_there_is_no_cache() {
        AnswerCache cache = new AnswerCache(redis, new ObjectMapper(), GENEROUS);
        stack.stop(Part.REDIS);
        try {
            cache.keep("key", new KeptAnswer("text", null, null, null, null));

            assertThat(cache.find("key")).isEmpty();
        } finally {
            stack.start(Part.REDIS);
        }
    }

    @Test
    void the_days_tokens_are_never_exceeded_however_many_ask() throws Exception {
        Clock someDay = Clock.fixed(
                Instant.ofEpochSecond(Math.floorMod(UUID.randomUUID().hashCode(), 4_000_000_000L)), ZoneOffset.UTC);
        redis.key().del("extract:tokens:" + LocalDate.now(someDay));
        List<TokenBudgetRepository> instances = List.of(
                new TokenBudgetRepository(redis, 10_000, someDay), new TokenBudgetRepository(redis, 10_000, someDay));
        List<Callable<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            TokenBudgetRepository budget = instances.get(i % 2);
            callers.add(() -> {
                int spent = 0;
                for (int call = 0; call < 100; call++) {
                    try {
                        TokenBudget.Reservation reservation = budget.reserve(300);
                        Thread.sleep(1);
                        budget.settle(reservation, 70);
                        spent += 70;
                    } catch (ModelUnavailableException e) {
                        assertThat(e.kind()).isIn(ModelFailure.BUDGET_SPENT, ModelFailure.BUDGET_RESERVED);
                    }
                }
                return spent;
            });
        }

        ExecutorService threads = Executors.newFixedThreadPool(16);
        int spent = 0;
        try {
            for (Future<Integer> each : threads.invokeAll(callers)) {
                spent += each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(spent).isLessThanOrEqualTo(10_000).isGreaterThan(10_000 - 300 - 70);
        ModelUnavailableException refused = catchThrowableOfType(
                ModelUnavailableException.class, () -> instances.get(0).reserve(300));
        assertThat(refused.kind()).isEqualTo(ModelFailure.BUDGET_SPENT);
        Duration untilMidnight = Duration.between(
                someDay.instant(), LocalDate.now(someDay).plusDays(1).atStartOfDay(ZoneOffset.UTC));
        assertThat(refused.retryAfter()).isEqualTo(untilMidnight);
        assertThat(instances.get(0).left()).isEqualTo(10_000 - spent);
    }

    @Test
    void what_is_only_reserved_may_be_free_soon() {
        Clock someDay = Clock.fixed(Instant.parse("2031-05-04T23:00:00Z"), ZoneOffset.UTC);
        redis.key().del("extract:tokens:2031-05-04", "extract:tokens:2031-05-05");
        TokenBudgetRepository budget = new TokenBudgetRepository(redis, 1000, someDay);
        TokenBudget.Reservation reservation = budget.reserve(800);

        assertThat(catchThrowableOfType(ModelUnavailableException.class, () -> budget.reserve(300))
                        .kind())
                .isEqualTo(ModelFailure.BUDGET_RESERVED);

        budget.settle(reservation, 100);
        assertThat(budget.reserve(900)).isNotNull();
        Clock tomorrow = Clock.fixed(Instant.parse("2031-05-05T00:00:00Z"), ZoneOffset.UTC);
        assertThat(new TokenBudgetRepository(redis, 1000, tomorrow).reserve(1000))
                .isNotNull();
        assertThat(redis.key().ttl("extract:tokens:2031-05-04")).isPositive();
    }

    @Test
    void it_is_measured() {
        peer.next(Fault.SERVER_ERROR);
        refused();
        model.chat(unique("Read this."));

        String metrics = given().get("/q/metrics").asString();

        assertThat(metrics)
                .contains("extract_model_tokens_total{direction=\"in\"}")
                .contains("extract_model_tokens_total{direction=\"out\"}")
                .contains("extract_model_cost_total")
                .contains("extract_model_latency_seconds_count")
                .contains("extract_model_cache_total{result=\"miss\"}")
                .contains("extract_model_failures_total{kind=\"server-error\"}")
                .contains("extract_model_circuit 0.0")
                .contains("extract_model_budget_left");
        given().get("/q/health/ready").then().statusCode(200).body(containsString("scripted"));
    }
}
