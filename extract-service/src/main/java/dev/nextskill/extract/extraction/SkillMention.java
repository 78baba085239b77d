package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Words of the posting that name something.
 *
 * @param text verbatim
 * @param start first code point
 * @param end one past the last code point
 * @param in null: the text
 */
public record SkillMention(
        String text, int start, int end, @Nullable Part in) {

    /** Where offsets count, when not in the text. */
    public enum Part {
        @JsonProperty("title")
        TITLE
    }
}
