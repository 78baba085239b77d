package dev.nextskill.extract.llm;

import dev.langchain4j.guardrail.OutputGuardrailException;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.model.output.FinishReason;
import dev.nextskill.extract.llm.AnswerCheck.Verdict;
import dev.nextskill.extract.model.ModelUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers as a script says, and puts each answer before the check as the guardrail does. */
final class FakeReader implements RequirementReader {

    /** What was sent: the question, then the reprompt if there was one; for each question. */
    final List<String> sent = new ArrayList<>();

    final List<Object> forgotten = new ArrayList<>();

    private final Function<String, String> script;

    /** @param script from what is sent to the answer */
    FakeReader(Function<String, String> script) {
        this.script = script;
    }

    /** Gives these answers one after the other, and the last one for ever. */
    static FakeReader answering(String... answers) {
        int[] next = {0};
        return new FakeReader(sent -> answers[Math.min(next[0]++, answers.length - 1)]);
    }

    @Override
    public ModelAnswer read(String question, String instructions, String posting, InvocationParameters parameters) {
        AnswerCheck check = parameters.get(AnswerCheck.KEY);
        String message = posting;
        for (int attempt = 0; attempt < 2; attempt++) {
            sent.add(message);
            Verdict verdict = check.of(script.apply(message), FinishReason.STOP);
            if (verdict.unusable() != null) {
                throw new OutputGuardrailException(
                        "unusable",
                        new ModelUnavailableException(verdict.unusable().words(), Duration.ofMinutes(10)));
            }
            if (verdict.accepted() != null) {
                return ModelAnswer.NOTHING;
            }
            message = Objects.requireNonNull(verdict.reprompt());
        }
        throw new AssertionError("the second answer is always accepted or unusable");
    }

    @Override
    public @Nullable ChatMemory getChatMemory(Object memoryId) {
        return null;
    }

    @Override
    public boolean evictChatMemory(Object memoryId) {
        forgotten.add(memoryId);
        return true;
    }
}
