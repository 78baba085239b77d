package dev.nextskill.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.model.output.FinishReason;
import dev.nextskill.extract.llm.AnswerParser.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows one question to a model: the first answer may be sent back once with the exact complaints, of the second what still
 * fails is dropped. Not for several threads.
 */
final class AnswerCheck {

    /** Under which name it travels with the question. */
    static final String KEY = "nextskill.answer-check";

    private static final int MOST_COMPLAINTS = 30;

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    /** What to do with an answer: exactly one of the three is there. */
    record Verdict(
            @Nullable String accepted,
            @Nullable String reprompt,
            @Nullable AnswerFault unusable) {

        static Verdict accept(String json) {
            return new Verdict(json, null, null);
        }

        static Verdict reprompt(String words) {
            return new Verdict(null, words, null);
        }

        static Verdict unusable(AnswerFault fault) {
            return new Verdict(null, null, fault);
        }
    }

    private final AnswerParser parser;
    private final AnswerVerifier verifier;
    private final ReadingPrompt prompt;
    private final AnswerTally tally;
    private boolean isReprompted;
    private @Nullable ModelAnswer accepted;
    private @Nullable VerifiedAnswer verified;

    AnswerCheck(AnswerParser parser, AnswerVerifier verifier, ReadingPrompt prompt, AnswerTally tally) {
        this.parser = parser;
        this.verifier = verifier;
        this.prompt = prompt;
        this.tally = tally;
    }

    Verdict of(@Nullable String written, @Nullable FinishReason finish) {
        Parsed parsed = parser.parse(written, finish);
        ModelAnswer answer = parsed.answer();
        AnswerFault fault = parsed.fault();
        VerifiedAnswer now = answer == null ? null : verifier.verify(answer);
        if (!isReprompted && (now == null || !now.complaints().isEmpty())) {
            isReprompted = true;
            accepted = answer;
            verified = now;
            tally.reprompted();
            return Verdict.reprompt(prompt.reprompt(
                    now == null && fault != null
                            ? List.of(fault.reprompt())
                            : now == null ? List.of() : complaints(now)));
        }
        if (answer == null || now == null) {
            if (accepted == null || verified == null) {
                AnswerFault why = fault == null ? AnswerFault.EMPTY : fault;
                tally.unusable(why);
                return Verdict.unusable(why);
            }
        } else if (verified == null
                || now.requirements().size() >= verified.requirements().size()) {
            // A model told of one error sometimes answers with that part only: then the first answer said more.
            accepted = answer;
            verified = now;
        }
        verified.complaints().forEach(complaint -> tally.rejected(complaint.what()));
        return Verdict.accept(json(accepted));
    }

    /** The answer that was accepted, as the model gave it. */
    Optional<ModelAnswer> accepted() {
        return Optional.ofNullable(accepted);
    }

    private static List<String> complaints(VerifiedAnswer answer) {
        List<String> words = answer.complaints().stream()
                .limit(MOST_COMPLAINTS)
                .map(Complaint::words)
                .collect(Collectors.toList());
        int more = answer.complaints().size() - words.size();
        if (more > 0) {
            words.add("… and " + more + " more of this kind");
        }
        return words;
    }

    private static String json(@Nullable ModelAnswer answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of strings can be written as JSON", e);
        }
    }
}
