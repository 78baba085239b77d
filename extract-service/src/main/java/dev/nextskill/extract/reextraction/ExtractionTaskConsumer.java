package dev.nextskill.extract.reextraction;

import dev.nextskill.edges.problem.DatabaseFailure;
import dev.nextskill.edges.trace.PostingTraces;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.extraction.JobPostingRepository;
import dev.nextskill.extract.extraction.PostingRequirements;
import dev.nextskill.extract.extraction.RequirementExtraction;
import dev.nextskill.extract.extraction.StoredPosting;
import dev.nextskill.extract.model.ModelConfig;
import dev.nextskill.extract.model.ModelUnavailableException;
import dev.nextskill.extract.outbox.OutboxRepository;
import dev.nextskill.extract.task.ExtractionTaskRepository;
import dev.nextskill.extract.task.LeasedTask;
import dev.nextskill.extract.task.TaskCounts;
import dev.nextskill.extract.task.TasksAdded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Works off the tasks: leases some, reads their postings, and stores each reading, its event and the end of its task in one transaction.
 * What fails goes back with a later time. A crash anywhere before the commit leaves the task to be taken again when its lease ends.
 */
@ApplicationScoped
class ExtractionTaskConsumer {

    /** A repost waits so long, and so often, for the reading of what it repeats. */
    private static final Duration ORIGINALS_FIRST = Duration.ofSeconds(30);

    private static final int WAITS_FOR_ORIGINAL = 3;
    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

    private final Reextraction reextraction;
    private final RequirementExtraction extraction;
    private final JobPostingRepository postings;
    private final ExtractionTaskRepository tasks;
    private final ReextractionRepository reextractions;
    private final OutboxRepository outbox;
    private final PostingTraces traces;
    private final ExecutorService readers;
    private final ReextractionConfig config;
    private final int concurrency;
    private final TaskPace pace = new TaskPace();

    private final Map<UUID, Reading> reading = new ConcurrentHashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile TaskCounts counts = new TaskCounts(0, 0);
    private volatile Instant counted = Instant.EPOCH;
    private volatile @Nullable String lastFailure;

