package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The part of a posting that a statement stands in, by the poster's own headings. */
public enum Section {
    @JsonProperty("duties")
    DUTIES,
    @JsonProperty("requirements")
    REQUIREMENTS,
    @JsonProperty("bonus")
    BONUS,
    /** Of the team, the company, the product. */
    @JsonProperty("introduction")
    INTRODUCTION,
    /** Benefits, address, how to apply: nothing is asked there. */
    @JsonProperty("ignored")
    IGNORED,
    /** Before any heading. */
    @JsonProperty("none")
    NONE
}
