package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.Depth;
import dev.nextskill.planner.curriculum.Hours;
import dev.nextskill.planner.curriculum.KnowledgeComponent;
import dev.nextskill.planner.path.LearningPath.Reach;
import java.util.List;
import java.util.Optional;

/**
 * A component to learn to a depth.
 *
 * @param from the depth that the learner has by then; empty: none
 * @param to deeper than from
 * @param hours for this step
 * @param cumulativeHours typical hours from the start to the end of this step
 * @param reached where the learner stands after it
 * @param reasons why it is here; never empty, and the first names postings
 */
public record PathStep(
        KnowledgeComponent component,
        Optional<Depth> from,
        Depth to,
        Hours hours,
        double cumulativeHours,
        Reach reached,
        List<StepReason> reasons) {

    public PathStep {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("The step %s must have a reason".formatted(component.id()));
        }
    }
}
