package dev.nextskill.extract.reextraction;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How postings are read again; how many at the same time says {@code extract.model.concurrency}. */
@ConfigMapping(prefix = "extract.tasks")
public interface ReextractionConfig {

    /** The pause between two looks for tasks that others added, or that have become due. */
    @WithDefault("1s")
    Duration every();

    /** When a task whose worker died is due again; longer than the longest reading. */
    @WithDefault("10m")
    Duration lease();

    /** How long a stop waits for readings under way. */
    @WithDefault("5s")
    Duration stop();

    /** After how many failures of its own, not of the model's being away, a posting is given up. */
    @WithDefault("5")
    @Min(1)
    int attempts();

    /** Pauses between attempts. */
    Retry retry();

    /** Limits of a list of re-extractions. */
    Page page();

    /** Pauses of a task that failed. */
    interface Retry {

        /** The pause after the first failure; it doubles with each further one. */
        @WithDefault("10s")
        Duration first();

        /** The longest pause. */
        @WithDefault("6h")
        Duration longest();
    }

    /** Entries of a page. */
    interface Page {

        /** When the request names no size. */
        @WithDefault("20")
        @Min(1)
        int size();

        /** The largest a request may name. */
        @WithDefault("200")
        @Min(1)
        @Max(1000)
        int maxSize();
    }
}
