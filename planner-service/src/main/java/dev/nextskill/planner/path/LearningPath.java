package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.Hours;
import dev.nextskill.vocabulary.SkillId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What to learn, in order.
 *
 * @param sample the postings it was planned on
 * @param hours those that were to be spent
 * @param before where the learner stands
 * @param after where the path leads
 * @param area the area under the coverage over the hours, in hours: what the planner maximises
 * @param notPlanned asked skills that are still not covered at the end, the most asked first
 */
public record LearningPath(
        Sample sample,
        double hours,
        Reach before,
        Reach after,
        double area,
        List<PathStep> steps,
        List<NotPlanned> notPlanned) {

    public LearningPath {
        steps = List.copyOf(steps);
        notPlanned = List.copyOf(notPlanned);
    }

    /** The hours of all steps. */
    public Hours planned() {
        return steps.stream().map(PathStep::hours).reduce(Hours.NONE, Hours::plus);
    }

    /**
     * @param postings that the plan is for: of the goal, no repeats, with essential skills that the vocabulary knows
     * @param withoutRequirements of the goal, but nothing in them to learn for: left out
     * @param repeats of the goal, but extract-service marks them {@code duplicateOf} another, which counts for them: left out
     * @param newest the day of the newest; empty without postings
     */
    public record Sample(int postings, int withoutRequirements, int repeats, Optional<LocalDate> newest) {}

    /**
     * @param coverage V as a share of what it would be with everything covered, 0 to 1
     * @param applicable postings that one can apply for
     */
    public record Reach(double coverage, int applicable) {}

    /** @param n postings that ask for it and for which nothing else in the path would do */
    public record NotPlanned(SkillId skill, int n, Cause cause) {

        public enum Cause {
            /** The curriculum has no component that teaches it. */
            NO_COMPONENT,
            /** The learner has parked it or something it needs. */
            PARKED,
            /** Other things bought more for the hours. */
            HOURS
        }
    }
}
