package dev.nextskill.extract.extraction;

import dev.nextskill.edges.deadletter.DeadLetter;
import dev.nextskill.edges.deadletter.DeadLetterPublisher;
import dev.nextskill.edges.trace.PostingTraces;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.extraction.ExtractionOutcome.Unusable;
import dev.nextskill.extract.outbox.OutboxRepository;
import dev.nextskill.extract.task.ExtractionTaskRepository;
import dev.nextskill.extract.task.TasksAdded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Brings the records of {@code job-postings.v1}, a batch at a time, to {@link RequirementExtraction} and carries the outcomes out:
 * dead letters to Kafka, the rest to the database together with the events that tell of it. When this method returns, the batch's
 * offsets are committed; while the database or Kafka is away it does not return.
 */
@ApplicationScoped
class JobPostingConsumer {

    private final RequirementExtraction extraction;
    private final JobPostingRepository postings;
    private final OutboxRepository outbox;
    private final ExtractionTaskRepository tasks;
    private final Event<TasksAdded> tasksAdded;
    private final DeadLetterPublisher deadLetters;
    private final PostingTraces traces;
    private final Backoff backoff;
    private final ExecutorService readers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable String waitingFor;

    private final Timer extractionTime;
    private final Counter extracted;
    private final Counter unchanged;
    private final Counter unusable;
    private final Counter retries;

    JobPostingConsumer(
            RequirementExtraction extraction,
            JobPostingRepository postings,
            OutboxRepository outbox,
            ExtractionTaskRepository tasks,
            Event<TasksAdded> tasksAdded,
            DeadLetterPublisher deadLetters,
            PostingTraces traces,
            ExtractionConfig config,
            MeterRegistry metrics) {
        this.extraction = extraction;
        this.postings = postings;
        this.outbox = outbox;
        this.tasks = tasks;
        this.tasksAdded = tasksAdded;
        this.deadLetters = deadLetters;
        this.traces = traces;
        this.backoff = new Backoff(config.retry().first(), config.retry().longest());
        AtomicInteger number = new AtomicInteger();
        this.readers = Executors.newFixedThreadPool(
                config.threads().orElse(Runtime.getRuntime().availableProcessors()), task -> {
                    Thread thread = new Thread(task, "extraction-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.extractionTime = Timer.builder("extract.extraction")
                .description("Time to read one posting")
                .register(metrics);
        this.extracted = outcomes(metrics, "extracted");
        this.unchanged = outcomes(metrics, "unchanged");
        this.unusable = outcomes(metrics, "dead-letter");
        this.retries = Counter.builder("extract.retries")
                .description("Failed tries to store a batch or to keep its dead letters")
                .register(metrics);
    }

    @Incoming("job-postings")
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> batch) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records =
                StreamSupport.stream(batch.spliterator(), false).toList();
        List<ExtractionOutcome> outcomes = extractAll(records);

        Map<ConsumerRecord<byte[], byte[]>, Unusable> bad = new LinkedHashMap<>();
        // Of a posting that stands twice in the batch the first record counts, unless the later has another text: so it
        // is
        // between batches too (JobPostingRepository.store).
        Map<UUID, Read> good = new LinkedHashMap<>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            outcomes.get(i)
                    .match(
                            extracted -> good.merge(
                                    extracted.postingId(),
                                    new Read(record, extracted),
                                    (first, later) -> first.hasTextOf(later) ? first : later),
                            unusable -> bad.put(record, unusable));
        }
        bad.putAll(store(good.values()));
        keep(bad);
    }

    /** Why processing rests, if it does. */
    Optional<String> waitingFor() {
        return Optional.ofNullable(waitingFor);
    }

    private List<ExtractionOutcome> extractAll(List<ConsumerRecord<byte[], byte[]>> records)
            throws InterruptedException, ExecutionException {
        List<Callable<ExtractionOutcome>> tasks = records.stream()
                .<Callable<ExtractionOutcome>>map(record -> () -> extract(record))
                .toList();
        List<ExtractionOutcome> outcomes = new ArrayList<>(records.size());
        for (Future<ExtractionOutcome> outcome : readers.invokeAll(tasks)) {
            outcomes.add(outcome.get());
        }
        return outcomes;
    }

