package dev.nextskill.extract.model;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The service with a model, which is scripted. All tests that need one share this profile, so that Quarkus starts once for them. */
public final class ModelTestProfile implements QuarkusTestProfile {

    /** Enough for every test, and still counted. */
    static final long TOKENS_PER_DAY = 50_000_000;

    static final int CONCURRENCY = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("extract.engine", "llm"),
                Map.entry("extract.model.name", "scripted"),
                Map.entry("extract.model.api-key", "sk-test"),
                Map.entry("extract.model.timeout", "3s"),
                Map.entry("extract.model.concurrency", Integer.toString(CONCURRENCY)),
                Map.entry("extract.model.tokens-per-day", Long.toString(TOKENS_PER_DAY)),
                Map.entry("extract.model.price-per-million-input", "2"),
                Map.entry("extract.model.price-per-million-output", "8"),
                Map.entry("extract.model.circuit.delay", "2s"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(ScriptedModelResource.class));
    }
}
