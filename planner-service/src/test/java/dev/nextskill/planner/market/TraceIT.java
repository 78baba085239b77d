package dev.nextskill.planner.market;

import static dev.nextskill.planner.SkillRequirementsTopic.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextskill.planner.SkillRequirementsTopic;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackResource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A posting's trace ends where it is counted. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
// Quarkus fills in the fields before the first test.
@SuppressWarnings("NullAway.Init")
class TraceIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    LocalStackControl stack;

    @Inject
    InMemorySpanExporter finished;

    @Test
    void counting_is_a_span_of_the_trace_that_the_event_carries() {
        new SkillRequirementsTopic(stack.kafkaBootstrapServers())
                .sendTraced(
                        "00-" + TRACE + "-b7ad6b7169203331-01",
                        event(UUID.randomUUID(), "backend", "2026-06-01T08:00:00Z", "essential familiar go"));

        List<SpanData> spans = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> finished.getFinishedSpanItems().stream()
                                .filter(span -> span.getTraceId().equals(TRACE))
                                .toList(),
                        found -> !found.isEmpty());
        assertThat(spans).anySatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331"));
    }

    /** Quarkus sends finished spans to every exporter among the beans. */
    static final class FinishedSpans {

        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }
}
