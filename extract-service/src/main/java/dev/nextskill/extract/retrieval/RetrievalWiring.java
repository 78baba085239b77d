package dev.nextskill.extract.retrieval;

import dev.nextskill.extract.duplicate.DuplicateConfig;
import dev.nextskill.extract.extraction.PostingGist;
import dev.nextskill.extract.extraction.PriorPosting;
import dev.nextskill.extract.extraction.PriorPostings;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Builds the plain objects of this feature, and runs its background work. */
@ApplicationScoped
class RetrievalWiring {

    /** Vectors in memory, some 2.2 kB each: docs/adr/0014-retrieval.md. */
    private static final int MANY = 50_000;

    private final RetrievalConfig config;
    private final EmbeddingRepository embeddings;
    private final MeterRegistry metrics;
    private final PostingEmbedding embedding = new PostingEmbedding();
    private final PostingGist gist = new PostingGist(PostingEmbedding.GIST);
    private final @Nullable AgroalDataSource pgvector;
    private final NeighbourIndex index;
    private final Counter embedded;
    private final Counter refused;
    private final AtomicBoolean rests = new AtomicBoolean();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "embeddings");
        thread.setDaemon(true);
        return thread;
    });

    RetrievalWiring(
            RetrievalConfig config,
            EmbeddingRepository embeddings,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.config = config;
        this.embeddings = embeddings;
        this.metrics = metrics;
        if (config.enabled() && config.store() == RetrievalConfig.Store.PGVECTOR) {
            pgvector = pool(
                    config.pgvector().url().orElse(url),
                    config.pgvector().url().isPresent() ? config.pgvector().userName() : user,
                    config.pgvector().url().isPresent() ? config.pgvector().password() : password,
                    config.pgvector().maxSize());
            DataSource database = pgvector;
            // At first use, in the background: a start does not fail for it.
            index = new LazyNeighbourIndex(() -> new PgVectorNeighbourIndex(database, PostingEmbedding.MODEL));
        } else {
            pgvector = null;
            index = new InMemoryNeighbourIndex(MANY, RetrievalWiring::warn);
        }
        embedded = Counter.builder("extract.retrieval.embedded")
                .description("Postings embedded, or found embedded already")
                .register(metrics);
        refused = Counter.builder("extract.retrieval.refused")
                .description("Postings that could not be embedded; they are nobody's neighbours")
                .register(metrics);
    }

    private static void warn(int vectors) {
        Log.warnf(
                "More than %,d postings are compared in memory, which then grows by 2.2 kB each until there is none left; set"
                        + " extract.retrieval.store=pgvector",
                vectors - 1);
    }

    /** A pool of its own: each connection wants a setting, and the service's are in a schema without the extension's types. */
    static AgroalDataSource pool(String url, Optional<String> user, Optional<String> password, int size) {
        Map<String, String> properties = new HashMap<>();
        properties.put(AgroalPropertiesReader.MAX_SIZE, Integer.toString(size));
        properties.put(AgroalPropertiesReader.ACQUISITION_TIMEOUT_S, "5");
        properties.put(AgroalPropertiesReader.REAP_TIMEOUT_S, "60");
        properties.put(AgroalPropertiesReader.VALIDATE_ON_BORROW, "true");
        properties.put(AgroalPropertiesReader.PROVIDER_CLASS_NAME, "org.postgresql.Driver");
        properties.put(AgroalPropertiesReader.JDBC_URL, url);
        properties.put(AgroalPropertiesReader.INITIAL_SQL, PgVectorNeighbourIndex.INITIAL_SQL);
        // As the service's own: a connection that died without a word must not hold up a search, and so a batch, for
        // ever.
        properties.put(AgroalPropertiesReader.JDBC_PROPERTIES, "connectTimeout=5;socketTimeout=60;tcpKeepAlive=true");
        user.ifPresent(name -> properties.put(AgroalPropertiesReader.PRINCIPAL, name));
        password.ifPresent(word -> properties.put(AgroalPropertiesReader.CREDENTIAL, word));
        try {
            return AgroalDataSource.from(new AgroalPropertiesReader().readProperties(properties));
        } catch (SQLException e) {
            throw new IllegalStateException("No pool of connections to pgvector: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    PriorPostings priorPostings(DuplicateConfig duplicates) {
        if (!config.enabled()) {
            return (posting, most) -> List.of();
        }
        return new NearestPostings(
                index,
                this::vector,
                embeddings::known,
                gist,
                config.minSimilarity(),
                new NeighbourSelection(duplicates.threshold(), config.mmrLambda(), true),
                new Measured(metrics));
    }

    /** The stored vector, or a fresh one rounded as if it were stored: what is near does not depend on which. */
    private float[] vector(String words) {
        return embeddings
                .find(PostingEmbedding.MODEL, words)
                .orElseGet(() -> CompactVector.decode(CompactVector.encode(embedding.of(words))));
    }

    void start(@Observes StartupEvent started) {
        if (!config.enabled()) {
            return;
        }
        EmbeddingBacklog backlog =
                new EmbeddingBacklog(embeddings, index, embedding, gist, config.batch(), this::refuse);
        long pause = config.every().toMillis();
        var unused = timer.scheduleWithFixedDelay(() -> work(backlog), 0, pause, TimeUnit.MILLISECONDS);
    }

    private void work(EmbeddingBacklog backlog) {
        try {
            backlog.work(timer::isShutdown, embedded::increment);
            if (rests.getAndSet(false)) {
                Log.info("Postings are embedded again");
            }
        } catch (RuntimeException | LinkageError e) {
            // Also a machine without the native library goes on without neighbours.
            if (!rests.getAndSet(true)) {
                Log.warnf("Postings are not embedded, it is tried again: %s", e);
            }
        }
    }

    private void refuse(RuntimeException why) {
        refused.increment();
        Log.debugf(why, "A posting could not be embedded");
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
            timer.shutdownNow();
        }
        if (pgvector != null) {
            pgvector.close();
        }
    }

    /** Measures searches, and warns of the first of several failures. */
    private static final class Measured implements NearestPostings.Observer {

        private final Timer time;
        private final Counter failures;
        private final AtomicBoolean failing = new AtomicBoolean();

        private Measured(MeterRegistry metrics) {
            time = Timer.builder("extract.retrieval.time")
                    .description("Time to find the prior postings near one at hand, its embedding included")
                    .register(metrics);
            failures = Counter.builder("extract.retrieval.failures")
                    .description("Searches that failed and were answered with no neighbours")
                    .register(metrics);
        }

        @Override
        public List<PriorPosting> timed(Supplier<List<PriorPosting>> search) {
            return Objects.requireNonNull(time.record(search));
        }

        @Override
        public void failed(Throwable why) {
            failures.increment();
            if (!failing.getAndSet(true)) {
                Log.warnf("No prior postings are found for now: %s", why);
            }
        }

        @Override
        public void worked() {
            failing.set(false);
        }
    }
}
