package dev.nextskill.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.RulesExtractor;
import dev.nextskill.extract.model.ScriptedModel.Message;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays a model that reads as the rules do: finds the posting between its markers in the prompt and answers in the model's format. For
 * {@code ScriptedModel.main --answer}, where a peer must give sensible answers to real prompts.
 */
public final class RulesAnswers implements Function<List<Message>, String> {

    private static final Pattern MARKER = Pattern.compile("(?m)^POSTING-[0-9a-f]{16}$");

    private static final String TITLE = "title: ";

    private final RulesExtractor rules = new RulesExtractor(SkillVocabulary.load());
    private final JsonMapper json = new JsonMapper();

    @Override
    public String apply(List<Message> messages) {
        String data = posting(messages.get(1).content());
        int text = data.startsWith(TITLE) ? data.indexOf('\n') + 1 : 0;
        PostingText posting = new PostingText(
                text == 0 ? null : data.substring(TITLE.length(), text - 1), null, data.substring(text));
        try {
            return json.writeValueAsString(ModelAnswer.of(ReadingCost.event(rules.extract(posting), posting)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Between the last two markers; examples stand before it. */
    private static String posting(String prompt) {
        int from = 0;
        int to = 0;
        Matcher marker = MARKER.matcher(prompt);
        for (int end = 0; marker.find(); end = marker.end()) {
            from = end;
            to = marker.start();
        }
        return prompt.substring(from, to).strip();
    }
}
