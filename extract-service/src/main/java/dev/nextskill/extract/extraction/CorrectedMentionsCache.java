package dev.nextskill.extract.extraction;

import dev.nextskill.vocabulary.SkillVocabulary;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What people's corrections say of words, as of this instance's last look at the database: at its start, on a tick, and when it has
 * stored a correction itself. A look that fails leaves what was known.
 */
@ApplicationScoped
class CorrectedMentionsCache {

    private final JobPostingRepository postings;
    private final SkillVocabulary vocabulary;
    private final ExtractionConfig config;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "corrected-mentions");
        thread.setDaemon(true);
        return thread;
    });

    private volatile CorrectedMentions current = CorrectedMentions.NONE;
    private String version = "";
    private boolean failing;

    CorrectedMentionsCache(JobPostingRepository postings, SkillVocabulary vocabulary, ExtractionConfig config) {
        this.postings = postings;
        this.vocabulary = vocabulary;
        this.config = config;
    }

    /** Before the first record is read. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        refresh();
        long pause = config.corrections().every().toMillis();
        var unused = timer.scheduleWithFixedDelay(this::refresh, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        timer.shutdownNow();
    }

    CorrectedMentions current() {
        return current;
    }

    /** Looks whether something was corrected or taken back; the next to read a posting knows of it. Never throws. */
    synchronized void refresh() {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                // First the version: what is corrected in between is seen again by the next look.
                String stored = postings.correctionsVersion();
                if (!stored.equals(version)) {
                    current = CorrectedMentions.of(postings.corrections(), vocabulary);
                    version = stored;
                }
            });
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                Log.warnf("New corrections are not seen for now: %s", e);
            }
            failing = true;
        }
    }
}
