package dev.nextskill.edges.deadletter;

import dev.nextskill.edges.kafka.AcknowledgedPublisher;
import dev.nextskill.edges.kafka.NotAcknowledgedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Keeps records, untouched but for headers that say why they are here and where they stood. */
@ApplicationScoped
public class DeadLetterPublisher {

    private final AcknowledgedPublisher kafka;
    private final DeadLetterConfig config;

    DeadLetterPublisher(AcknowledgedPublisher kafka, DeadLetterConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /**
     * Keeps the records; Kafka has them on return.
     *
     * @throws NotAcknowledgedException if Kafka may lack some of them
     */
    public void keep(Map<ConsumerRecord<byte[], byte[]>, DeadLetter> records) {
        List<ProducerRecord<byte[], byte[]>> letters = records.entrySet().stream()
                .map(entry -> letter(entry.getKey(), entry.getValue()))
                .toList();
        kafka.send(letters);
    }

    private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, DeadLetter why) {
        Headers headers = new RecordHeaders(record.headers());
        set(headers, "reason", why.reason());
        set(headers, "cause", why.cause());
        set(headers, "topic", record.topic());
        set(headers, "partition", Integer.toString(record.partition()));
        set(headers, "offset", Long.toString(record.offset()));
        return new ProducerRecord<>(config.topic(), null, null, record.key(), record.value(), headers);
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(DeadLetter.HEADER_PREFIX + name)
                .add(DeadLetter.HEADER_PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
