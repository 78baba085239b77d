package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.Clause.CueMatch;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import java.util.List;

/**
 * What a line that ends in a colon says for the list behind it: "熟悉或接触过以下方向者优先：" makes its items optional, "了解：" gives
 * them a level. It holds until the next heading or lead-in.
 *
 * @param section whose heading it stood under
 * @param level for items that name none
 */
record LeadIn(Section section, boolean isOptional, ProficiencyLevel level) {

    static final LeadIn NONE = new LeadIn(Section.NONE, false, ProficiencyLevel.UNSPECIFIED);

    /** A longer line is a sentence of its own. */
    private static final int LONGEST = 90;

    static boolean isLeadIn(Statement statement) {
        return statement.isLeadIn() && statement.to() - statement.from() <= LONGEST;
    }

    static LeadIn of(Statement statement, List<Clause> clauses) {
        boolean optional = false;
        ProficiencyLevel level = ProficiencyLevel.UNSPECIFIED;
        for (Clause clause : clauses) {
            optional |= clause.has(Cue.Kind.OPTIONAL);
            for (CueMatch match : clause.cues()) {
                Cue.Meaning meaning = match.cue().as(Cue.Kind.LEVEL);
                if (meaning != null) {
                    ProficiencyLevel given = meaning.before() != null ? meaning.before() : meaning.after();
                    level = given != null && level == ProficiencyLevel.UNSPECIFIED ? given : level;
                }
            }
        }
        return new LeadIn(statement.section(), optional, level);
    }

    /** How the statement reads under this lead-in. */
    Statement apply(Statement statement) {
        return isOptional && statement.section() == section
                ? new Statement(statement.from(), statement.to(), Section.BONUS, statement.isLeadIn())
                : statement;
    }
}
