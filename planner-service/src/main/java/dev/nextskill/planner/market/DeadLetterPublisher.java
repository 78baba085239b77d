package dev.nextskill.planner.market;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Puts a record that cannot be used aside, untouched, with the reason in its headers. */
@ApplicationScoped
final class DeadLetterPublisher {

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> emitter;
    private final String topic;

    DeadLetterPublisher(
            @Channel("dead-letters") MutinyEmitter<ProducerRecord<byte[], byte[]>> emitter,
            @ConfigProperty(name = "mp.messaging.outgoing.dead-letters.topic") String topic) {
        this.emitter = emitter;
        this.topic = topic;
    }

    /** Completes when Kafka has acknowledged. */
    Uni<Void> publish(DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> record = letter.record();
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(topic, null, null, record.key(), record.value(), record.headers());
        copy.headers().remove("dead-letter-reason").remove("dead-letter-cause");
        copy.headers()
                .add("dead-letter-reason", letter.reason().getBytes(StandardCharsets.UTF_8))
                .add("dead-letter-cause", letter.cause().getBytes(StandardCharsets.UTF_8));
        return emitter.sendMessage(Message.of(copy));
    }

    /**
     * @param reason what is wrong, in words
     * @param cause the exception's class
     */
    record DeadLetter(ConsumerRecord<byte[], byte[]> record, String reason, String cause) {

        /** Long enough for any reason, short enough for a header. */
        private static final int LONGEST = 500;

        static DeadLetter of(ConsumerRecord<byte[], byte[]> record, Exception failure) {
            String reason = String.valueOf(failure.getMessage());
            return new DeadLetter(
                    record,
                    reason.substring(0, Math.min(LONGEST, reason.length())),
                    failure.getClass().getName());
        }
    }
}
