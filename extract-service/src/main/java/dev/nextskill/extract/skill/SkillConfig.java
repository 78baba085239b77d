package dev.nextskill.extract.skill;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How the vocabulary is listed. */
@ConfigMapping(prefix = "extract.skills")
public interface SkillConfig {

    /** Skills of a page when the request names no size. */
    @WithDefault("100")
    @Min(1)
    int size();

    /** The largest size a request may name. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    int maxSize();
}
