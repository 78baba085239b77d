package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.vocabulary.SkillId;
import org.jspecify.annotations.Nullable;

/**
 * What people say of one skill of a posting; what is null stays as it was read.
 *
 * @param removed the posting does not ask for it; the rest is null then
 * @param skillId the skill that is meant, if another
 * @param quote words of the posting that ask for it, in place of those found
 * @param found where it stood when it was corrected, should a later reading not find it
 */
record SkillCorrection(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean removed,
        @Nullable SkillId skillId,
        @Nullable Necessity necessity,
        @Nullable ProficiencyLevel level,
        @Nullable String quote,
        @Nullable Found found) {

    static final SkillCorrection REMOVAL = new SkillCorrection(true, null, null, null, null, null);
    static final SkillCorrection NOTHING = new SkillCorrection(false, null, null, null, null, null);

    /**
     * @param quote the clause
     * @param words the mention in it
     */
    record Found(String quote, String words) {}

    /** This, and what a later correction of the same skill says. */
    SkillCorrection and(SkillCorrection later) {
        return new SkillCorrection(
                false,
                later.skillId != null ? later.skillId : skillId,
                later.necessity != null ? later.necessity : necessity,
                later.level != null ? later.level : level,
                later.quote != null ? later.quote : quote,
                later.found != null ? later.found : found);
    }
}
