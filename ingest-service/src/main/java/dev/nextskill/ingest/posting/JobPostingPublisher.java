package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.opentelemetry.context.Context;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Writes postings to {@code job-postings.v1} as CloudEvents in binary mode. */
@Singleton
final class JobPostingPublisher implements PostingLog {

    private static final Logger LOG = Logger.getLogger(JobPostingPublisher.class);

    private final Emitter<byte[]> emitter;
    private final ObjectWriter json;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** The emitter's buffer needs no bound of its own: {@link JobPostingIngestion} bounds what is under way, by bytes. */
    JobPostingPublisher(
            @Channel("job-postings") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> emitter,
            ObjectMapper mapper) {
        this.emitter = emitter;
        this.json = mapper.writerFor(JobPostingIngested.class);
    }

    @Override
    public CompletionStage<Void> append(JobPostingIngested event) {
        var acknowledged = new CompletableFuture<Void>();
        try {
            emitter.send(Message.of(
                    json.writeValueAsBytes(event),
                    metadataOf(event),
                    () -> {
                        succeeded();
                        acknowledged.complete(null);
                        return CompletableFuture.completedStage(null);
                    },
                    failure -> {
                        failed(event, failure);
                        acknowledged.completeExceptionally(failure);
                        return CompletableFuture.completedStage(null);
                    }));
        } catch (JsonProcessingException | IllegalStateException e) {
            failed(event, e);
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    private static Metadata metadataOf(JobPostingIngested event) {
        var postingId = event.postingId().toString();
        return Metadata.of(
                OutgoingKafkaRecordMetadata.<String>builder().withKey(postingId).build(),
                OutgoingCloudEventMetadata.<byte[]>builder()
                        // The same posting sent twice must be the same event to whoever reads it twice.
                        .withId(postingId)
                        .withSubject(postingId)
                        .withTimestamp(event.receivedAt().atZone(ZoneOffset.UTC))
                        .build(),
                // The request's trace goes on with the posting.
                TracingMetadata.withPrevious(Context.current()));
    }

    private void succeeded() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.info("Kafka acknowledges postings again.");
        }
    }

    private void failed(JobPostingIngested event, Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.warnf(
                    "Kafka did not acknowledge postingId=%s (%s). Senders are told to send again; the next warning comes"
                            + " only after an acknowledgement.",
                    event.postingId(),
                    // The connector wraps Kafka's own reason in its count of attempts.
                    failure.getCause() == null ? failure : failure.getCause());
        }
    }
}
