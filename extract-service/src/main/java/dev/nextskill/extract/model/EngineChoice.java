package dev.nextskill.extract.model;

/**
 * Whether this instance asks a model, and which.
 *
 * @param usesModel false: the rules engine alone; nothing of the model is needed then, not even Redis
 * @param modelName the name in requests and in {@code extractor.model}; empty without a model
 */
public record EngineChoice(boolean usesModel, String modelName) {}
