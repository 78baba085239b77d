package dev.nextskill.extract.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which engine reads postings. */
@ConfigMapping(prefix = "extract")
public interface EngineConfig {

    /** {@code auto}: the model, if {@code extract.model} says where one is; {@code rules}: never; {@code llm}: refuse to start without one. */
    @WithDefault("auto")
    Engine engine();

    /** What reads after the rules have. */
    enum Engine {
        AUTO,
        RULES,
        LLM
    }
}
