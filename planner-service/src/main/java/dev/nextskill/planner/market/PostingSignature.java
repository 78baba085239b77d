package dev.nextskill.planner.market;

import dev.nextskill.vocabulary.SkillId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A posting reduced to what planning needs.
 *
 * @param postedOn for its weight, which decays with age
 * @param gates its conditions beside skills
 * @param repeat whether another posting already counts for it
 * @param essential its essential groups that have at least one skill of the vocabulary
 */
public record PostingSignature(
        UUID postingId, String roleClass, LocalDate postedOn, Gates gates, boolean repeat, List<AskedGroup> essential) {

    public PostingSignature {
        essential = List.copyOf(essential);
    }

    /**
     * One ask.
     *
     * @param anyOf its alternatives, sorted
     * @param level how well
     */
    public record AskedGroup(List<SkillId> anyOf, ProficiencyLevel level) {

        public AskedGroup {
            anyOf = anyOf.stream().distinct().sorted().toList();
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("A group must ask for something: anyOf is empty");
            }
        }
    }

    /** The essential groups of an event. */
    static List<AskedGroup> essentialGroups(SkillRequirementsExtracted event) {
        List<AskedGroup> groups = new ArrayList<>();
        for (SkillRequirementsExtracted.Requirement requirement : event.requirements()) {
            if (requirement.necessity() == Necessity.ESSENTIAL) {
                List<SkillId> linked = new ArrayList<>();
                for (SkillRequirementsExtracted.AskedSkill asked : requirement.anyOf()) {
                    SkillId skill = asked.skillId();
                    if (skill != null) {
                        linked.add(skill);
                    }
                }
                if (!linked.isEmpty()) {
                    groups.add(new AskedGroup(linked, requirement.level()));
                }
            }
        }
        return groups.stream().distinct().toList();
    }

    /** Groups as one line: {@code f:go|python;p:mysql}, the level's letter before each. */
    static String write(List<AskedGroup> groups) {
        return groups.stream()
                .map(group -> group.level().letter() + ":"
                        + group.anyOf().stream().map(SkillId::value).collect(Collectors.joining("|")))
                .collect(Collectors.joining(";"));
    }

    /** The inverse of {@link #write}. */
    static List<AskedGroup> read(String line) {
        if (line.isEmpty()) {
            return List.of();
        }
        List<AskedGroup> groups = new ArrayList<>();
        for (String group : line.split(";", -1)) {
            List<SkillId> anyOf = new ArrayList<>();
            for (String skill : group.substring(2).split("\\|", -1)) {
                anyOf.add(new SkillId(skill));
            }
            groups.add(new AskedGroup(anyOf, ProficiencyLevel.ofLetter(group.charAt(0))));
        }
        return groups;
    }
}
