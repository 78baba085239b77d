package dev.nextskill.planner;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands in for the extract-service: sends events, and reads what was put aside. */
public final class SkillRequirementsTopic {

    private static final String TOPIC = "skill-requirements.v1";

    private final String bootstrapServers;

    public SkillRequirementsTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Returns when Kafka has acknowledged all. */
    public void send(String... values) {
        send(List.of(values), Map.of());
    }

    /** Returns when Kafka has acknowledged it. */
    public void sendTraced(String traceparent, String value) {
        send(List.of(value), Map.of("traceparent", traceparent));
    }

    private void send(List<String> values, Map<String, String> headers) {
        Properties properties = new Properties();
        properties.putAll(Map.of("bootstrap.servers", bootstrapServers, "acks", "all"));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String value : values) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        TOPIC, "key".getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
                record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
                headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
                producer.send(record).get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the event", e);
        }
    }

    /** All records on the dead-letter topic so far. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return readAll(TOPIC + ".dlq");
    }

    /** All events so far. */
    public List<ConsumerRecord<byte[], byte[]>> events() {
        return readAll(TOPIC);
    }

    private List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
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

    /**
     * An event.
     *
     * @param asks each {@code necessity level skill|skill}, for instance {@code essential familiar go|python}
     */
    public static String event(UUID postingId, String roleClass, String extractedAt, String... asks) {
        return """
                {"postingId":"%s","receivedAt":"2026-05-20T08:00:00Z","extractedAt":"%s",
                 "extractor":{"engine":"rules","vocabularyVersion":"0123456789ab","neighbours":[]},
                 "title":"示例岗位","company":"示例公司","datePosted":"2026-05-20",
                 "roleClass":{"id":"%s","confidence":0.9,"because":[]},
                 "programmingLanguages":[{"skillId":"python","label":"Python","rank":1,"evidence":{"quote":"Python","start":0,"end":6}}],
                 "requirements":[%s]}""".formatted(
                        postingId,
                        extractedAt,
                        roleClass,
                        Stream.of(asks).map(SkillRequirementsTopic::requirement).collect(Collectors.joining(",")));
    }

    private static String requirement(String ask) {
        String[] words = ask.split(" ", 3);
        String anyOf = Stream.of(words[2].split("\\|", -1))
                .map(skill -> """
                        {"skillId":"%1$s","label":"%1$s","mention":{"text":"%1$s","start":0,"end":1},"assertion":"stated"}""".formatted(skill))
                .collect(Collectors.joining(","));
        return """
                {"anyOf":[%s],"necessity":"%s","level":"%s","evidence":{"quote":"需要 %s","start":0,"end":1},"confidence":0.9}""".formatted(anyOf, words[0], words[1], words[2]);
    }
}
