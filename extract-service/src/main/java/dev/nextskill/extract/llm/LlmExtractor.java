package dev.nextskill.extract.llm;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.guardrail.OutputGuardrailException;
import dev.langchain4j.invocation.InvocationParameters;
import dev.nextskill.extract.extraction.ModelExtractor;
import dev.nextskill.extract.extraction.PostingRequirements;
import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.PriorPosting;
import dev.nextskill.extract.extraction.PriorPostings;
import dev.nextskill.extract.extraction.RulesExtractor;
import dev.nextskill.extract.extraction.RulesReading;
import dev.nextskill.extract.extraction.RulesReading.Named;
import dev.nextskill.extract.extraction.SkillRequirementsExtracted;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.LinkedSkill;
import dev.nextskill.extract.llm.AddressedPassages.Cleared;
import dev.nextskill.extract.llm.ModelAnswer.SectionAnswer;
import dev.nextskill.extract.llm.PostingParts.Part;
import dev.nextskill.extract.llm.ReadingPrompt.Example;
import dev.nextskill.extract.model.ModelUnavailableException;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The story of reading by a model: what speaks to the reader is blanked out; the rules read the posting; the model is asked, with
 * prior postings as examples and the nearest entries of the vocabulary as candidates; its answer is verified, sent back once,
 * verified again; and what stands is merged with the rules' reading.
 */
final class LlmExtractor implements ModelExtractor {

    /** Entries near to one unlinked mention. */
    private static final int NEAR_ONE = 3;

    private static final String ENGINE = "llm";
    private static final Duration SOON = Duration.ofSeconds(30);

    /**
     * How it reads.
     *
     * @param maxCharacters of one question's text
     * @param examples prior postings at most
     * @param exampleCharacters of each
     * @param candidates entries of the vocabulary at most
     * @param leastReused 0..1, of an earlier reading's requirements
     */
    record Settings(int maxCharacters, int examples, int exampleCharacters, int candidates, double leastReused) {}

    private final RulesExtractor rules;
    private final RequirementReader reader;
    private final PriorPostings priorPostings;
    private final ReadingPrompt prompt;
    private final NearSkills near;
    private final AddressedPassages passages;
    private final AnswerTally tally;
    private final String modelName;
    private final Settings settings;
    private final AnswerParser parser = new AnswerParser();
    private final AtomicLong questions = new AtomicLong();

    LlmExtractor(
            RulesExtractor rules,
            RequirementReader reader,
            PriorPostings priorPostings,
            ReadingPrompt prompt,
            NearSkills near,
            AddressedPassages passages,
            AnswerTally tally,
            String modelName,
            Settings settings) {
        this.rules = rules;
        this.reader = reader;
        this.priorPostings = priorPostings;
        this.prompt = prompt;
        this.near = near;
        this.passages = passages;
        this.tally = tally;
        this.modelName = modelName;
        this.settings = settings;
    }

    @Override
    public PostingRequirements extract(PostingText posting, boolean retrieval) {
        Cleared cleared = passages.clear(posting);
        if (cleared.found()) {
            tally.addressed();
        }
        RulesReading reading = rules.read(cleared.posting());
        List<PriorPosting> examples = retrieval && settings.examples > 0 ? examples(posting) : List.of();
        List<Skill> candidates = candidates(reading);
        AnswerVerifier verifier = new AnswerVerifier(reading, near, ids(candidates, examples));
        List<Example> shown = examples.stream().map(this::shown).toList();
        List<ModelAnswer> answers = new ArrayList<>();
        for (Part part : PostingParts.of(cleared.posting(), reading, settings.maxCharacters)) {
            answers.add(ask(part, shown, candidates, verifier));
        }
        ExtractedBy by = new ExtractedBy(
                ENGINE,
                modelName,
                prompt.version(),
                reading.requirements().extractor().vocabularyVersion(),
                examples.stream().map(prior -> prior.requirements().postingId()).toList(),
                false);
        return merged(posting, cleared, reading, verifier.verify(PostingParts.join(answers)), by);
    }

