package dev.nextskill.local;

import dev.nextskill.local.RunRecord.RunningProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.slf4j.LoggerFactory;

/** Kafka, PostgreSQL and Redis, the real ones, started together and stopped together. */
final class LocalStack implements AutoCloseable {

    /** Which server; the order is that of the run record. */
    enum Part {
        POSTGRES,
        KAFKA,
        REDIS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final PostgresServer postgres;
    private final KafkaBroker kafka;
    private final RedisServer redis;

    /** @param ports the port of each, see {@link Ports#free} */
    LocalStack(DataDirectory data, ToIntFunction<Part> ports) {
        postgres = new PostgresServer(data, ports.applyAsInt(Part.POSTGRES));
        kafka = new KafkaBroker(data, ports.applyAsInt(Part.KAFKA));
        redis = new RedisServer(data, ports.applyAsInt(Part.REDIS));
    }

    private List<StackPart> parts() {
        return List.of(postgres, kafka, redis);
    }

    private StackPart part(Part part) {
        return switch (part) {
            case POSTGRES -> postgres;
            case KAFKA -> kafka;
            case REDIS -> redis;
        };
    }

    /**
     * Starts all at the same time.
     *
     * @param started told of each with the time it took
     * @throws StartFailedException if one does not start; the others are stopped then
     */
    void start(BiConsumer<StackPart, Duration> started) throws InterruptedException {
        // Before threads use it at once, which it complains about.
        LoggerFactory.getILoggerFactory();
        try {
            redis.unpack();
        } catch (IOException e) {
            throw new StartFailedException("Redis could not be unpacked: " + e, e);
        }
        ExecutorService executor = Executors.newFixedThreadPool(parts().size());
        try {
            CompletionService<StackPart> starting = new ExecutorCompletionService<>(executor);
            long begin = System.nanoTime();
            for (StackPart part : parts()) {
                starting.submit(() -> {
                    part.start();
                    return part;
                });
            }
            List<StartFailedException> failures = new ArrayList<>();
            for (int i = 0; i < parts().size(); i++) {
                try {
                    started.accept(starting.take().get(), Duration.ofNanos(System.nanoTime() - begin));
                } catch (ExecutionException e) {
                    failures.add(
                            e.getCause() instanceof StartFailedException failure
                                    ? failure
                                    : new StartFailedException("The local stack did not start: " + e.getCause(), e));
                }
            }
            if (!failures.isEmpty()) {
                close();
                throw failures.get(0);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    void start(Part part) throws IOException, InterruptedException {
        part(part).start();
    }

    void stop(Part part) {
        part(part).stop();
    }

    boolean hasNoPostings() throws InterruptedException {
        return kafka.hasNoPostings();
    }

    List<RunningProcess> processes() {
        return parts().stream()
                .flatMap(part -> part.process().map(process -> RunningProcess.of(part.toString(), process)).stream())
                .toList();
    }

    /** The configuration keys by which a Quarkus service finds the stack. */
    Map<String, String> serviceConfiguration() {
        Map<String, String> keys = new LinkedHashMap<>();
        parts().forEach(part -> keys.putAll(part.serviceConfiguration()));
        return keys;
    }

    /** Starts again what ended by itself, and says what. */
    List<StackPart> restartEnded() throws IOException, InterruptedException {
        List<StackPart> ended = parts().stream()
                .filter(part -> !part.process().map(ProcessHandle::isAlive).orElse(false))
                .toList();
        for (StackPart part : ended) {
            part.stop();
            part.start();
        }
        return ended;
    }

    /** Stops all, even if one does not stop. */
    @Override
    public void close() {
        StartFailedException failure = null;
        for (StackPart part : parts()) {
            try {
                part.stop();
            } catch (StartFailedException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
