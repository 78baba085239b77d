package dev.nextskill.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a service's tests the real stack, started once per test run and shared by its classes. A field of type {@link
 * LocalStackControl} in a test is filled in.
 */
public final class LocalStackResource implements QuarkusTestResourceLifecycleManager {

    /** A class of the extension by the prefix of its keys. */
    private static final Map<String, String> EXTENSIONS = Map.of(
            "quarkus.datasource.", "io/agroal/api/AgroalDataSource.class",
            "quarkus.redis.", "io/quarkus/redis/datasource/RedisDataSource.class");

    private static @Nullable LocalStackControl shared;

    private static synchronized LocalStackControl shared() {
        if (shared == null) {
            shared = LocalStackControl.launch();
        }
        return shared;
    }

    /** Without the keys of servers that the service does not use: Quarkus warns of those. */
    @Override
    public Map<String, String> start() {
        Map<String, String> keys = new HashMap<>(shared().serviceConfiguration());
        EXTENSIONS.forEach((prefix, type) -> {
            if (Thread.currentThread().getContextClassLoader().getResource(type) == null) {
                keys.keySet().removeIf(key -> key.startsWith(prefix));
            }
        });
        return keys;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(shared(), new TestInjector.MatchesType(LocalStackControl.class));
    }

    /** The stack ends with the JVM: the next class, or the next Quarkus start, uses it again. */
    @Override
    public void stop() {}
}
