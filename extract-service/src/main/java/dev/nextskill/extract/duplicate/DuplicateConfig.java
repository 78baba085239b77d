package dev.nextskill.extract.duplicate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** When a posting repeats another. */
@ConfigMapping(prefix = "extract.duplicates")
public interface DuplicateConfig {

    /**
     * The least share of five-letter shingles that a posting has in common with the one it repeats, 0.5..1. Lower finds more reposts, and
     * takes more different postings of one template for reposts; below 0.7 the lookup misses many.
     */
    @WithDefault("0.75")
    @DecimalMin("0.5")
    @DecimalMax("1")
    double threshold();

    /**
     * With how many earlier postings of a band a posting is compared, the earliest first: bounds the work where thousands of postings share
     * a template.
     */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int candidates();
}
