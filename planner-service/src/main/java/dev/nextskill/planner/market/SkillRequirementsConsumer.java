package dev.nextskill.planner.market;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.planner.market.DeadLetterPublisher.DeadLetter;
import dev.nextskill.planner.market.PostingRepository.Recorded;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

    SkillRequirementsConsumer(
            PostingRepository postings,
            DemandCache cache,
            DeadLetterPublisher deadLetters,
            ObjectMapper json,
            MarketConfig config,
            MeterRegistry metrics) {
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
        List<DeadLetter> dead = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                letters.add(new Letter(record, decode(record)));
            } catch (IOException | RuntimeException e) {
                dead.add(DeadLetter.of(record, e));
            }
        }
        return untilItSucceeds("record events", () -> record(letters, dead)).chain(() -> Multi.createFrom()
                .iterable(dead)
                .onItem()
                .transformToUniAndConcatenate(this::putAside)
                .collect()
                .last()
                .replaceWithVoid());
    }

    /** A record that could be read. */
    private record Letter(ConsumerRecord<byte[], byte[]> record, ReceivedRequirements received) {}

    private void record(List<Letter> letters, List<DeadLetter> dead) {
        List<Letter> usable = letters.stream()
                .filter(letter -> dead.stream().noneMatch(each -> each.record() == letter.record()))
                .toList();
        if (usable.isEmpty()) {
            return;
        }
        try {
            record(usable);
        } catch (RuntimeException e) {
            if (!isDataAtFault(e)) {
                throw e;
            }
            // One of them is the culprit; the others must not suffer.
            for (Letter letter : usable) {
                try {
                    record(List.of(letter));
                } catch (RuntimeException single) {
                    if (!isDataAtFault(single)) {
                        throw single;
                    }
                    dead.add(DeadLetter.of(letter.record(), sqlCause(single)));
                }
            }
        }
    }

    private void record(List<Letter> letters) {
        Recorded recorded =
                postings.record(letters.stream().map(Letter::received).toList());
        cache.copy(recorded.touched());
        count("recorded", recorded.recorded());
        count("ignored", recorded.ignored());
    }

    private Uni<Void> putAside(DeadLetter letter) {
        LOG.errorf(
                "Put aside a record that cannot be used: partition=%d offset=%d reason=%s",
                letter.record().partition(), letter.record().offset(), letter.reason());
        count("dead-letter", 1);
        return untilItSucceeds(deadLetters.publish(letter), "put a record aside");
    }

    private ReceivedRequirements decode(ConsumerRecord<byte[], byte[]> record) throws IOException {
        byte[] value = record.value();
        if (value == null) {
            throw new IOException("The record has no value");
        }
        String text = text(value);
        SkillRequirementsExtracted event = json.readValue(text, SkillRequirementsExtracted.class);
        if (event == null) {
            throw new IOException("The record's value is null");
        }
        Header id = record.headers().lastHeader("ce_id");
        return new ReceivedRequirements(
                event, id == null || id.value() == null ? "" : new String(id.value(), StandardCharsets.UTF_8), text);
    }

    private static String text(byte[] value) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("The record's value is not UTF-8", e);
        }
    }

    private Uni<Void> untilItSucceeds(String what, Runnable work) {
        return untilItSucceeds(
                Uni.createFrom()
                        .voidItem()
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(work),
                what);
    }

    /** An outage of PostgreSQL or Kafka delays; it loses nothing. */
    private <T> Uni<T> untilItSucceeds(Uni<T> work, String what) {
        return work.onFailure()
                .invoke(e -> LOG.warnf("Could not %s (%s); trying again", what, e.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(config.retryAfter(), config.retryAfterAtMost())
                .indefinitely();
    }

    /** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation): trying again would fail again. */
    private static boolean isDataAtFault(Throwable failure) {
        return sqlState(failure).startsWith("22") || sqlState(failure).startsWith("23");
    }

    private static String sqlState(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    /** What PostgreSQL said: the exceptions around it repeat the statement with all its values. */
    private static Exception sqlCause(RuntimeException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                SQLException last = sql;
                for (SQLException next = sql; next != null; next = next.getNextException()) {
                    last = next;
                }
                return last;
            }
        }
        return failure;
    }

    private void count(String outcome, int events) {
        metrics.counter("planner.events", "outcome", outcome).increment(events);
    }
}