    private ExtractionOutcome extract(ConsumerRecord<byte[], byte[]> record) throws Exception {
        Header came = record.headers().lastHeader(PostingTraces.HEADER);
        Span span = traces.start(
                "extract requirements", came == null ? null : new String(came.value(), StandardCharsets.UTF_8));
        try (Scope scope = span.makeCurrent()) {
            ExtractionOutcome outcome = extractionTime.recordCallable(() -> extraction.extract(record.value()));
            return outcome instanceof Extracted extracted
                    ? extracted.inTrace(PostingTraces.header(span).orElse(null))
                    : outcome;
        } finally {
            span.end();
        }
    }

    /** Stores the batch at once; where the database refuses what a posting says, one by one, and returns the refused. */
    private Map<ConsumerRecord<byte[], byte[]>, Unusable> store(Collection<Read> reads) throws Exception {
        if (reads.isEmpty()) {
            return Map.of();
        }
        try {
            storeTogether(reads.stream().map(Read::extracted).toList());
            return Map.of();
        } catch (RuntimeException e) {
            if (isTransient(e)) {
                throw e;
            }
        }
        Map<ConsumerRecord<byte[], byte[]>, Unusable> refused = new LinkedHashMap<>();
        for (Read read : reads) {
            try {
                storeTogether(List.of(read.extracted()));
            } catch (RuntimeException e) {
                if (isTransient(e)) {
                    throw e;
                }
                refused.put(read.record(), Unusable.because(e));
            }
        }
        return refused;
    }

    private void storeTogether(List<Extracted> batch) throws Exception {
        int changed = untilItWorks(() -> QuarkusTransaction.requiringNew().call(() -> {
            List<Extracted> stored = postings.store(batch);
            outbox.append(stored.stream().map(Extracted::told).toList());
            tasks.enqueue(owedByTheModel(batch, stored), Instant.now());
            return stored.size();
        }));
        if (batch.stream().anyMatch(Extracted::isDegraded)) {
            tasksAdded.fire(new TasksAdded());
        }
        extracted.increment(changed);
        unchanged.increment(batch.size() - changed);
        Log.debugf("Stored %d postings, %d were there already", changed, batch.size() - changed);
    }

    /** Those of the batch that were stored; what it revised besides has its task, or had it. */
    private static List<UUID> owedByTheModel(List<Extracted> batch, List<Extracted> stored) {
        Set<UUID> read = batch.stream()
                .filter(Extracted::isDegraded)
                .map(Extracted::postingId)
                .collect(Collectors.toSet());
        return stored.stream().map(Extracted::postingId).filter(read::contains).toList();
    }

    private void keep(Map<ConsumerRecord<byte[], byte[]>, Unusable> bad) throws Exception {
        if (bad.isEmpty()) {
            return;
        }
        Map<ConsumerRecord<byte[], byte[]>, DeadLetter> letters = new LinkedHashMap<>();
        bad.forEach((record, why) -> {
            letters.put(record, new DeadLetter(why.reason(), why.cause()));
            Log.warnf(
                    "Dead letter: topic=%s partition=%d offset=%d postingId=%s reason=%s",
                    record.topic(), record.partition(), record.offset(), key(record), why.reason());
        });
        untilItWorks(() -> {
            deadLetters.keep(letters);
            return letters;
        });
        unusable.increment(bad.size());
    }

    private <T> T untilItWorks(Callable<T> attempt) throws Exception {
        T result = backoff.untilItWorks(attempt, JobPostingConsumer::isTransient, this::rest);
        waitingFor = null;
        return result;
    }

    private void rest(Duration pause, int attempt, Exception failure) throws InterruptedException {
        retries.increment();
        waitingFor =
                "try %d failed: %s".formatted(attempt, Unusable.because(failure).reason());
        Log.warnf("The batch waits %d ms, its %s", pause.toMillis(), waitingFor);
        if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("The service stops; the batch is read again at its next start");
        }
    }

    /**
     * Whether another try may succeed: anything but data that PostgreSQL will never take (classes 22 data exception, 23
     * integrity constraint, 54 program limit; see appendix A of its manual). An error of ours is tried again too: waiting, with
     * readiness down, loses nothing.
     */
    private static boolean isTransient(Exception failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return !(state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
            }
        }
        return true;
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static Counter outcomes(MeterRegistry metrics, String outcome) {
        return Counter.builder("extract.postings")
                .description("Records of job-postings.v1 by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }

    void stop(@Observes ShutdownEvent stop) {
        stopping.countDown();
    }

    @PreDestroy
    void close() {
        readers.shutdownNow();
    }

    private record Read(ConsumerRecord<byte[], byte[]> record, Extracted extracted) {

        boolean hasTextOf(Read other) {
            return extracted.posting().text().equals(other.extracted.posting().text());
        }
    }
}
