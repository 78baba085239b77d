package dev.nextskill.planner.market;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.edges.deadletter.DeadLetter;
import dev.nextskill.edges.deadletter.DeadLetterPublisher;
import dev.nextskill.edges.problem.DatabaseFailure;
import dev.nextskill.edges.trace.PostingTraces;
import dev.nextskill.planner.market.PostingRepository.Recorded;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes the events {@code skill-requirements.v1} in: record, put aside what cannot be used, copy to Redis, and only then let the offsets
 * be committed. A crash in between repeats a batch, which changes nothing.
 */
@ApplicationScoped
final class SkillRequirementsConsumer {

    private static final Logger LOG = Logger.getLogger(SkillRequirementsConsumer.class);

    private final PostingRepository postings;
    private final DemandCache cache;
    private final DeadLetterPublisher deadLetters;
    private final ObjectMapper json;
    private final MarketConfig config;
    private final MeterRegistry metrics;
    private final PostingTraces traces;

    SkillRequirementsConsumer(
            PostingRepository postings,
            DemandCache cache,
            DeadLetterPublisher deadLetters,
            ObjectMapper json,
            MarketConfig config,
            MeterRegistry metrics,
            PostingTraces traces) {
        this.traces = traces;
        this.postings = postings;
        this.cache = cache;
        this.deadLetters = deadLetters;
        this.json = json;
        this.config = config;
        this.metrics = metrics;
    }

    /** The offsets are committed when what it returns completes. */
    @Incoming("skill-requirements")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        List<Letter> letters = new ArrayList<>();
        Map<ConsumerRecord<byte[], byte[]>, DeadLetter> dead = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                letters.add(new Letter(record, ReceivedRequirements.read(record.value(), json), span(record)));
            } catch (IOException | RuntimeException e) {
                dead.put(record, DeadLetter.because(e));
            }
        }
        return untilItSucceeds("record events", () -> record(letters, dead))
                .chain(() -> dead.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : untilItSucceeds("put records aside", () -> deadLetters.keep(dead)))
                .invoke(() -> dead.forEach(this::tell));
    }

    /** A record that could be read. */
    private record Letter(ConsumerRecord<byte[], byte[]> record, ReceivedRequirements received, Span span) {}

    private void record(List<Letter> letters, Map<ConsumerRecord<byte[], byte[]>, DeadLetter> dead) {
        List<Letter> usable = letters.stream()
                .filter(letter -> !dead.containsKey(letter.record()))
                .toList();
        if (usable.isEmpty()) {
            return;
        }
        try {
            record(usable);
        } catch (RuntimeException e) {
            if (DatabaseFailure.isTransient(e)) {
                throw e;
            }
            LOG.warn(
                    "A batch of events failed; they are recorded one by one",
                    DatabaseFailure.sqlCause(e).map(Exception.class::cast).orElse(e));
            // One of them is the culprit; the others must not suffer.
            for (Letter letter : usable) {
                try {
                    record(List.of(letter));
                } catch (RuntimeException single) {
                    if (DatabaseFailure.isTransient(single)) {
                        throw single;
                    }
                    dead.put(
                            letter.record(),
                            DeadLetter.because(DatabaseFailure.sqlCause(single)
                                    .map(Exception.class::cast)
                                    .orElse(single)));
                }
            }
        }
    }

    private void record(List<Letter> letters) {
        Recorded recorded =
                postings.record(letters.stream().map(Letter::received).toList());
        cache.copy(recorded);
        letters.forEach(letter -> letter.span().end());
        count("recorded", recorded.recorded());
        count("ignored", recorded.ignored());
    }

    private void tell(ConsumerRecord<byte[], byte[]> record, DeadLetter why) {
        LOG.errorf(
                "Dead letter: topic=%s partition=%d offset=%d postingId=%s reason=%s",
                record.topic(),
                record.partition(),
                record.offset(),
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                why.reason());
        count("dead-letter", 1);
    }

    /** An outage of PostgreSQL or Kafka delays; it loses nothing. */
    private Uni<Void> untilItSucceeds(String what, Runnable work) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(work)
                .onFailure()
                .invoke(e -> LOG.warnf("Could not %s (%s); trying again", what, e.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(config.retryAfter(), config.retryAfterAtMost())
                .indefinitely();
    }

    private Span span(ConsumerRecord<byte[], byte[]> record) {
        Header traceparent = record.headers().lastHeader(PostingTraces.HEADER);
        return traces.start(
                "count requirements",
                traceparent == null ? null : new String(traceparent.value(), StandardCharsets.UTF_8));
    }

    private void count(String outcome, int events) {
        metrics.counter("planner.events", "outcome", outcome).increment(events);
    }
}
