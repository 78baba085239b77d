package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.ComponentDepth;
import dev.nextskill.planner.curriculum.Depth;
import dev.nextskill.planner.market.WilsonInterval;
import dev.nextskill.vocabulary.SkillId;
import java.util.List;
import java.util.UUID;

/** Why a step is in the path. */
public sealed interface StepReason {

    /**
     * Postings ask for what the step teaches, and the learner does not have it yet.
     *
     * @param n how many of the sample
     * @param share of the sample, 0 to 1
     * @param interval where the true share plausibly lies
     * @param examples up to three of them, the newest first
     */
    record AskedByPostings(int n, double share, WilsonInterval interval, List<Example> examples) implements StepReason {

        public AskedByPostings {
            examples = List.copyOf(examples);
            if (n < 1 || examples.isEmpty()) {
                throw new IllegalArgumentException("Postings that ask must be named: n=%d, %s".formatted(n, examples));
            }
        }
    }

    /** A posting and the skill that it asks for, as essential. */
    record Example(UUID postingId, SkillId skill) {}

    /**
     * A later step cannot do without it.
     *
     * @param dependent that later step
     * @param asked the step for whose sake this is: the dependent, or what it leads to
     * @param because the postings that ask for that
     */
    record PrerequisiteOf(ComponentDepth dependent, ComponentDepth asked, AskedByPostings because)
            implements StepReason {}

    /**
     * What the step completes.
     *
     * @param applicable postings that one can apply for from now on
     * @param skills covered from now on
     */
    record Unlocks(int applicable, List<CoveredSkill> skills) implements StepReason {

        public Unlocks {
            skills = List.copyOf(skills);
        }
    }

    /** A skill at the depth that postings ask for. */
    record CoveredSkill(SkillId skill, Depth depth) {}
}
