package dev.nextskill.vocabulary;

import java.util.List;

/**
 * One way to write a skill.
 *
 * @param skill the skill that the label names
 * @param text as people write it
 * @param kind preferred, another correct label, or a known misspelling
 * @param context for a label that also means other things: words of which one must stand in the same clause; empty when
 *     the label is enough by itself
 */
public record SkillLabel(SkillId skill, String text, Kind kind, List<String> context) {

    public enum Kind {
        PREFERRED,
        ALTERNATIVE,
        MISSPELT
    }

    public SkillLabel {
        context = List.copyOf(context);
    }

    /** Whether the label alone does not decide: {@code Go} needs "语言" or another language beside it. */
    public boolean needsContext() {
        return !context.isEmpty();
    }
}
