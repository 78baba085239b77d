package dev.nextskill.planner.curriculum;

import dev.nextskill.vocabulary.SkillId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A teachable unit: "TCP connection lifecycle", "MySQL index design".
 *
 * @param track the name of its data file: {@code backend}, {@code networking} …
 * @param teaches the skills that need it
 * @param depths the depths it can be learnt at, without a gap from {@link Depth#RECOGNISE} on
 * @param prerequisites what it needs, by depth of this component
 * @param hoursFrom where the hours come from: {@code estimate}, or the name of the source
 */
public record KnowledgeComponent(
        ComponentId id,
        String track,
        LocalText name,
        List<SkillId> teaches,
        Map<Depth, DepthGoal> depths,
        List<Prerequisite> prerequisites,
        String hoursFrom,
        List<LearningResource> resources) {

    /**
     * What it means to know a component at a depth.
     *
     * @param hours from the depth before to this one
     * @param youCan what one can do then, concrete and checkable
     */
    public record DepthGoal(Hours hours, LocalText youCan) {}

    public KnowledgeComponent {
        teaches = List.copyOf(teaches);
        if (!depths.containsKey(Depth.RECOGNISE)
                || (depths.containsKey(Depth.BUILD) && !depths.containsKey(Depth.EXPLAIN))) {
            throw new IllegalArgumentException(
                    "The component %s must have its depths without a gap from recognise on, but has %s"
                            .formatted(id, depths.keySet()));
        }
        depths = Collections.unmodifiableMap(new EnumMap<>(depths));
        prerequisites = List.copyOf(prerequisites);
        resources = List.copyOf(resources);
    }

    /** The deepest that it can be learnt. */
    public Depth deepest() {
        return Depth.ofRank(depths.size() - 1);
    }

    /** @throws IllegalArgumentException if it cannot be learnt at that depth */
    public DepthGoal at(Depth depth) {
        DepthGoal goal = depths.get(depth);
        if (goal == null) {
            throw new IllegalArgumentException("The component %s has no depth %s; its deepest is %s"
                    .formatted(id, depth.id(), deepest().id()));
        }
        return goal;
    }
}
