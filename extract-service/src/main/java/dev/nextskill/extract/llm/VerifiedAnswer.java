package dev.nextskill.extract.llm;

import dev.nextskill.extract.extraction.PostingRequirements.EducationRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.ExperienceRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.InternshipRequirement;
import dev.nextskill.extract.extraction.SkillMention;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.extraction.TextEvidence;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an answer that the posting's own words prove, and complaints about the others. Offsets are ours, in code points.
 *
 * @param technicalWords as they are compared
 * @param asked how many requirements the answer held
 * @param kept how many of them stand, in whole or in part
 */
record VerifiedAnswer(
        @Nullable VerifiedRoleClass roleClass,
        @Nullable EducationRequirement education,
        @Nullable ExperienceRequirement experience,
        @Nullable InternshipRequirement internship,
        Set<String> technicalWords,
        List<VerifiedRequirement> requirements,
        List<Complaint> complaints,
        int asked,
        int kept) {

    VerifiedAnswer {
        technicalWords = Set.copyOf(technicalWords);
        requirements = List.copyOf(requirements);
        complaints = List.copyOf(complaints);
    }

    record VerifiedRoleClass(String id, List<SkillMention> because) {

        VerifiedRoleClass {
            because = List.copyOf(because);
        }
    }

    record VerifiedRequirement(List<VerifiedSkill> anyOf, TextEvidence evidence) {

        VerifiedRequirement {
            anyOf = List.copyOf(anyOf);
        }
    }

    /**
     * A skill of a requirement.
     *
     * @param key the skill's id, or {@code ?} and the words of an unlinked mention
     * @param certainty 0..1, that these words name this skill
     * @param necessity as the text decides it; where it does not, as the model says
     * @param isDecided whether a heading or a cue word decides it
     * @param most the strongest necessity that the text bears
     * @param level as cue words say; where there are none, as the model says
     * @param isCued whether cue words say the level
     */
    record VerifiedSkill(
            AskedSkill skill,
            String key,
            double certainty,
            Necessity necessity,
            boolean isDecided,
            Necessity most,
            ProficiencyLevel level,
            boolean isCued) {

        boolean isLinked() {
            return skill.skillId() != null;
        }
    }
}
