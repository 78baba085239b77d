package dev.nextskill.extract.candidate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How candidates for the vocabulary are listed. */
@ConfigMapping(prefix = "extract.candidates")
public interface SkillCandidateConfig {

    /** In how many postings a mention must stand when the request does not say. */
    @WithDefault("2")
    @Min(1)
    int minPostings();

    /** Candidates of a page when the request names no size. */
    @WithDefault("50")
    @Min(1)
    int size();

    /** The largest size a request may name. */
    @WithDefault("200")
    @Min(1)
    @Max(1000)
    int maxSize();
}
