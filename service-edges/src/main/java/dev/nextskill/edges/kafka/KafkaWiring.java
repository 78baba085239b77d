package dev.nextskill.edges.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Readiness of Kafka. Quarkus' own check waits a minute for a broker that is away, longer than any prober. */
@Readiness
@ApplicationScoped
class KafkaWiring implements HealthCheck {

    private static final int PATIENCE_MS = 2_000;

    private final Map<String, Object> configuration;
    private @Nullable Admin admin;

    KafkaWiring(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        configuration = new HashMap<>(kafka);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder check = HealthCheckResponse.named("Kafka");
        try {
            int brokers = admin().describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
                    .nodes()
                    .get(2 * PATIENCE_MS, TimeUnit.MILLISECONDS)
                    .size();
            return check.up().withData("brokers", brokers).build();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return check.down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return check.down().build();
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(configuration);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
