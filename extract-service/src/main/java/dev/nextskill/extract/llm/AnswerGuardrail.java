package dev.nextskill.extract.llm;

import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailRequest;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.nextskill.extract.llm.AnswerCheck.Verdict;
import dev.nextskill.extract.model.ModelUnavailableException;
import java.time.Duration;

/**
 * Puts every answer before the {@link AnswerCheck} that travels with its question, and sends it back once. Keeps nothing
 * itself, so that one serves all questions.
 */
public class AnswerGuardrail implements OutputGuardrail {

    /** At temperature 0 the same question soon after gets the same answer. */
    private static final Duration UNUSABLE = Duration.ofMinutes(10);

    @Override
    public OutputGuardrailResult validate(OutputGuardrailRequest request) {
        AnswerCheck check = request.requestParams()
                .invocationContext()
                .invocationParameters()
                .get(AnswerCheck.KEY);
        ChatResponse response = request.responseFromLLM();
        Verdict verdict = check.of(response.aiMessage().text(), response.finishReason());
        if (verdict.reprompt() != null) {
            return reprompt("The posting does not prove all of the answer", verdict.reprompt());
        }
        if (verdict.unusable() != null) {
            String why = "The model gave no answer of use, twice: "
                    + verdict.unusable().words();
            return fatal(why, new ModelUnavailableException(why, UNUSABLE));
        }
        return verdict.accepted() == null ? success() : successWith(verdict.accepted());
    }
}
