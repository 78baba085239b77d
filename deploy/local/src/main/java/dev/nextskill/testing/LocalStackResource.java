package dev.nextskill.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a service's tests the real stack, started once per test run and shared by its classes. A field of type {@link
 * LocalStackControl} in a test is filled in.
 */
public final class LocalStackResource implements QuarkusTestResourceLifecycleManager {

    private static @Nullable LocalStackControl shared;

    private static synchronized LocalStackControl shared() {
        if (shared == null) {
            shared = LocalStackControl.launch();
        }
        return shared;
    }

    @Override
    public Map<String, String> start() {
        return shared().serviceConfiguration();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(shared(), new TestInjector.MatchesType(LocalStackControl.class));
    }

    /** The stack ends with the JVM: the next class, or the next Quarkus start, uses it again. */
    @Override
    public void stop() {}
}
