package dev.nextskill.extract.llm;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import dev.langchain4j.service.guardrail.OutputGuardrails;
import dev.langchain4j.service.memory.ChatMemoryAccess;

/**
 * Asks the model what a posting asks for. The messages come from {@link ReadingPrompt}.
 *
 * <p>A question needs a memory of its own, because a reprompt is sent with what the memory holds: without one it would go out
 * alone. Whoever asks forgets it afterwards with {@link #evictChatMemory}.
 */
public interface RequirementReader extends ChatMemoryAccess {

    /**
     * Asks, and asks once more if the answer does not pass. Not a {@code Result} of the answer: Quarkus would ask for the JSON
     * schema of that.
     *
     * @param question a name of this question that no other has at the same time
     * @param parameters hold the {@link AnswerCheck}
     */
    @SystemMessage("{instructions}")
    @UserMessage("{posting}")
    // Two tries: the executor counts the first answer as one.
    @OutputGuardrails(value = AnswerGuardrail.class, maxRetries = 2)
    ModelAnswer read(
            @MemoryId String question,
            @V("instructions") String instructions,
            @V("posting") String posting,
            InvocationParameters parameters);
}
