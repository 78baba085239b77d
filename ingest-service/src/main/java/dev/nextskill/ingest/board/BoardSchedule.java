package dev.nextskill.ingest.board;

import dev.nextskill.ingest.board.BoardAnswer.Failure;
import dev.nextskill.ingest.board.BoardAnswer.Failure.Kind;
import dev.nextskill.ingest.board.SourceStatus.State;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When each source is polled: soon after the start, then in its interval, later after failures, never twice at a time, and
 * never faster than its host may be asked. Thread-safe.
 */
final class BoardSchedule {

    /** Polls a source. */
    interface Poll {

        PollResult run(BoardSource source) throws InterruptedException;
    }

    private static final Logger LOG = System.getLogger(BoardSchedule.class.getName());

    /** Share of an interval by which it is shortened or lengthened, so that sources drift apart. */
    private static final double JITTER = 0.1;

    /** When another replica is polling, or was until it died: by then either is over. */
    private static final Duration AFTER_ANOTHER = Duration.ofMinutes(1);

    private final Poll poll;
    private final BackOff backOff;
    private final HostPace pace;
    private final Clock clock;
    private final DoubleSupplier random;
    private final Executor executor;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** What is known of a source; guarded by the schedule. */
    private static final class Entry {

        private final BoardSource source;
        private Instant due;
        private boolean running;
        private @Nullable Instant lastPoll;
        private @Nullable Instant lastSuccess;
        private int failures;
        private @Nullable String lastError;
        private @Nullable PollCounts lastRead;
        private PollCounts total = PollCounts.NONE;
        private List<String> refusals = List.of();

        Entry(BoardSource source, Instant due) {
            this.source = source;
            this.due = due;
        }
    }

    /**
     * @param firstPollWithin each source's first poll is at a random moment within this time from now
     * @param random 0 (inclusive) to 1 (exclusive)
     * @param executor runs polls; what it refuses is tried again at the next tick
     */
    BoardSchedule(
            List<BoardSource> sources,
            Poll poll,
            BackOff backOff,
            HostPace pace,
            Duration firstPollWithin,
            Clock clock,
            DoubleSupplier random,
            Executor executor) {
        this.poll = poll;
        this.backOff = backOff;
        this.pace = pace;
        this.clock = clock;
        this.random = random;
        this.executor = executor;
        var now = clock.instant();
        for (var source : sources) {
            entries.put(source.name(), new Entry(source, now.plus(scaled(firstPollWithin, random.getAsDouble()))));
        }
    }

    /** Starts the polls that are due; to be called often. Does not block. */
    synchronized void tick() {
        var now = clock.instant();
        for (var entry : entries.values()) {
            if (entry.source.enabled()
                    && !entry.running
                    && !entry.due.isAfter(now)
                    && pace.take(entry.source.host(), now)) {
                start(entry, now);
            }
        }
    }

    /**
     * Makes a source due now. It is still polled only when its host may be asked.
     *
     * @return empty if there is no such source
     */
    synchronized Optional<SourceStatus> pollSoon(String name) {
        var entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.source.enabled() && !entry.running) {
            entry.due = clock.instant();
            tick();
        }
        return Optional.of(status(entry));
    }

    synchronized Optional<SourceStatus> status(String name) {
        return Optional.ofNullable(entries.get(name)).map(this::status);
    }

    synchronized List<SourceStatus> statuses() {
        return entries.values().stream().map(this::status).toList();
    }

    private void start(Entry entry, Instant now) {
        entry.running = true;
        entry.lastPoll = now;
        try {
            executor.execute(() -> run(entry));
        } catch (RejectedExecutionException e) {
            entry.running = false;
        }
    }

    private void run(Entry entry) {
        try {
            finish(entry, poll.run(entry.source));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            broken(entry, "The service is stopping.");
        } catch (RuntimeException e) {
            // A defect of ours must not end the polling; the trace is what helps to mend it.
            LOG.log(Level.ERROR, "source=%s could not be polled".formatted(entry.source.name()), e);
            broken(entry, "The poll failed for a reason of our own (%s); the log has the details.".formatted(e));
        }
    }

    private void broken(Entry entry, String words) {
        finish(
                entry,
                new PollResult.Failed(
                        new Failure(Kind.LASTING, words, null), new PollResult.Read(PollCounts.NONE, List.of())));
    }

    private synchronized void finish(Entry entry, PollResult result) {
        var now = clock.instant();
        var name = entry.source.name();
        entry.running = false;
        if (result instanceof PollResult.Failed failed) {
            var failure = failed.failure();
            entry.failures++;
            entry.lastError = failure.words();
            if (failed.read().counts().seen() > 0) {
                read(entry, failed.read());
            }
            var wait = waitAfter(entry, failure);
            entry.due = now.plus(wait);
            if (failure.kind() == Kind.BUSY) {
                pace.hold(entry.source.host(), entry.due);
            }
            LOG.log(
                    Level.WARNING,
                    "source=%s failed %d times in a row: %s next=%s"
                            .formatted(name, entry.failures, failure.words(), entry.due));
        } else if (result instanceof PollResult.Elsewhere) {
            entry.due = now.plus(jittered(min(AFTER_ANOTHER, entry.source.interval())));
            LOG.log(Level.DEBUG, "source=%s is being polled by another replica".formatted(name));
        } else {
            entry.failures = 0;
            entry.lastError = null;
            entry.lastSuccess = now;
            entry.due = now.plus(jittered(entry.source.interval()));
            if (result instanceof PollResult.Read read) {
                read(entry, read);
                LOG.log(Level.INFO, "source=%s polled: %s next=%s".formatted(name, read.counts(), entry.due));
            } else {
                LOG.log(Level.DEBUG, "source=%s is unchanged next=%s".formatted(name, entry.due));
            }
        }
    }

    private static void read(Entry entry, PollResult.Read read) {
        entry.lastRead = read.counts();
        entry.total = entry.total.plus(read.counts());
        entry.refusals = read.refusals();
    }

    /** At least what the board asks for, and for what does not pass by itself no shorter than the interval. */
    private Duration waitAfter(Entry entry, Failure failure) {
        var wait = backOff.after(entry.failures, random.getAsDouble());
        if (failure.kind() == Kind.LASTING) {
            wait = max(wait, jittered(entry.source.interval()));
        }
        var asked = failure.retryAfter();
        // A little later than asked for: others were asked to come back at the same moment.
        return asked == null ? wait : max(wait, scaled(asked, 1 + JITTER * random.getAsDouble()));
    }

    private SourceStatus status(Entry entry) {
        var source = entry.source;
        var state = !source.enabled()
                ? State.DISABLED
                : entry.running ? State.POLLING : entry.failures > 0 ? State.FAILING : State.WAITING;
        var free = pace.freeAt(source.host());
        return new SourceStatus(
                source.name(),
                source.api().kind(),
                source.board(),
                source.address(),
                source.interval().toString(),
                state,
                shown(entry.lastPoll),
                shown(entry.lastSuccess),
                source.enabled() && !entry.running ? shown(entry.due.isAfter(free) ? entry.due : free) : null,
                entry.failures,
                entry.lastError,
                entry.lastRead,
                entry.total,
                entry.refusals);
    }

    private static @Nullable Instant shown(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private Duration jittered(Duration interval) {
        return scaled(interval, 1 + JITTER * (2 * random.getAsDouble() - 1));
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis((long) (duration.toMillis() * factor));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
