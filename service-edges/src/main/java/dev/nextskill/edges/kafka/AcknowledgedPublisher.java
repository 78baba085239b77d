package dev.nextskill.edges.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records and returns when Kafka has them all.
 *
 * <p>A bare producer rather than an outgoing channel: a channel buffers, and repeats a record on its own long after the caller
 * gave up on it, while the callers here must know at once, hold a database row or an offset back, and send again themselves.
 * Every owner has its own instance.
 */
@Dependent
public class AcknowledgedPublisher {

    private final Map<String, Object> configuration;
    private @Nullable Producer<byte[], byte[]> producer;

    /** @param kafka the keys {@code kafka.*} of the configuration */
    AcknowledgedPublisher(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        configuration = new HashMap<>(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                // An untouched dead letter gains headers: leave room beyond the 1 MiB of a record.
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                2 << 20,
                // Callers repeat by themselves: better to hear soon that Kafka is away.
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                5_000));
        configuration.putAll(kafka);
    }

    /**
     * Sends the records, in order within a partition.
     *
     * @throws NotAcknowledgedException if Kafka did not confirm them all, or the thread was interrupted; nothing is sent
     *     afterwards on the quiet
     */
    public synchronized void send(List<ProducerRecord<byte[], byte[]>> records) {
        if (producer == null) {
            producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
        }
        try {
            List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(records.size());
            for (ProducerRecord<byte[], byte[]> record : records) {
                acknowledgements.add(producer.send(record));
            }
            producer.flush();
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        } catch (ExecutionException | KafkaException e) {
            // What is still buffered must not arrive later, and an idempotent producer may be in a state it cannot
            // leave.
            close();
            throw new NotAcknowledgedException(
                    records.size(), e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new NotAcknowledgedException(records.size(), e);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
