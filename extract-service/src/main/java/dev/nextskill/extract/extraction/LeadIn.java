package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.Clause.CueMatch;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import java.util.List;

/**
 * What a line that ends in a colon says for the list behind it: "熟悉或接触过以下方向者优先：" makes its items optional, "了解：" gives
 * them a level, "以下至少一项：" makes alternatives of them. It holds until the next heading or lead-in.
 *
 * @param section whose heading it stood under
 * @param isAlternatives whether one of its items is enough
 * @param level for items that name none
 */
record LeadIn(Section section, boolean isOptional, boolean isAlternatives, ProficiencyLevel level) {

    static final LeadIn NONE = new LeadIn(Section.NONE, false, false, ProficiencyLevel.UNSPECIFIED);

    /** A longer line is a sentence of its own. */
    private static final int LONGEST = 90;

    static boolean isLeadIn(Statement statement) {
        return statement.isLeadIn() && statement.to() - statement.from() <= LONGEST;
    }

    static LeadIn of(Statement statement, List<Clause> clauses) {
        boolean optional = false;
        boolean alternatives = false;
        boolean points = false;
        ProficiencyLevel level = ProficiencyLevel.UNSPECIFIED;
        for (Clause clause : clauses) {
            optional |= clause.has(Cue.Kind.OPTIONAL);
            alternatives |= clause.has(Cue.Kind.ALTERNATIVES);
            // "one of" alone may speak of something inside the line.
            points |= clause.has(Cue.Kind.POINTER);
            for (CueMatch match : clause.cues()) {
                Cue.Meaning meaning = match.cue().as(Cue.Kind.LEVEL);
                if (meaning != null) {
                    ProficiencyLevel given = meaning.before() != null ? meaning.before() : meaning.after();
                    level = given != null && level == ProficiencyLevel.UNSPECIFIED ? given : level;
                }
            }
        }
        boolean oneOfItems = alternatives && !optional && statement.section() == Section.REQUIREMENTS && points;
        return new LeadIn(statement.section(), optional, oneOfItems, level);
    }

    /** How the statement reads under this lead-in. */
    Statement apply(Statement statement) {
        return isOptional && statement.section() == section ? statement.in(Section.BONUS) : statement;
    }
}
