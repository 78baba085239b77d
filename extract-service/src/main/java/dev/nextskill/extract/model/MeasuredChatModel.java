package dev.nextskill.extract.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call on the wire, measured; its failures in our words.
 *
 * <p>An answer that ended early ({@code length}) or was withheld ({@code content_filter}) is an answer: it passes on with its finish
 * reason, its text empty where there is none. A refusal by OpenAI's own field is passed on as withheld, the refusal as its text.
 */
final class MeasuredChatModel extends ChatModelLayer {

    private final boolean knowsSchemas;
    private final WireFailures failures;
    private final ModelObserver observer;
    private final Clock clock;

    /** @param knowsSchemas whether the endpoint takes a JSON schema */
    MeasuredChatModel(
            ChatModel next, boolean knowsSchemas, WireFailures failures, ModelObserver observer, Clock clock) {
        super(next);
        this.knowsSchemas = knowsSchemas;
        this.failures = failures;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return knowsSchemas ? Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA) : Set.of();
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        var begin = clock.instant();
        ChatResponse response;
        try {
            response = next.chat(request);
        } catch (ContentFilteredException refusal) {
            response = withheld(refusal);
        } catch (RuntimeException e) {
            throw failures.explain(e);
        }
        @Nullable TokenUsage usage = response.tokenUsage();
        observer.answered(
                usage == null ? 0 : count(usage.inputTokenCount()),
                usage == null ? 0 : count(usage.outputTokenCount()),
                Duration.between(begin, clock.instant()));
        return complete(response);
    }

    private static ChatResponse complete(ChatResponse response) {
        @Nullable String text = response.aiMessage().text();
        if (text != null && !text.isBlank()) {
            return response;
        }
        FinishReason reason = response.finishReason();
        if (reason == FinishReason.LENGTH || reason == FinishReason.CONTENT_FILTER) {
            return ChatResponse.builder()
                    .aiMessage(AiMessage.from(""))
                    .metadata(response.metadata())
                    .build();
        }
        throw ModelUnavailableException.of(
                ModelFailure.EMPTY, "The model answered nothing (finish reason: %s)".formatted(reason));
    }

    private static ChatResponse withheld(ContentFilteredException refusal) {
        @Nullable String said = refusal.getMessage();
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(said == null ? "" : said))
                .finishReason(FinishReason.CONTENT_FILTER)
                .build();
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
