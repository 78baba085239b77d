package dev.nextskill.extract.llm;

import dev.langchain4j.memory.chat.ChatMemoryProvider;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import java.util.function.Supplier;

/** Gives each question to the model a memory of its own, in this process only. */
public final class QuestionMemories implements Supplier<ChatMemoryProvider> {

    /** Instructions, posting, answer, complaints, answer. */
    private static final int MESSAGES = 5;

    @Override
    public ChatMemoryProvider get() {
        return question -> MessageWindowChatMemory.builder()
                .id(question)
                .maxMessages(MESSAGES)
                .build();
    }
}
