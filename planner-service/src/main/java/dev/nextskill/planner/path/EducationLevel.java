package dev.nextskill.planner.path;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Whether it is enough for a minimum. None, or one of no known name, bars nobody. */
    boolean meets(@Nullable String minimum) {
        return Optional.ofNullable(minimum)
                .flatMap(EducationLevel::find)
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
