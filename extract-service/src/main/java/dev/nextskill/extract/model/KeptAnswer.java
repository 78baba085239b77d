package dev.nextskill.extract.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * An answer as cache and recordings keep it.
 *
 * @param model what the server says it is, often more exact than the name asked for
 * @param finishReason {@code STOP}, {@code LENGTH}, {@code CONTENT_FILTER} …
 * @param inputTokens absent when the server did not count
 */
record KeptAnswer(
        String text,
        @Nullable String model,
        @Nullable FinishReason finishReason,
        @Nullable Integer inputTokens,
        @Nullable Integer outputTokens) {

    static KeptAnswer of(ChatResponse response) {
        @Nullable String text = response.aiMessage().text();
        @Nullable TokenUsage usage = response.tokenUsage();
        return new KeptAnswer(
                text == null ? "" : text,
                response.modelName(),
                response.finishReason(),
                usage == null ? null : usage.inputTokenCount(),
                usage == null ? null : usage.outputTokenCount());
    }

    ChatResponse toResponse() {
        ChatResponse.Builder response = ChatResponse.builder().aiMessage(AiMessage.from(text));
        if (model != null) {
            response.modelName(model);
        }
        if (finishReason != null) {
            response.finishReason(finishReason);
        }
        if (inputTokens != null || outputTokens != null) {
            response.tokenUsage(new TokenUsage(inputTokens, outputTokens));
        }
        return response.build();
    }
}
