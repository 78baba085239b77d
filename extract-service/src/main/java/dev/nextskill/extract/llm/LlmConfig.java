package dev.nextskill.extract.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How postings are put before the model, and how much of an answer must be proven. */
@ConfigMapping(prefix = "extract.model.reading")
public interface LlmConfig {

    /** The longest text, in characters, that is sent in one question; longer ones are split by section, so that their answers fit the longest output. */
    @WithDefault("3000")
    @Min(500)
    int maxCharacters();

    /** Prior postings that are shown as worked examples; 0 for none. */
    @WithDefault("3")
    @Min(0)
    @Max(10)
    int examples();

    /** How much of a prior posting is shown, in characters. */
    @WithDefault("700")
    @Min(100)
    int exampleCharacters();

    /** The most entries of the vocabulary that are offered as candidates. */
    @WithDefault("40")
    @Min(0)
    @Max(200)
    int candidates();

    /** The share of an earlier reading's requirements that must stand in a near-duplicate for it to be reused. */
    @WithDefault("0.8")
    @DecimalMin("0")
    @DecimalMax("1")
    double leastReused();
}
