package dev.nextskill.extract.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.nextskill.extract.model.TokenBudget.Reservation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks only for what the day's budget still has. Where nobody says what a call has cost, the most that it can have cost is counted. */
final class BudgetedChatModel extends ChatModelLayer {

    /** What the chat template may put around a message. */
    private static final int TOKENS_AROUND = 16;

    private final TokenBudget budget;
    private final int maxOutputTokens;
    private final ModelObserver observer;

    BudgetedChatModel(ChatModel next, TokenBudget budget, int maxOutputTokens, ModelObserver observer) {
        super(next);
        this.budget = budget;
        this.maxOutputTokens = maxOutputTokens;
        this.observer = observer;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Reservation reservation = reserve(request);
        long spent = reservation.tokens();
        try {
            ChatResponse response = next.chat(request);
            @Nullable TokenUsage usage = response.tokenUsage();
            @Nullable Integer total = usage == null ? null : usage.totalTokenCount();
            // A server that counts nothing has not worked for nothing.
            spent = total == null || total == 0 ? spent : total;
            return response;
        } catch (ModelUnavailableException e) {
            spent = e.kind().mayCost() ? spent : 0;
            throw e;
        } finally {
            budget.settle(reservation, spent);
        }
    }

    private Reservation reserve(ChatRequest request) {
        try {
            return budget.reserve(mostTokens(request));
        } catch (ModelUnavailableException e) {
            observer.failed(e);
            throw e;
        }
    }

    /** No tokeniser that works on bytes makes more tokens than there are bytes; the models named in {@code docs/models.md} use such. */
    private long mostTokens(ChatRequest request) {
        Prompt prompt = Prompt.of(request);
        long most = (long) maxOutputTokens + TOKENS_AROUND + bytes(prompt.responseFormat());
        for (Prompt.Message message : prompt.messages()) {
            most += TOKENS_AROUND + bytes(message.text());
        }
        return most;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
