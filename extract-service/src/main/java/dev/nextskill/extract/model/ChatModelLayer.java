package dev.nextskill.extract.model;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.Set;

/**
 * A chat model around another. A layer overrides {@code doChat}, which gets requests with all defaults of the innermost model filled
 * in, and calls {@code next.chat}.
 */
abstract sealed class ChatModelLayer implements ChatModel
        permits RecordedChatModel, CachedChatModel, BudgetedChatModel, GuardedChatModel, MeasuredChatModel {

    protected final ChatModel next;

    ChatModelLayer(ChatModel next) {
        this.next = next;
    }

    @Override
    public final ChatRequestParameters defaultRequestParameters() {
        return next.defaultRequestParameters();
    }

    @Override
    public final ModelProvider provider() {
        return next.provider();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return next.supportedCapabilities();
    }
}