    // Not quarkus-scheduler, whose clock ticks once a second.
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "extraction-tasks");
        thread.setDaemon(true);
        return thread;
    });

    private final Timer time;
    private final Counter stored;
    private final Counter same;
    private final Counter postponed;
    private final Counter failures;

    ExtractionTaskConsumer(
            Reextraction reextraction,
            RequirementExtraction extraction,
            JobPostingRepository postings,
            ExtractionTaskRepository tasks,
            ReextractionRepository reextractions,
            OutboxRepository outbox,
            PostingTraces traces,
            @VirtualThreads ExecutorService readers,
            ReextractionConfig config,
            ModelConfig model,
            MeterRegistry metrics) {
        this.reextraction = reextraction;
        this.extraction = extraction;
        this.postings = postings;
        this.tasks = tasks;
        this.reextractions = reextractions;
        this.outbox = outbox;
        this.traces = traces;
        this.readers = readers;
        this.config = config;
        this.concurrency = model.concurrency();
        this.time = Timer.builder("extract.tasks.time")
                .description("Time to read one posting again, the model's included")
                .publishPercentiles(0.5, 0.95)
                .register(metrics);
        this.stored = outcomes(metrics, "stored");
        this.same = outcomes(metrics, "same");
        this.postponed = outcomes(metrics, "postponed");
        this.failures = outcomes(metrics, "failed");
        metrics.gauge("extract.tasks.waiting", this, each -> each.counts.waiting());
        metrics.gauge("extract.tasks.failed", this, each -> each.counts.failed());
        metrics.gauge("extract.tasks.reading", this, each -> each.reading.size());
    }

    private record Reading(LeasedTask task, Future<?> future) {}

    void start(@Observes StartupEvent started) {
        long pause = config.every().toMillis();
        var unused = timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    void wake(@Observes TasksAdded added) {
        wake();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        timer.shutdown();
        Instant patience = Instant.now().plus(config.stop());
        while (!reading.isEmpty() && Instant.now().isBefore(patience)) {
            Thread.sleep(20);
        }
        List<LeasedTask> left = reading.values().stream().map(Reading::task).toList();
        reading.values().forEach(each -> each.future().cancel(true));
        if (!left.isEmpty()) {
            try {
                transaction(() -> tasks.release(left, Instant.now()));
            } catch (RuntimeException e) {
                Log.warnf("%d postings are read again once their leases end: %s", left.size(), e);
            }
        }
    }

    TaskCounts counts() {
        return counts;
    }

    int reading() {
        return reading.size();
    }

    /** Why no task is taken, if none is. */
    Optional<String> restsBecause() {
        Instant until = pace.restsUntil();
        return until.isAfter(Instant.now())
                ? Optional.of("until %s: %s".formatted(until, lastFailure))
                : Optional.empty();
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                timer.execute(this::look);
            } catch (RejectedExecutionException e) {
                Log.debug("The service stops; tasks are taken at its next start");
            }
        }
    }

    private void look() {
        woken.set(false);
        try {
            int room = pace.room(Instant.now(), reading.size(), concurrency);
            if (room > 0) {
                for (LeasedTask task :
                        QuarkusTransaction.requiringNew().call(() -> tasks.take(room, Instant.now(), config.lease()))) {
                    begin(task);
                }
            }
            if (counted.plus(COUNT_EVERY).isBefore(Instant.now())) {
                counts = QuarkusTransaction.requiringNew().call(tasks::counts);
                transaction(() -> reextractions.finish(Instant.now()));
                counted = Instant.now();
            }
        } catch (RuntimeException e) {
            // Also an exception nobody foresaw must not end the timer.
            Log.warnf("The tasks cannot be looked at, they are tried again: %s", e);
        }
    }

    private void begin(LeasedTask task) {
        // Kept before it runs, so that the end of a quick one finds it.
        FutureTask<Void> work = new FutureTask<>(() -> work(task), null);
        reading.put(task.postingId(), new Reading(task, work));
        readers.execute(work);
    }

    private void work(LeasedTask task) {
        try {
            if (task.failures() >= config.attempts()) {
                giveUp(task, "The last worker died, or was still at it when its lease (extract.tasks.lease) ended");
            } else {
                read(task);
            }
        } catch (ModelUnavailableException e) {
            if (e.kind().isOfTheQuestion()) {
                failed(task, e);
                return;
            }
            if (e.kind().isOfEveryQuestion()) {
                lastFailure = e.getMessage();
                pace.rest(Instant.now().plus(e.retryAfter()));
            }
            postponed.increment();
            Log.debugf("postingId=%s waits for the model: %s", task.postingId(), e.getMessage());
            putBack(
                    task,
                    () -> tasks.postpone(
                            task,
                            Instant.now()
                                    .plus(
                                            e.kind().isOfEveryQuestion()
                                                    ? e.retryAfter()
                                                    : TaskPace.longer(pause(task.attempts()), e.retryAfter())),
                            String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            // Also an error: nobody asks the future for it, and the task would come again with each lease without a
            // word.
            failed(task, e);
        } finally {
            reading.remove(task.postingId());
            wake();
        }
    }

    private void read(LeasedTask task) {
        Optional<StoredPosting> found = QuarkusTransaction.requiringNew().call(() -> postings.find(task.postingId()));
        if (found.isEmpty()) {
            transaction(() -> tasks.finish(task));
            return;
        }
        Span span =
                traces.start("extract requirements again", found.get().posting().traceparent());
        try (Scope scope = span.makeCurrent()) {
            read(task, found.get());
        } finally {
            span.end();
        }
    }

    private void read(LeasedTask task, StoredPosting posting) {
        UUID repeats = posting.requirements().duplicateOf();
        if (repeats != null
                && task.attempts() <= WAITS_FOR_ORIGINAL
                && QuarkusTransaction.requiringNew().call(() -> tasks.waits(repeats))) {
            // Its answer will do for both.
            transaction(() -> tasks.postpone(task, Instant.now().plus(ORIGINALS_FIRST), "What it repeats comes first"));
            return;
        }
        Optional<StoredPosting> original = repeats == null
                ? Optional.empty()
                : QuarkusTransaction.requiringNew().call(() -> postings.find(repeats));
        Optional<PostingRequirements> read =
                Objects.requireNonNull(time.record(() -> reextraction.read(posting, original)));
        if (read.isEmpty()) {
            transaction(() -> tasks.finish(task));
            same.increment();
            return;
        }
        extraction.outcome(posting.posting(), read.get()).match(extracted -> store(task, extracted), unusable -> {
            throw new IllegalStateException(unusable.reason());
        });
    }

    private void store(LeasedTask task, Extracted extracted) {
        boolean told = QuarkusTransaction.requiringNew().call(() -> {
            Optional<Extracted> changed = postings.replace(extracted, () -> isStillOurs(task));
            outbox.append(changed.stream().map(Extracted::told).toList());
            tasks.finish(task);
            return changed.isPresent();
        });
        (told ? stored : same).increment();
    }

    private boolean isStillOurs(LeasedTask task) {
        boolean ours = tasks.hold(task);
        if (!ours) {
            Log.debugf("postingId=%s: the task is another's by now", task.postingId());
        }
        return ours;
    }

    private void failed(LeasedTask task, Throwable failure) {
        Instant now = Instant.now();
        String error = String.valueOf(failure);
        if (timer.isShutdown() || DatabaseFailure.isTransient(failure)) {
            Log.warnf("postingId=%s is read again later: %s", task.postingId(), error);
            putBack(task, () -> tasks.postpone(task, now.plus(pause(1)), error));
        } else if (task.failures() + 1 >= config.attempts()) {
            failures.increment();
            Log.errorf(
                    unforeseen(failure),
                    "postingId=%s is given up after %d failures: %s",
                    task.postingId(),
                    task.failures() + 1,
                    error);
            putBack(task, () -> tasks.giveUp(task, now, error));
        } else {
            Log.warnf(unforeseen(failure), "postingId=%s failed, it is tried again: %s", task.postingId(), error);
            putBack(task, () -> tasks.retry(task, now.plus(pause(task.attempts())), error));
        }
    }

    /** The trace of what nobody foresaw; none of an answer that is of no use. */
    private static @Nullable Throwable unforeseen(Throwable failure) {
        return failure instanceof ModelUnavailableException ? null : failure;
    }

    /** Of a task that no attempt of its own could give up. */
    private void giveUp(LeasedTask task, String why) {
        failures.increment();
        Log.errorf("postingId=%s is given up after %d failures: %s", task.postingId(), task.failures(), why);
        putBack(task, () -> tasks.giveUp(task, Instant.now(), why));
    }

    private void putBack(LeasedTask task, Runnable how) {
        try {
            transaction(how);
        } catch (RuntimeException e) {
            Log.warnf("postingId=%s is read again once its lease ends: %s", task.postingId(), e);
        }
    }

    private Duration pause(int attempts) {
        return TaskPace.backoff(attempts, config.retry().first(), config.retry().longest());
    }

    private static void transaction(Runnable work) {
        QuarkusTransaction.requiringNew().run(work);
    }

    private static Counter outcomes(MeterRegistry metrics, String outcome) {
        return Counter.builder("extract.tasks.done")
                .description("Attempts to read a posting again by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }
}
