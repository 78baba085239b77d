package dev.nextskill.extract.outbox;

import static dev.nextskill.extract.kafka.TestTopics.REQUIREMENTS;
import static dev.nextskill.extract.kafka.TestTopics.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextskill.extract.kafka.TestTopics;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OutboxPublisherIT {

    @SuppressWarnings("NullAway.Init") // LocalStackResource fills it
    LocalStackControl stack;

    @Inject
    OutboxRepository outbox;

    @Test
    void rows_that_a_crash_left_are_published_in_order_on_the_next_look() {
        UUID posting = UUID.randomUUID();
        List<OutboxEvent> left = IntStream.range(0, 1_200)
                .mapToObj(i -> new OutboxEvent(
                        posting,
                        UUID.randomUUID(),
                        "dev.nextskill.skill-requirements.extracted.v1",
                        "{\"n\": %d}".formatted(i),
                        Instant.parse("2026-06-01T08:30:01.5Z"),
                        null))
                .toList();

        QuarkusTransaction.requiringNew().run(() -> outbox.append(left));

        try (TestTopics topics = new TestTopics(stack.kafkaBootstrapServers())) {
            List<ConsumerRecord<byte[], byte[]>> events = await().atMost(Duration.ofSeconds(30))
                    .until(() -> topics.read(REQUIREMENTS, posting.toString()), found -> found.size() >= left.size());
            assertThat(events.stream().map(event -> header(event, "ce_id")))
                    .containsExactlyElementsOf(left.stream()
                            .map(event -> event.eventId().toString())
                            .toList());
            assertThat(new String(events.get(0).value(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"n\": 0}");
            assertThat(header(events.get(0), "ce_time")).isEqualTo("2026-06-01T08:30:01.500Z");
        }
        await().atMost(Duration.ofSeconds(5))
                .until(() -> QuarkusTransaction.requiringNew().call(outbox::count) == 0);
    }
}
