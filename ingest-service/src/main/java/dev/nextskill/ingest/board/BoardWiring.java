package dev.nextskill.ingest.board;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.ingest.posting.BoardPostingIngestion;
import dev.nextskill.ingest.posting.IngestConfig;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Builds the plain objects from the configuration, and starts the schedule. */
final class BoardWiring {

    private static final String BOARD_TIMER = "board-timer";
    private static final String BOARD_READERS = "board-readers";
    private static final String TICK = "1s";

    /** What a poll may take beside its request. */
    private static final Duration READING = Duration.ofMinutes(4);

    @Produces
    @Singleton
    BoardClient boardClient(BoardConfig config, Clock clock, @Identifier(BOARD_TIMER) ScheduledExecutorService timer) {
        var boards = config.boards();
        return new BoardClient(
                boards.userAgent(),
                new BoardClient.Limits(boards.maxBytes(), boards.connectTimeout(), boards.timeout()),
                clock,
                timer);
    }

    void close(@Disposes BoardClient client) throws IOException {
        client.close();
    }

    /** Not {@code @Named}: such a bean is also the default one, and the scheduler wants Quarkus' own. */
    @Produces
    @Singleton
    @Identifier(BOARD_TIMER)
    ScheduledExecutorService boardTimer() {
        return Executors.newSingleThreadScheduledExecutor(task -> daemon(task, BOARD_TIMER));
    }

    void stopTimer(@Disposes @Identifier(BOARD_TIMER) ScheduledExecutorService timer) {
        timer.shutdownNow();
    }

    @Produces
    @Singleton
    @Named(BOARD_READERS)
    ExecutorService boardReaders(BoardConfig config) {
        var count = new AtomicInteger();
        return Executors.newFixedThreadPool(
                config.boards().threads(), task -> daemon(task, "board-reader-" + count.incrementAndGet()));
    }

    void stopReaders(@Disposes @Named(BOARD_READERS) ExecutorService readers) {
        readers.shutdownNow();
    }

    @Produces
    @Singleton
    BoardSchedule boardSchedule(
            BoardConfig config,
            IngestConfig ingest,
            BoardClient client,
            BoardPostingIngestion ingestion,
            ReactiveRedisDataSource redis,
            ObjectMapper mapper,
            Clock clock,
            @Named(BOARD_READERS) ExecutorService readers) {
        var boards = config.boards();
        List<BoardSource> sources;
        BackOff backOff;
        try {
            sources = BoardSource.of(config.sources());
            backOff = new BackOff(boards.firstBackOff(), boards.maxBackOff());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
        var memories = new BoardMemoryCache(
                redis,
                mapper,
                boards.keyPrefix(),
                boards.memory(),
                ingest.seen().timeout());
        var poll = new BoardPoll(
                client,
                new BoardReader(mapper),
                ingestion::ingest,
                memories,
                boards.timeout().plus(READING));
        return new BoardSchedule(
                sources,
                poll::run,
                backOff,
                new HostPace(Duration.ofMinutes(1).dividedBy(boards.requestsPerMinute())),
                boards.firstPollWithin(),
                clock,
                () -> ThreadLocalRandom.current().nextDouble(),
                readers);
    }

    void start(@Observes StartupEvent start, BoardSchedule schedule, Scheduler scheduler) {
        if (schedule.statuses().stream().anyMatch(each -> each.state() != SourceStatus.State.DISABLED)) {
            scheduler
                    .newJob("job-boards")
                    .setInterval(TICK)
                    .setConcurrentExecution(ConcurrentExecution.SKIP)
                    .setTask(execution -> schedule.tick())
                    .schedule();
        }
    }

    /** A line a source; always up, because postings come in by other ways while a board is away. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck boardHealth(BoardSchedule schedule) {
        return () -> {
            var health = HealthCheckResponse.named("job boards").up();
            schedule.statuses().forEach(each -> health.withData(each.name(), each.line()));
            return health.build();
        };
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
