package dev.nextskill.planner.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.vocabulary.YamlEntries;
import dev.nextskill.vocabulary.YamlEntries.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The role classes that the planner knows by name: data, {@code role-classes.yaml}. */
public final class RoleClasses {

    private final Map<String, RoleClass> classes;

    private RoleClasses(Map<String, RoleClass> classes) {
        this.classes = classes;
    }

    /**
     * @param id kebab-case, as the events carry it
     * @param zh Chinese label
     * @param en English label
     */
    public record RoleClass(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String zh,
            @JsonProperty(required = true) String en) {}

    /** @throws dev.nextskill.vocabulary.InvalidDataFileException naming the line at fault */
    public static RoleClasses load() {
        return of(YamlEntries.ofResource(RoleClasses.class, "/role-classes.yaml", RoleClass.class));
    }

    static RoleClasses of(List<Entry<RoleClass>> entries) {
        Map<String, RoleClass> classes = new LinkedHashMap<>();
        for (Entry<RoleClass> entry : entries) {
            if (classes.put(entry.value().id(), entry.value()) != null) {
                throw entry.invalid("the role class \"%s\" stands twice"
                        .formatted(entry.value().id()));
            }
        }
        return new RoleClasses(classes);
    }

    public Optional<RoleClass> find(String id) {
        return Optional.ofNullable(classes.get(id));
    }

    /** In the file's order. */
    public List<String> ids() {
        return List.copyOf(classes.keySet());
    }
}
