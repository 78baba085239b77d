package dev.nextskill.planner.path;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;

/** Degrees, from low to high. One in progress counts: a posting for interns with "本科及以上" takes undergraduates. */
public enum EducationLevel {
    @JsonProperty("associate")
    ASSOCIATE,
    @JsonProperty("bachelor")
    BACHELOR,
    @JsonProperty("master")
    MASTER,
    @JsonProperty("doctor")
    DOCTOR;

    /** Whether it is enough for a minimum. A minimum of no known name bars nobody. */
    boolean meets(Optional<String> minimum) {
        return minimum.flatMap(EducationLevel::find)
                .map(level -> compareTo(level) >= 0)
                .orElse(true);
    }

    private static Optional<EducationLevel> find(String id) {
        for (EducationLevel level : values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(id)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
