package dev.nextskill.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The stable identifier of a skill: kebab-case ASCII, for instance {@code c-plus-plus}. */
public record SkillId(@JsonValue String value) implements Comparable<SkillId> {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]++(-[a-z0-9]++)*+");

    @JsonCreator
    public SkillId {
        if (!KEBAB_CASE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "The skill id \"%s\" must be kebab-case ASCII, like \"spring-boot\".".formatted(value));
        }
    }

    @Override
    public int compareTo(SkillId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
