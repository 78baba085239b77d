package dev.nextskill.planner.market;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How well a posting wants a skill: 了解 &lt; 熟悉 &lt; 掌握 &lt; 精通, or not said. */
public enum ProficiencyLevel {
    @JsonProperty("unspecified")
    UNSPECIFIED('u'),
    @JsonProperty("aware")
    AWARE('a'),
    @JsonProperty("familiar")
    FAMILIAR('f'),
    @JsonProperty("proficient")
    PROFICIENT('p'),
    @JsonProperty("expert")
    EXPERT('e');

    private final char letter;

    ProficiencyLevel(char letter) {
        this.letter = letter;
    }

    /** In a written {@link PostingSignature}. */
    char letter() {
        return letter;
    }

    static ProficiencyLevel ofLetter(char letter) {
        for (ProficiencyLevel level : values()) {
            if (level.letter == letter) {
                return level;
            }
        }
        throw new IllegalArgumentException("No level is written '%s'".formatted(letter));
    }
}
