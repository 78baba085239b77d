package dev.nextskill.planner.curriculum;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The dependent requires the prerequisite. Not the same as broader and narrower.
 *
 * @param dependent what cannot (hard) or should not (soft) be started without the prerequisite
 * @param prerequisite what comes first, and how deep it must be
 */
public record Prerequisite(ComponentDepth dependent, ComponentDepth prerequisite, Kind kind) {

    public enum Kind {
        /** One really cannot start without it; the planner always obeys. */
        @JsonProperty("hard")
        HARD,
        /** It helps; the planner uses it to order what it learns anyway. */
        @JsonProperty("soft")
        SOFT
    }
}
