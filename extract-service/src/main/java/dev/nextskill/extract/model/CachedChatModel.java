package dev.nextskill.extract.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.util.Optional;

/** Asks nobody twice the same. Only answers that ended by themselves and are of use are kept. */
final class CachedChatModel extends ChatModelLayer {

    private final Answers answers;
    private final UsableAnswer usable;
    private final ModelObserver observer;

    CachedChatModel(ChatModel next, Answers answers, UsableAnswer usable, ModelObserver observer) {
        super(next);
        this.answers = answers;
        this.usable = usable;
        this.observer = observer;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        String key = Prompt.of(request).cacheKey();
        Optional<KeptAnswer> kept = answers.find(key);
        observer.lookedUp(kept.isPresent());
        if (kept.isPresent()) {
            return kept.get().toResponse();
        }
        ChatResponse response = next.chat(request);
        KeptAnswer answer = KeptAnswer.of(response);
        if (answer.finishReason() == FinishReason.STOP && usable.test(answer.text())) {
            answers.keep(key, answer);
        }
        return response;
    }
}
