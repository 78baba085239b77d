package dev.nextskill.extract.outbox;

import dev.nextskill.edges.kafka.AcknowledgedPublisher;
import dev.nextskill.edges.kafka.NotAcknowledgedException;
import dev.nextskill.edges.trace.PostingTraces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Publishes what waits in the outbox, at least once and in order per instance: lock rows, send them, wait until Kafka has them,
 * delete them, commit. A crash anywhere before the commit sends them again, with the same ids.
 */
@ApplicationScoped
class OutboxPublisher {

    private static final String SOURCE = "/extract-service";

    private final OutboxRepository outbox;
    private final AcknowledgedPublisher kafka;
    private final OutboxConfig config;
    private final Counter published;
    private final AtomicLong depth = new AtomicLong();

    // Not quarkus-scheduler, whose clock ticks once a second.
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "outbox-publisher");
        thread.setDaemon(true);
        return thread;
    });

    OutboxPublisher(OutboxRepository outbox, AcknowledgedPublisher kafka, OutboxConfig config, MeterRegistry metrics) {
        this.outbox = outbox;
        this.kafka = kafka;
        this.config = config;
        this.published = Counter.builder("extract.outbox.published")
                .description("Events that Kafka has acknowledged")
                .register(metrics);
        metrics.gauge("extract.outbox.depth", depth);
    }

    void start(@Observes StartupEvent started) {
        long pause = config.every().toMillis();
        // With a fixed delay on one thread, runs never overlap.
        var unused = timer.scheduleWithFixedDelay(this::publishAll, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
            timer.shutdownNow();
        }
    }

    private void publishAll() {
        try {
            while (!timer.isShutdown() && publishSome() == config.batch()) {
                depth.set(count());
            }
            depth.set(0);
        } catch (NotAcknowledgedException e) {
            Log.warnf("The outbox keeps its events until Kafka takes them: %s", e.getMessage());
            measureDepth();
        } catch (RuntimeException e) {
            // Also an exception nobody foresaw must not end the timer.
            Log.warnf("The outbox cannot be read, it is tried again: %s", e);
        }
    }

    /** Returns how many events were published; the rest of the outbox is locked by others, or empty, when fewer than a batch. */
    private int publishSome() {
        return QuarkusTransaction.requiringNew().timeout(60).call(() -> {
            List<OutboxEntity> rows = outbox.lockOldest(config.batch());
            if (!rows.isEmpty()) {
                kafka.send(rows.stream().map(row -> record(row.event())).toList());
                outbox.deleteAll(rows);
                published.increment(rows.size());
            }
            return rows.size();
        });
    }

    private ProducerRecord<byte[], byte[]> record(OutboxEvent event) {
        String subject = event.postingId().toString();
        Headers headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", event.eventId().toString());
        add(headers, "ce_source", SOURCE);
        add(headers, "ce_type", event.eventType());
        add(headers, "ce_time", event.createdAt().toString());
        add(headers, "ce_subject", subject);
        add(headers, "content-type", "application/json");
        if (event.traceparent() != null) {
            add(headers, PostingTraces.HEADER, event.traceparent());
        }
        return new ProducerRecord<>(config.topic(), null, null, utf8(subject), utf8(event.payload()), headers);
    }

    private void measureDepth() {
        try {
            depth.set(count());
        } catch (RuntimeException e) {
            Log.debugf(e, "The outbox cannot be counted");
        }
    }

    private long count() {
        return QuarkusTransaction.requiringNew().call(outbox::count);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
