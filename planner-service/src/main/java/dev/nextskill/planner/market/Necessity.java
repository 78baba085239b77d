package dev.nextskill.planner.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How much a posting insists; from weak to strong. */
public enum Necessity {
    @JsonProperty("responsibility")
    RESPONSIBILITY,
    @JsonProperty("optional")
    OPTIONAL,
    @JsonProperty("essential")
    ESSENTIAL;

    /** The name in events and JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
