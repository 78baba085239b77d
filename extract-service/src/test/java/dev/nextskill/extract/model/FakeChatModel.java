package dev.nextskill.extract.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Answers what it is told and counts how often it was asked. */
final class FakeChatModel implements ChatModel {

    final AtomicInteger asked = new AtomicInteger();
    private final Supplier<ChatResponse> answer;

    FakeChatModel(Supplier<ChatResponse> answer) {
        this.answer = answer;
    }

    static FakeChatModel saying(String text) {
        return new FakeChatModel(() -> response(text, FinishReason.STOP, 100, 20));
    }

    static FakeChatModel failing(ModelFailure kind) {
        return new FakeChatModel(() -> {
            throw ModelUnavailableException.of(kind, "as told");
        });
    }

    static ChatResponse response(String text, FinishReason reason, int input, int output) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .finishReason(reason)
                .tokenUsage(new TokenUsage(input, output))
                .modelName("fake-2026")
                .build();
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return ChatRequestParameters.builder()
                .modelName("fake")
                .temperature(0.0)
                .build();
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        asked.incrementAndGet();
        return answer.get();
    }
}
