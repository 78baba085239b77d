package dev.nextskill.extract.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes and reads the real topics, as the neighbouring services would. */
public final class TestTopics implements AutoCloseable {

    public static final String POSTINGS = "job-postings.v1";
    public static final String DEAD_LETTERS = "job-postings.v1.dlq";
    public static final String REQUIREMENTS = "skill-requirements.v1";

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    public TestTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends to {@code job-postings.v1}; Kafka has it on return. */
    public void sendPosting(String key, byte @Nullable [] value) {
        sendPosting(key, value, Map.of());
    }

    /** The same, with these headers besides. */
    public void sendPosting(String key, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(POSTINGS, key.getBytes(StandardCharsets.UTF_8), value);
        record.headers().add("ce_id", ("event of " + key).getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, header) -> record.headers().add(name, header.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> sent = producer.send(record);
        producer.flush();
        assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
    }

    /** All records of a topic with this key, from its beginning to its present end. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic, String key) {
        return readAll(topic).stream()
                .filter(record -> record.key() != null && key.equals(new String(record.key(), StandardCharsets.UTF_8)))
                .toList();
    }

    /** All records of a topic, from its beginning to its present end. */
    public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < end.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header =
                Objects.requireNonNull(record.headers().lastHeader(name), () -> "The record has no header " + name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
