package dev.nextskill.extract.llm;

import dev.langchain4j.model.output.FinishReason;
import dev.nextskill.extract.extraction.ModelExtractor;
import dev.nextskill.extract.extraction.PriorPostings;
import dev.nextskill.extract.extraction.RulesExtractor;
import dev.nextskill.extract.model.EngineChoice;
import dev.nextskill.extract.model.UsableAnswer;
import dev.nextskill.vocabulary.SkillVocabulary;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Builds the plain objects of this feature, when somebody first asks for a model's reading. */
final class LlmWiring {

    private static final String PROMPT_VERSION = "v1";

    @Produces
    @Singleton
    AnswerGuardrail guardrail() {
        return new AnswerGuardrail();
    }

    /** What the reader would refuse is not worth keeping. */
    @Produces
    @Singleton
    UsableAnswer usableAnswer() {
        AnswerParser parser = new AnswerParser();
        return text -> parser.parse(text, FinishReason.STOP).answer() != null;
    }

    @Produces
    @Singleton
    ModelExtractor extractor(
            RulesExtractor rules,
            RequirementReaderWiring reader,
            PriorPostings priorPostings,
            EngineChoice engine,
            SkillVocabulary vocabulary,
            MeterRegistry meters,
            LlmConfig config) {
        return new LlmExtractor(
                rules,
                reader,
                priorPostings,
                ReadingPrompt.version(PROMPT_VERSION),
                new NearSkills(vocabulary),
                new AddressedPassages(),
                tally(meters),
                engine.modelName(),
                new LlmExtractor.Settings(
                        config.maxCharacters(),
                        config.examples(),
                        config.exampleCharacters(),
                        config.candidates(),
                        config.leastReused()));
    }

    private static AnswerTally tally(MeterRegistry meters) {
        Counter reprompts = Counter.builder("extract.model.reprompts")
                .description("Answers that were sent back with what is wrong with them")
                .register(meters);
        Counter addressed = Counter.builder("extract.model.addressed")
                .description("Postings that hold words for their reader rather than for applicants")
                .register(meters);
        return new AnswerTally() {
            @Override
            public void reprompted() {
                reprompts.increment();
            }

            @Override
            public void rejected(Complaint.What what) {
                meters.counter("extract.model.rejected", "what", lower(what)).increment();
            }

            @Override
            public void unusable(AnswerFault fault) {
                meters.counter("extract.model.unusable", "fault", lower(fault)).increment();
            }

            @Override
            public void addressed() {
                addressed.increment();
            }
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
