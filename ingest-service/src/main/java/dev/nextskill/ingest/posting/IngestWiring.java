package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.ingest.posting.JobSource.Kind;
import dev.nextskill.ingest.posting.PostingCounts.Fate;
import dev.nextskill.ingest.source.DocumentReader;
import dev.nextskill.ingest.source.PaddleTextRecognition;
import dev.nextskill.ingest.source.ScreenshotReader;
import dev.nextskill.ingest.table.ColumnHeadings;
import dev.nextskill.ingest.table.TableLimits;
import dev.nextskill.ingest.table.TableReader;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Builds the plain objects from the configuration. */
final class IngestWiring {

    private static final String BATCH_READERS = "batch-readers";
    private static final String DOCUMENT_READERS = "document-readers";
    private static final String SCREENSHOT_READER = "screenshot-reader";
    private static final String SEEN_POSTINGS_TIMER = "seen-postings-timer";

    @Produces
    @Singleton
    PostingReader postingReader(ObjectMapper mapper, IngestConfig config) {
        return new PostingReader(
                mapper,
                new PostingLimits(config.text().minCharacters(), config.text().maxBytes()));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SeenPostingsCache seenPostingsCache(ReactiveRedisDataSource redis, IngestConfig config) {
        return new SeenPostingsCache(
                redis, config.seen().keyPrefix(), config.seen().expiry());
    }

    @Produces
    @Singleton
    SeenPostings seenPostings(
            SeenPostingsCache cache,
            @Identifier(SEEN_POSTINGS_TIMER) ScheduledExecutorService timer,
            IngestConfig config) {
        return new SeenPostings(cache, config.seen().timeout(), config.seen().coolDown(), timer);
    }

    /** Not {@code @Named}: such a bean is also the default one, and the scheduler wants Quarkus' own. */
    @Produces
    @Singleton
    @Identifier(SEEN_POSTINGS_TIMER)
    ScheduledExecutorService seenPostingsTimer() {
        return Executors.newSingleThreadScheduledExecutor(task -> daemon(task, SEEN_POSTINGS_TIMER));
    }

    void stopTimer(@Disposes @Identifier(SEEN_POSTINGS_TIMER) ScheduledExecutorService timer) {
        timer.shutdownNow();
    }

    void warmUp(@Observes StartupEvent start, SeenPostingsCache cache) {
        cache.warmUp();
    }

    @Produces
    @Singleton
    JobPostingIngestion jobPostingIngestion(
            JobPostingPublisher publisher, SeenPostings seen, Clock clock, IngestConfig config) {
        return new JobPostingIngestion(
                publisher,
                seen,
                clock,
                config.kafka().patience(),
                config.kafka().maxBytesUnderWay());
    }

    @Produces
    @Singleton
    PostingCounts postingCounts(MeterRegistry registry) {
        var counts = new PostingCounts();
        // A dashboard sees the zeros before the first posting.
        for (var kind : Kind.values()) {
            for (var fate : Fate.values()) {
                FunctionCounter.builder("ingest.postings", counts, each -> each.count(kind, fate))
                        .description("Postings by kind of source and by what became of them")
                        .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                        .tag("outcome", fate.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
        return counts;
    }

    @Produces
    @Singleton
    BatchIngestion batchIngestion(
            PostingReader postings,
            JobPostingIngestion ingestion,
            PostingCounts counts,
            ObjectMapper mapper,
            @Named(BATCH_READERS) ExecutorService readers,
            IngestConfig config) {
        return new BatchIngestion(
                postings,
                ingestion,
                counts,
                mapper,
                readers,
                config.batch().maxConcurrent(),
                config.batch().window());
    }

    /** Threads of their own: were readers and writers to share a pool, writers could take every thread and wait for ever. */
    @Produces
    @Singleton
    @Named(BATCH_READERS)
    ExecutorService batchReaders() {
        var count = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> daemon(task, "batch-reader-" + count.incrementAndGet()));
    }

    void stopReaders(@Disposes @Named(BATCH_READERS) ExecutorService readers) {
        readers.shutdownNow();
    }

    @Produces
    @Singleton
    FileIngestion fileIngestion(
            PostingReader postings,
            JobPostingIngestion ingestion,
            PostingCounts counts,
            TableIngestion tables,
            @Named(SCREENSHOT_READER) ExecutorService screenshotReader,
            @Named(DOCUMENT_READERS) ExecutorService documentReaders,
            IngestConfig config) {
        return new FileIngestion(
                new ScreenshotReader(new PaddleTextRecognition(), config.ocr().maxPixels()),
                new DocumentReader(config.files().maxPages(), config.files().maxUnpackedBytes()),
                postings,
                ingestion,
                counts,
                tables,
                screenshotReader,
                documentReaders,
                config.files().maxBytes());
    }

    @Produces
    @Singleton
    BoardPostingIngestion boardPostingIngestion(
            PostingReader postings, JobPostingIngestion ingestion, PostingCounts counts) {
        return new BoardPostingIngestion(postings, ingestion, counts);
    }

    @Produces
    @Singleton
    TableIngestion tableIngestion(PostingReader postings, BatchIngestion batches, IngestConfig config) {
        return new TableIngestion(
                new TableReader(ColumnHeadings.standard(), TableLimits.standard()),
                postings,
                batches,
                config.tables().maxBytes(),
                config.tables().maxRows());
    }

    /** Threads of their own and a bounded queue, so that text never waits for pictures. */
    @Produces
    @Singleton
    @Named(SCREENSHOT_READER)
    ExecutorService screenshotReader(IngestConfig config) {
        return bounded(SCREENSHOT_READER, config.ocr().threads(), config.files().queue());
    }

    void stopScreenshots(@Disposes @Named(SCREENSHOT_READER) ExecutorService reader) {
        reader.shutdownNow();
    }

    /** Threads of their own, few and with a bounded queue: a large document must hold up neither text nor pictures. */
    @Produces
    @Singleton
    @Named(DOCUMENT_READERS)
    ExecutorService documentReaders(IngestConfig config) {
        return bounded(
                DOCUMENT_READERS, config.files().threads(), config.files().queue());
    }

    void stopDocuments(@Disposes @Named(DOCUMENT_READERS) ExecutorService readers) {
        readers.shutdownNow();
    }

    private static ExecutorService bounded(String name, int threads, int queue) {
        var count = new AtomicInteger();
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                task -> daemon(task, name + "-" + count.incrementAndGet()));
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
