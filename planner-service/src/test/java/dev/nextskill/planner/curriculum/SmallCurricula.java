package dev.nextskill.planner.curriculum;

import dev.nextskill.vocabulary.SkillVocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** Curricula for tests. */
public final class SmallCurricula {

    private static final SkillVocabulary NO_SKILLS = SkillVocabulary.read("[]".getBytes(StandardCharsets.UTF_8));

    private SmallCurricula() {}

    /** One track, {@code small.yaml}. */
    public static Curriculum read(String yaml, SkillVocabulary vocabulary) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("small.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        return CurriculumLoader.load(files, vocabulary);
    }

    public static Curriculum of(Collection<KnowledgeComponent> components) {
        SortedMap<ComponentId, KnowledgeComponent> byId = new TreeMap<>();
        components.forEach(component -> byId.put(component.id(), component));
        try {
            return new Curriculum(byId, PrerequisiteGraph.of(byId.values()), NO_SKILLS);
        } catch (PrerequisiteGraph.CycleException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** @param ids all of the type framework, labelled by their ids */
    public static SkillVocabulary vocabulary(String... ids) {
        StringBuilder yaml = new StringBuilder();
        for (String id : ids) {
            yaml.append("- {id: %s, type: framework, label: %s}%n".formatted(id, id));
        }
        return SkillVocabulary.read(yaml.toString().getBytes(StandardCharsets.UTF_8));
    }
}
