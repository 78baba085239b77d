package dev.nextskill.extract.model;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A scripted model for the tests of a profile; their fields of type {@link ScriptedModel} are filled in. */
public final class ScriptedModelResource implements QuarkusTestResourceLifecycleManager {

    private final ScriptedModel model = ScriptedModel.start(0, messages -> "{\"requirements\": []}");

    @Override
    public Map<String, String> start() {
        return Map.of("extract.model.base-url", model.baseUrl());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(model, new TestInjector.MatchesType(ScriptedModel.class));
    }

    @Override
    public void stop() {
        model.close();
    }
}
