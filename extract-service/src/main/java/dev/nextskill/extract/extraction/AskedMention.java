package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;

/**
 * A mention together with how its clause asks for it.
 *
 * @param group mentions of one statement with the same number are alternatives
 * @param clauseFrom folded position of the clause that asks
 * @param clauseTo exclusive
 */
record AskedMention(
        FoundSkill skill,
        Necessity necessity,
        ProficiencyLevel level,
        boolean inferred,
        int group,
        int clauseFrom,
        int clauseTo) {

    /** As a title names it: "资深" there says what the job is, not how well the skill must be known. */
    AskedMention named() {
        return new AskedMention(
                skill, Necessity.RESPONSIBILITY, ProficiencyLevel.UNSPECIFIED, inferred, group, clauseFrom, clauseTo);
    }

    AskedMention inGroup(int other) {
        return new AskedMention(skill, necessity, level, inferred, other, clauseFrom, clauseTo);
    }
}
