package dev.nextskill.extract.reextraction;

import dev.nextskill.extract.model.EngineChoice;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** A service that is configured with a model, the fake one. */
@Alternative
@Singleton
public final class FakeModelWiring {

    @Produces
    @Singleton
    EngineChoice engine() {
        return new EngineChoice(true, FakeModel.NAME);
    }

    /** The profile that switches it on. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(FakeModelWiring.class, FakeModel.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "extract.tasks.every", "100ms",
                    "extract.tasks.retry.first", "300ms",
                    "extract.tasks.attempts", "2");
        }
    }
}
