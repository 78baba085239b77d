package dev.nextskill.extract.reextraction;

import dev.nextskill.extract.extraction.ModelExtractor;
import dev.nextskill.extract.extraction.PostingRequirements;
import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.RulesExtractor;
import dev.nextskill.extract.extraction.SkillRequirementsExtracted;
import dev.nextskill.extract.model.ModelFailure;
import dev.nextskill.extract.model.ModelUnavailableException;
import dev.nextskill.vocabulary.SkillVocabulary;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reads as the rules do and says it was a model; a test may let it fail, or wait. */
@Alternative
@Singleton
public final class FakeModel implements ModelExtractor {

    static final String NAME = "fake-model";

    private final RulesExtractor rules;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Map<String, Integer> reused = new ConcurrentHashMap<>();
    private volatile Consumer<String> behaviour = text -> {};
    private volatile String promptVersion = "v1";

    FakeModel(SkillVocabulary vocabulary) {
        rules = new RulesExtractor(vocabulary);
    }

    void does(Consumer<String> what) {
        behaviour = what;
    }

    void isAwayFor(Duration time) {
        does(text -> {
            throw new ModelUnavailableException(ModelFailure.OVERLOADED, "away, says the test", time, null);
        });
    }

    void isWell() {
        does(text -> {});
    }

    void usesPrompt(String version) {
        promptVersion = version;
    }

    int asked(String text) {
        return asked.getOrDefault(text, 0);
    }

    int reused(String text) {
        return reused.getOrDefault(text, 0);
    }

    @Override
    public PostingRequirements extract(PostingText posting, boolean retrieval) {
        asked.merge(posting.text(), 1, Integer::sum);
        behaviour.accept(posting.text());
        return read(posting);
    }

    @Override
    public Optional<PostingRequirements> reuse(SkillRequirementsExtracted earlier, PostingText posting) {
        reused.merge(posting.text(), 1, Integer::sum);
        return Optional.of(read(posting));
    }

    private PostingRequirements read(PostingText posting) {
        PostingRequirements read = rules.extract(posting);
        return new PostingRequirements(
                new ExtractedBy("llm", NAME, promptVersion, read.extractor().vocabularyVersion(), List.of(), false),
                read.roleClass(),
                read.education(),
                read.experience(),
                read.internship(),
                read.programmingLanguages(),
                read.requirements());
    }
}
