package dev.nextskill.edges.deadletter;

import dev.nextskill.edges.kafka.AcknowledgedPublisher;
import dev.nextskill.edges.kafka.NotAcknowledgedException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sends dead letters again to where they came from, each once: the group's offsets are committed after Kafka has the resent
 * records. A crash between the two sends some twice, which an idempotent consumer does not mind.
 */
@ApplicationScoped
class DeadLetterReplayConsumer {

    private static final Duration POLL = Duration.ofMillis(250);

    private final Map<String, Object> configuration;
    private final AcknowledgedPublisher kafka;
    private final DeadLetterConfig config;

    DeadLetterReplayConsumer(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            AcknowledgedPublisher kafka,
            DeadLetterConfig config) {
        this.kafka = kafka;
        this.config = config;
        int patience = Math.toIntExact(config.patience().toMillis());
        configuration = new HashMap<>(broker);
        configuration.putAll(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                config.replayGroup(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                200,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                patience,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                patience));
    }

    /**
     * Sends the dead letters that were there when it began; one that fails again becomes a new dead letter, for the next replay.
     *
     * @param most how many at most
     * @return how many were sent
     * @throws KafkaException if Kafka cannot be reached
     * @throws NotAcknowledgedException if Kafka did not take them; those not sent stay for the next replay
     */
    // One at a time: without members in the group, two replays would send the same letters.
    synchronized int replay(int most) {
        try (KafkaConsumer<byte[], byte[]> letters =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = letters.partitionsFor(config.topic()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            // Assigned, not subscribed: a replay is short, and joining a group takes seconds.
            letters.assign(partitions);
            Map<TopicPartition, Long> end = letters.endOffsets(partitions);
            int replayed = 0;
            long giveUp = System.nanoTime() + config.patience().toNanos();
            while (replayed < most
                    && partitions.stream().anyMatch(each -> letters.position(each) < end.getOrDefault(each, 0L))) {
                ConsumerRecords<byte[], byte[]> polled = letters.poll(POLL);
                List<ProducerRecord<byte[], byte[]>> again = new ArrayList<>();
                Map<TopicPartition, OffsetAndMetadata> done = new LinkedHashMap<>();
                for (ConsumerRecord<byte[], byte[]> letter : polled) {
                    TopicPartition partition = new TopicPartition(letter.topic(), letter.partition());
                    if (replayed + again.size() < most && letter.offset() < end.getOrDefault(partition, 0L)) {
                        again.add(asItCame(letter));
                        done.put(partition, new OffsetAndMetadata(letter.offset() + 1));
                    }
                }
                if (!again.isEmpty()) {
                    kafka.send(again);
                    letters.commitSync(done);
                    replayed += again.size();
                    giveUp = System.nanoTime() + config.patience().toNanos();
                } else if (System.nanoTime() - giveUp > 0) {
                    throw new org.apache.kafka.common.errors.TimeoutException(
                            "Kafka showed no dead letter for %s, although there are some".formatted(config.patience()));
                }
            }
            return replayed;
        }
    }

    private ProducerRecord<byte[], byte[]> asItCame(ConsumerRecord<byte[], byte[]> letter) {
        Headers headers = new RecordHeaders();
        letter.headers().forEach(header -> {
            if (!header.key().startsWith(DeadLetter.HEADER_PREFIX)) {
                headers.add(header);
            }
        });
        return new ProducerRecord<>(config.replayTo(), null, null, letter.key(), letter.value(), headers);
    }
}