    @Override
    public Optional<PostingRequirements> reuse(SkillRequirementsExtracted earlier, PostingText posting) {
        if (!isThisEngine(earlier.extractor())) {
            return Optional.empty();
        }
        Cleared cleared = passages.clear(posting);
        RulesReading reading = rules.read(cleared.posting());
        ModelAnswer answer = ModelAnswer.of(earlier);
        Set<String> known = answer.requirements().stream()
                .flatMap(requirement -> requirement.anyOf().stream())
                .map(ModelAnswer.SkillAnswer::skill)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        VerifiedAnswer verified = new AnswerVerifier(reading, near, known).verify(answer);
        if (verified.kept() < settings.leastReused * verified.asked()) {
            return Optional.empty();
        }
        ExtractedBy then = earlier.extractor();
        ExtractedBy by = new ExtractedBy(
                ENGINE,
                then.model(),
                then.promptVersion(),
                reading.requirements().extractor().vocabularyVersion(),
                then.neighbours(),
                false);
        return Optional.of(merged(posting, cleared, reading, verified, by));
    }

    private boolean isThisEngine(ExtractedBy by) {
        return by.engine().equals(ENGINE)
                && modelName.equals(by.model())
                && prompt.version().equals(by.promptVersion());
    }

    private static PostingRequirements merged(
            PostingText posting, Cleared cleared, RulesReading reading, VerifiedAnswer verified, ExtractedBy by) {
        PostingRequirements merged = ReadingMerge.merge(reading, verified, !cleared.found(), by);
        return cleared.found() ? new OriginalQuotes(posting).of(merged) : merged;
    }

    private ModelAnswer ask(Part part, List<Example> examples, List<Skill> candidates, AnswerVerifier verifier) {
        AnswerCheck check = new AnswerCheck(parser, verifier, prompt, tally);
        String question = "reading-" + questions.incrementAndGet();
        try {
            reader.read(
                    question,
                    prompt.system(),
                    prompt.user(part.words(), part.note(), examples, settings.exampleCharacters, candidates),
                    InvocationParameters.from(AnswerCheck.KEY, check));
        } catch (OutputGuardrailException e) {
            throw unavailable(e);
        } catch (LangChain4jException e) {
            throw new ModelUnavailableException("The model cannot be asked: " + e.getMessage(), SOON, e);
        } finally {
            reader.evictChatMemory(question);
        }
        return check.accepted()
                .orElseThrow(() -> new ModelUnavailableException("The model's answer was lost; ask again", SOON));
    }

    private static ModelUnavailableException unavailable(OutputGuardrailException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelUnavailableException unavailable) {
                return unavailable;
            }
        }
        return new ModelUnavailableException(
                "The model's answer could not be checked: " + failure.getMessage(), SOON, failure);
    }

    /** Prior postings to learn from; one that speaks to its reader teaches nothing. */
    private List<PriorPosting> examples(PostingText posting) {
        return priorPostings.nearest(posting, settings.examples).stream()
                .filter(prior -> !passages.clear(prior.words()).found())
                .toList();
    }

    private Example shown(PriorPosting prior) {
        List<SectionAnswer> sections = rules.read(prior.words()).sections().stream()
                .map(section -> new SectionAnswer(
                        section.heading(), section.section().name().toLowerCase(Locale.ROOT)))
                .toList();
        return new Example(prior, sections);
    }

    /** What the rules link, and the entries nearest to what they do not. */
    private List<Skill> candidates(RulesReading reading) {
        Map<String, Skill> candidates = new LinkedHashMap<>();
        for (Named named : reading.named()) {
            LinkedSkill linked = named.linked();
            if (linked != null) {
                candidates.putIfAbsent(linked.skill().id().value(), linked.skill());
            }
        }
        for (Named named : reading.named()) {
            if (named.linked() == null && candidates.size() < settings.candidates) {
                FoldedText source =
                        named.part() == null ? reading.text() : reading.title().orElse(reading.text());
                for (Skill skill : near.nearest(source.subSequence(named.from(), named.to()), NEAR_ONE)) {
                    candidates.putIfAbsent(skill.id().value(), skill);
                }
            }
        }
        return candidates.values().stream().limit(settings.candidates).toList();
    }

    /** What the model has been shown: the candidates, and what the examples' answers name. */
    private static Set<String> ids(List<Skill> candidates, List<PriorPosting> examples) {
        Set<String> ids = candidates.stream().map(skill -> skill.id().value()).collect(Collectors.toSet());
        examples.stream()
                .flatMap(prior -> prior.requirements().requirements().stream())
                .flatMap(requirement -> requirement.anyOf().stream())
                .map(skill -> valueOf(skill.skillId()))
                .filter(Objects::nonNull)
                .forEach(ids::add);
        return ids;
    }

    private static @Nullable String valueOf(@Nullable SkillId id) {
        return id == null ? null : id.value();
    }
}
