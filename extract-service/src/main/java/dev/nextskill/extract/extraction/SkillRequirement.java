package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.vocabulary.SkillId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ask of a posting.
 *
 * @param anyOf its alternatives; one of them is enough
 * @param evidence the clause that asks
 * @param confidence 0..1, the extractor's own certainty
 */
public record SkillRequirement(
        List<AskedSkill> anyOf, Necessity necessity, ProficiencyLevel level, TextEvidence evidence, double confidence) {

    public SkillRequirement {
        anyOf = List.copyOf(anyOf);
        if (anyOf.isEmpty()) {
            throw new IllegalArgumentException("A requirement must ask for something: anyOf is empty");
        }
    }

    /** The same ask with other alternatives. */
    SkillRequirement asking(List<AskedSkill> others) {
        return new SkillRequirement(others, necessity, level, evidence, confidence);
    }

    /**
     * @param skillId null for an unlinked mention: words that name a skill the vocabulary does not know
     * @param label the skill's preferred label, or the mention's own words
     */
    public record AskedSkill(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            SkillId skillId,

            String label,
            SkillMention mention,
            Assertion assertion) {}

    /** The strongest of a skill's mentions wins; the order is from weak to strong. */
    public enum Necessity {
        @JsonProperty("responsibility")
        RESPONSIBILITY,
        @JsonProperty("optional")
        OPTIONAL,
        @JsonProperty("essential")
        ESSENTIAL
    }

    /** 了解 &lt; 熟悉 &lt; 掌握 &lt; 精通. */
    public enum ProficiencyLevel {
        @JsonProperty("unspecified")
        UNSPECIFIED,
        @JsonProperty("aware")
        AWARE,
        @JsonProperty("familiar")
        FAMILIAR,
        @JsonProperty("proficient")
        PROFICIENT,
        @JsonProperty("expert")
        EXPERT
    }

    /** How the skill stands in the text: named, implied, or named with an error that was repaired. */
    public enum Assertion {
        @JsonProperty("stated")
        STATED,
        @JsonProperty("inferred")
        INFERRED,
        @JsonProperty("corrected")
        CORRECTED
    }
}
