package dev.nextskill.extract.reextraction;

import dev.nextskill.extract.extraction.ModelExtractor;
import dev.nextskill.extract.extraction.RequirementExtractor;
import dev.nextskill.extract.model.EngineChoice;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Builds the plain objects of this feature. */
final class ReextractionWiring {

    @Produces
    @Singleton
    Reextraction reextraction(EngineChoice engine, RequirementExtractor rules, Instance<ModelExtractor> model) {
        return new Reextraction(engine, rules, model::get);
    }

    /** For people; never down, for what waits here stops nothing. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck tasks(ExtractionTaskConsumer consumer) {
        return () -> {
            HealthCheckResponseBuilder health = HealthCheckResponse.named("Postings are read again")
                    .up()
                    .withData("waiting", consumer.counts().waiting())
                    .withData("failed", consumer.counts().failed())
                    .withData("reading", consumer.reading());
            consumer.restsBecause().ifPresent(why -> health.withData("rests", why));
            return health.build();
        };
    }
}
