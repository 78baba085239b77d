package dev.nextskill.vocabulary;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What sort of thing a skill is. The data file writes the names in kebab-case. */
public enum SkillType {
    @JsonProperty("programming-language")
    PROGRAMMING_LANGUAGE,
    /** Frameworks and libraries. */
    @JsonProperty("framework")
    FRAMEWORK,
    @JsonProperty("tool")
    TOOL,
    @JsonProperty("database")
    DATABASE,
    /** Caches, queues, gateways, registries. */
    @JsonProperty("middleware")
    MIDDLEWARE,
    /** Clouds, machine-learning platforms, operating systems as products. */
    @JsonProperty("platform")
    PLATFORM,
    /** Protocols, formats and standards. */
    @JsonProperty("protocol")
    PROTOCOL,
    /** Subjects of computer science: operating systems, data structures. */
    @JsonProperty("fundamental")
    FUNDAMENTAL,
    /** Techniques and fields: RAG, SFT, NLP. */
    @JsonProperty("method")
    METHOD,
    /** Ways of engineering: high concurrency, CI/CD, unit testing. */
    @JsonProperty("practice")
    PRACTICE,
    /** Models to know: LLaMA, Qwen, BERT. */
    @JsonProperty("model")
    MODEL,
    @JsonProperty("hardware")
    HARDWARE
}
