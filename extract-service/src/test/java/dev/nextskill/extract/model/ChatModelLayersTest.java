package dev.nextskill.extract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChatModelLayersTest {

    private final FakeObserver observer = new FakeObserver();
    private final List<Long> reserved = new ArrayList<>();
    private final List<Long> settled = new ArrayList<>();
    private final Map<String, KeptAnswer> kept = new HashMap<>();

    private final TokenBudget budget = new TokenBudget() {
        @Override
        public Reservation reserve(long tokens) {
            reserved.add(tokens);
            return new Reservation("today", tokens);
        }

        @Override
        public void settle(Reservation reservation, long spent) {
            settled.add(spent);
        }
    };

    private final Answers answers = new Answers() {
        @Override
        public Optional<KeptAnswer> find(String key) {
            return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void keep(String key, KeptAnswer answer) {
            kept.put(key, answer);
        }
    };

    private BudgetedChatModel budgeted(FakeChatModel model) {
        return new BudgetedChatModel(model, budget, 500, observer);
    }

    private CachedChatModel cached(FakeChatModel model) {
        return new CachedChatModel(model, answers, text -> text.endsWith("}"), observer);
    }

    @Test
    void what_was_spent_takes_the_place_of_what_was_reserved() {
        budgeted(FakeChatModel.saying("{}")).chat("熟悉 Go。");

        // Twelve bytes, the longest answer, and what may stand around both.
        assertThat(reserved)
                .hasSize(1)
                .first()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LONG)
                .isBetween(512L, 600L);
        assertThat(settled).containsExactly(120L);
    }

    @Test
    void a_server_that_does_not_count_has_spent_what_was_reserved() {
        budgeted(new FakeChatModel(() -> FakeChatModel.response("{}", FinishReason.STOP, 0, 0)))
                .chat("熟悉 Go。");

        assertThat(settled).isEqualTo(reserved);
    }

    @ParameterizedTest
    @EnumSource(ModelFailure.class)
    void a_failure_costs_nothing_only_where_nothing_was_read(ModelFailure kind) {
        BudgetedChatModel model = budgeted(FakeChatModel.failing(kind));

        assertThatThrownBy(() -> model.chat("熟悉 Go。")).isInstanceOf(ModelUnavailableException.class);

        assertThat(settled).containsExactly(kind.mayCost() ? reserved.get(0) : 0L);
    }

    @Test
    void a_prompt_that_was_answered_is_not_asked_again() {
        FakeChatModel model = FakeChatModel.saying("{\"a\": 1}");

        cached(model).chat("熟悉 Go。");
        cached(model).chat("熟悉 Go。");
        cached(model).chat("熟悉 Rust。");

        assertThat(model.asked).hasValue(2);
        assertThat(observer.lookups).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a": 1}                      | STOP           | true
            {"a": 1}                      | LENGTH         | false
            {"a": 1}                      | CONTENT_FILTER | false
            {"a": [1, 2                   | STOP           | false
            I am sorry.                   | STOP           | false
            """)
    void only_complete_answers_of_use_are_kept(String text, FinishReason reason, boolean isKept) {
        cached(new FakeChatModel(() -> FakeChatModel.response(text, reason, 1, 1)))
                .chat("熟悉 Go。");

        assertThat(kept).hasSize(isKept ? 1 : 0);
    }

    @Test
    void everything_that_is_asked_tells_prompts_apart() {
        ChatRequest request = request("fake", 0.0, "a", "b");

        assertThat(List.of(
                                request,
                                request("other", 0.0, "a", "b"),
                                request("fake", 0.7, "a", "b"),
                                request("fake", 0.0, "ab", ""),
                                request("fake", 0.0, "b", "a"),
                                ChatRequest.builder()
                                        .messages(request.messages())
                                        .modelName("fake")
                                        .temperature(0.0)
                                        .responseFormat(ResponseFormat.JSON)
                                        .build())
                        .stream()
                        .map(each -> Prompt.of(each).cacheKey()))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("[0-9a-f]{64}"));
        assertThat(Prompt.of(request).recordingKey())
                .isEqualTo(Prompt.of(request("fake", 0.7, "a", "b")).recordingKey());
    }

    private static ChatRequest request(String model, double temperature, String system, String user) {
        return ChatRequest.builder()
                .messages(
                        SystemMessage.from(system.isEmpty() ? " " : system),
                        UserMessage.from(user.isEmpty() ? " " : user))
                .modelName(model)
                .temperature(temperature)
                .build();
    }
}
