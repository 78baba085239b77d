package dev.nextskill.planner.curriculum;

import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillType;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All there is to learn. Immutable and safe to share between threads. */
public final class Curriculum {

    private final SortedMap<ComponentId, KnowledgeComponent> components;
    private final Map<SkillId, List<KnowledgeComponent>> teachers;
    private final PrerequisiteGraph graph;

    /** Ideas, not products: whoever knows the wider idea has met the narrower one, which is not so of a database and databases. */
    private static final Set<SkillType> IDEAS = EnumSet.of(SkillType.FUNDAMENTAL, SkillType.METHOD, SkillType.PRACTICE);

    Curriculum(
            SortedMap<ComponentId, KnowledgeComponent> components,
            PrerequisiteGraph graph,
            SkillVocabulary vocabulary) {
        this.components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
        this.graph = graph;
        Map<SkillId, List<KnowledgeComponent>> named = components.values().stream()
                .flatMap(component -> component.teaches().stream().distinct().map(skill -> Map.entry(skill, component)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList())));
        Map<SkillId, List<KnowledgeComponent>> all = new HashMap<>(named);
        for (Skill skill : vocabulary.skills()) {
            if (IDEAS.contains(skill.type()) && !named.containsKey(skill.id())) {
                nearestBroader(skill, named.keySet(), vocabulary)
                        .ifPresent(wider -> all.put(skill.id(), named.get(wider)));
            }
        }
        this.teachers = Map.copyOf(all);
    }

    /** The nearest of the wanted skills among the broader ones that are ideas too; of several as near, the first by id. */
    private static Optional<SkillId> nearestBroader(Skill skill, Set<SkillId> wanted, SkillVocabulary vocabulary) {
        Set<SkillId> seen = new HashSet<>();
        List<Skill> level = List.of(skill);
        while (!level.isEmpty()) {
            List<Skill> broader = level.stream()
                    .flatMap(each -> each.broader().stream())
                    .filter(seen::add)
                    .flatMap(id -> vocabulary.find(id).stream())
                    .filter(each -> IDEAS.contains(each.type()))
                    .sorted(Comparator.comparing(Skill::id))
                    .toList();
            Optional<SkillId> found =
                    broader.stream().map(Skill::id).filter(wanted::contains).findFirst();
            if (found.isPresent()) {
                return found;
            }
            level = broader;
        }
        return Optional.empty();
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

    /**
     * The components that teach a skill; the skill is covered at a depth when every one of them has been learnt at it, or as deep as it goes.
     * An idea that no component names is taught by those of the nearest wider idea: the vocabulary splits ideas finer than anybody teaches.
     */
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
