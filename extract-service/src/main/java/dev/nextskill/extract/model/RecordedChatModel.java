package dev.nextskill.extract.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Clock;
import java.util.Optional;

/** Answers from files; what no file answers is asked and recorded, or, in a replay, an error. */
final class RecordedChatModel extends ChatModelLayer {

    private final Recordings recordings;
    private final boolean replayOnly;
    private final ModelObserver observer;
    private final Clock clock;

    /** @param replayOnly never ask */
    RecordedChatModel(ChatModel next, Recordings recordings, boolean replayOnly, ModelObserver observer, Clock clock) {
        super(next);
        this.recordings = recordings;
        this.replayOnly = replayOnly;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Prompt prompt = Prompt.of(request);
        Optional<KeptAnswer> recorded = recordings.find(prompt);
        if (recorded.isPresent()) {
            return recorded.get().toResponse();
        }
        if (replayOnly) {
            ModelUnavailableException failure =
                    ModelUnavailableException.of(ModelFailure.NOT_RECORDED, recordings.complaint(prompt));
            observer.failed(failure);
            throw failure;
        }
        ChatResponse response = next.chat(request);
        recordings.keep(prompt, KeptAnswer.of(response), clock.instant());
        return response;
    }
}
