package dev.nextskill.ingest.posting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on the topic, read from its beginning to its present end. */
public final class PublishedPostings {

    private static final String TOPIC = "job-postings.v1";

    private final String bootstrapServers;

    public PublishedPostings(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    public record Published(String key, Map<String, String> headers, String json) {}

    List<Published> withKey(String postingId) {
        return all().stream().filter(each -> each.key().equals(postingId)).toList();
    }

    /** @param name of a configured source */
    public List<Published> fromSource(String name) {
        return all().stream()
                .filter(each -> each.json().contains("\"name\":\"%s\"".formatted(name)))
                .toList();
    }

    List<Published> all() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var published = new ArrayList<Published>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> published.add(published(each)));
            }
            return published;
        }
    }

    private static Published published(ConsumerRecord<String, byte[]> each) {
        return new Published(
                each.key(),
                StreamSupport.stream(each.headers().spliterator(), false)
                        .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8))),
                new String(each.value(), UTF_8));
    }
}
