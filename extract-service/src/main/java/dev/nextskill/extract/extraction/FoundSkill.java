package dev.nextskill.extract.extraction;

import dev.nextskill.extract.linking.LinkedSkill;
import dev.nextskill.vocabulary.SkillLabel;
import org.jspecify.annotations.Nullable;

/**
 * A skill's mention at its place in a statement: linked, or words that look like a skill the vocabulary does not know.
 *
 * @param from folded position
 * @param to folded position, exclusive
 * @param linked null for an unlinked mention
 * @param corrected whether the words hold an error that linking repaired
 * @param certainty 0..1, that these words name this skill
 */
record FoundSkill(int from, int to, @Nullable LinkedSkill linked, boolean corrected, double certainty) {

    /** A label that means one thing. */
    static final double UNAMBIGUOUS = 0.95;
    /** A label decided by the words around it. */
    static final double BY_CONTEXT = 0.85;
    /** A known misspelling. */
    static final double CORRECTED = 0.8;
    /** An error that no list knows. */
    static final double REPAIRED = 0.7;
    /** A Latin name in a skill's company. */
    static final double UNLINKED_NAME = 0.6;
    /** A Chinese noun phrase in a skill's company. */
    static final double UNLINKED_PHRASE = 0.5;

    static FoundSkill of(LinkedSkill linked) {
        boolean corrected = linked.label().kind() == SkillLabel.Kind.MISSPELT;
        double certainty = corrected ? CORRECTED : linked.label().needsContext() ? BY_CONTEXT : UNAMBIGUOUS;
        return new FoundSkill(linked.from(), linked.to(), linked, corrected, certainty);
    }

    /** A name with an error of its own. */
    static FoundSkill repaired(LinkedSkill linked) {
        return new FoundSkill(linked.from(), linked.to(), linked, true, REPAIRED);
    }

    static FoundSkill unlinked(int from, int to, double certainty) {
        return new FoundSkill(from, to, null, false, certainty);
    }
}
