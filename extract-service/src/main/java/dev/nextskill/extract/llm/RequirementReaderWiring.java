package dev.nextskill.extract.llm;

import dev.nextskill.extract.model.ModelSupplier;
import io.quarkiverse.langchain4j.RegisterAiService;
import jakarta.inject.Singleton;

/** Makes Quarkus build the {@link RequirementReader}; it adds nothing to it. */
@RegisterAiService(chatLanguageModelSupplier = ModelSupplier.class, chatMemoryProviderSupplier = QuestionMemories.class)
@Singleton
public interface RequirementReaderWiring extends RequirementReader {}
