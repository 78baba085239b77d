package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.model.EngineChoice;
import dev.nextskill.vocabulary.SkillVocabulary;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Builds the plain objects of this feature. */
final class ExtractionWiring {

    @Produces
    @Singleton
    KnownRoleClasses roleClasses() {
        return KnownRoleClasses.read();
    }

    /** By its own type for those who check another reading by it, and as the engine of everything else. */
    @Produces
    @Singleton
    @Typed(RulesExtractor.class)
    RulesExtractor rules(SkillVocabulary vocabulary) {
        return new RulesExtractor(vocabulary);
    }

    @Produces
    @Singleton
    RequirementExtractor extractor(RulesExtractor rules, PriorPostings priorPostings, ExtractionConfig config) {
        ExtractionConfig.RoleClass asked = config.roleClass();
        return asked.byNeighbours()
                ? new NeighbourRoleClasses(rules, priorPostings, asked.weakBelow(), asked.neighbours())
                : rules;
    }

    @Produces
    @Singleton
    RequirementExtraction extraction(
            RequirementExtractor extractor, ObjectMapper json, EngineChoice engine, CorrectedMentionsCache corrected) {
        return new RequirementExtraction(extractor, json, Clock.systemUTC(), engine.usesModel(), corrected::current);
    }

    /** Beside the checks of PostgreSQL and Kafka: whether a batch waits for one of them. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck batches(JobPostingConsumer consumer) {
        return () -> consumer.waitingFor()
                .map(why -> HealthCheckResponse.named("Job postings are processed")
                        .down()
                        .withData("waiting", why))
                .orElseGet(() ->
                        HealthCheckResponse.named("Job postings are processed").up())
                .build();
    }
}
