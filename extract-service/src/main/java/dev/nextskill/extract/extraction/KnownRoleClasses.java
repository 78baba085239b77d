package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.vocabulary.InvalidDataFileException;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.List;

/** The role classes that a posting can be of, as the data file names them. */
public record KnownRoleClasses(List<String> ids) {

    public KnownRoleClasses {
        ids = List.copyOf(ids);
    }

    /** @throws InvalidDataFileException if {@code role-classes.yaml} is wrong, naming the line */
    static KnownRoleClasses read() {
        return new KnownRoleClasses(
                YamlEntries.ofResource(KnownRoleClasses.class, "role-classes.yaml", RoleClass.class).stream()
                        .map(entry -> entry.value().id())
                        .toList());
    }

    /** What of an entry matters here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RoleClass(@JsonProperty(required = true) String id) {}
}
