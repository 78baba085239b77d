package dev.nextskill.extract.reextraction;

import dev.nextskill.extract.extraction.ModelExtractor;
import dev.nextskill.extract.extraction.PostingRequirements;
import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.RequirementExtractor;
import dev.nextskill.extract.extraction.SkillRequirementsExtracted;
import dev.nextskill.extract.extraction.StoredPosting;
import dev.nextskill.extract.model.EngineChoice;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The story of this feature: a stored posting is read again by the engine that this instance uses. {@link ExtractionTaskConsumer} brings
 * the postings, one task each, and stores what was read.
 */
public final class Reextraction {

    private final EngineChoice engine;
    private final RequirementExtractor rules;
    private final Supplier<ModelExtractor> model;

    /** @param model asked for only where the engine uses one */
    public Reextraction(EngineChoice engine, RequirementExtractor rules, Supplier<ModelExtractor> model) {
        this.engine = engine;
        this.rules = rules;
        this.model = model;
    }

    /**
     * Reads a posting.
     *
     * @param original the posting that it repeats, if that need not be read again itself
     * @return nothing where the rules would read again what a model has read
     * @throws dev.nextskill.extract.model.ModelUnavailableException if the model cannot be asked now
     */
    public Optional<PostingRequirements> read(StoredPosting stored, Optional<StoredPosting> original) {
        PostingText words = stored.posting().words();
        if (!engine.usesModel()) {
            return isByAModel(stored.requirements()) ? Optional.empty() : Optional.of(rules.extract(words));
        }
        return original.map(StoredPosting::requirements)
                .flatMap(earlier -> model.get().reuse(earlier, words))
                .or(() -> Optional.of(model.get().extract(words, true)));
    }

    private static boolean isByAModel(SkillRequirementsExtracted reading) {
        return !reading.extractor().engine().equals(ExtractedBy.RULES);
    }
}
