package dev.nextskill.extract.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes answers that are one JSON object with something in it, perhaps between fences. */
final class CompleteJson implements UsableAnswer {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern FENCED = Pattern.compile("(?s)```\\w*\\s*(.*?)\\s*```");

    @Override
    public boolean test(String text) {
        String content = text.strip();
        Matcher fenced = FENCED.matcher(content);
        try {
            var node = JSON.readTree(fenced.matches() ? fenced.group(1) : content);
            return node.isObject() && !node.isEmpty();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
