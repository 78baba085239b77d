package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.ComponentDepth;
import dev.nextskill.planner.curriculum.Depth;
import dev.nextskill.planner.market.Gates;
import dev.nextskill.vocabulary.SkillId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to plan for.
 *
 * @param roleClasses the goal
 * @param knownComponents known, and with them what they cannot do without
 * @param knownSkills known, and with them all that teaches them
 * @param hours of study to spend
 * @param education the learner's, in progress counts
 * @param internship the learner's
 * @param parked languages (or other skills) not to be learnt now
 * @param today a posting dated later counts as of today
 */
public record PlanningRequest(
        Set<String> roleClasses,
        List<ComponentDepth> knownComponents,
        Map<SkillId, Depth> knownSkills,
        double hours,
        EducationLevel education,
        Internship internship,
        Set<SkillId> parked,
        LocalDate today) {

    public PlanningRequest {
        roleClasses = Set.copyOf(roleClasses);
        knownComponents = List.copyOf(knownComponents);
        knownSkills = Map.copyOf(knownSkills);
        parked = Set.copyOf(parked);
        if (!(hours >= 0)) {
            throw new IllegalArgumentException("The hours must be 0 or more, not " + hours);
        }
    }

    /** Whether the learner may apply, skills aside. */
    boolean passes(Gates gates) {
        return education.meets(gates.education())
                && internship.meets(gates.internshipMonths(), gates.internshipDaysPerWeek());
    }
}
