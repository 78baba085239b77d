package dev.nextskill.planner.curriculum;

import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All there is to learn. Immutable and safe to share between threads. */
public final class Curriculum {

    private final SortedMap<ComponentId, KnowledgeComponent> components;
    private final Map<SkillId, List<KnowledgeComponent>> teachers;
    private final PrerequisiteGraph graph;

    Curriculum(SortedMap<ComponentId, KnowledgeComponent> components, PrerequisiteGraph graph) {
        this.components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
        this.graph = graph;
        this.teachers = components.values().stream()
                .flatMap(component -> component.teaches().stream().distinct().map(skill -> Map.entry(skill, component)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList())));
    }

    /**
     * Loads the curriculum that comes with this service: every file of {@code curriculum/components}, one a track.
     *
     * @throws InvalidCurriculumException naming file and line of every defect
     * @throws dev.nextskill.vocabulary.InvalidDataFileException if a file is not such a list at all
     */
    public static Curriculum load(SkillVocabulary vocabulary) {
        return CurriculumLoader.load(CurriculumFiles.packaged(), vocabulary);
    }

    /** All components, by id. */
    public Collection<KnowledgeComponent> components() {
        return components.values();
    }

    public Optional<KnowledgeComponent> find(ComponentId id) {
        return Optional.ofNullable(components.get(id));
    }

    /** The components that teach a skill; the skill is covered at a depth when every one of them has been learnt at it, or as deep as it goes. */
    public List<KnowledgeComponent> teaching(SkillId skill) {
        return teachers.getOrDefault(skill, List.of());
    }

    /**
     * What covers a skill at a depth.
     *
     * @return every component that teaches it, at that depth or the component's deepest; empty if nothing teaches it
     */
    public List<ComponentDepth> covering(SkillId skill, Depth depth) {
        return teaching(skill).stream()
                .map(component -> new ComponentDepth(
                        component.id(), depth.compareTo(component.deepest()) < 0 ? depth : component.deepest()))
                .toList();
    }

    public PrerequisiteGraph graph() {
        return graph;
    }
}
