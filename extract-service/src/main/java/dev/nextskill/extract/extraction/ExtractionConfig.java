package dev.nextskill.extract.extraction;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalInt;

/** How postings are read, stored and listed. */
@ConfigMapping(prefix = "extract")
public interface ExtractionConfig {

    /** Threads that read a batch's postings; all cores unless told otherwise. */
    OptionalInt threads();

    /** When the database or Kafka is away. */
    Retry retry();

    /** The preview, {@code POST /api/extractions}. */
    Preview preview();

    /** Lists. */
    Page page();

    /** What people put right. */
    Corrections corrections();

    /** The role class where the words say too little. */
    RoleClass roleClass();

    /** How prior postings help; docs/adr/0014-retrieval.md has the figures behind the defaults. */
    interface RoleClass {

        /** Whether neighbours are asked at all. */
        @WithDefault("true")
        boolean byNeighbours();

        /** Words that are less sure than this ask them, 0..1. */
        @WithDefault("0.5")
        @DecimalMin("0")
        @DecimalMax("1")
        double weakBelow();

        /** How many have a vote. */
        @WithDefault("10")
        @Min(1)
        @Max(100)
        int neighbours();
    }

    /** Corrections of other postings. */
    interface Corrections {

        /** How soon what was corrected by way of another instance is known in this one. */
        @WithDefault("10s")
        Duration every();
    }

    /** Pauses between tries. */
    interface Retry {

        /** The pause after the first failure; it doubles with each further one. */
        @WithDefault("200ms")
        Duration first();

        /** The longest pause, so the longest that processing rests after the database is back. */
        @WithDefault("10s")
        Duration longest();
    }

    /** Limits of the preview. */
    interface Preview {

        /** The longest text in UTF-8 bytes; longer ones get 413. The same as ingest's limit. */
        @WithDefault("100000")
        MemorySize maxText();
    }

    /** Limits of a page. */
    interface Page {

        /** Entries of a page when the request names no size. */
        @WithDefault("20")
        @Min(1)
        int size();

        /** The largest size a request may name. */
        @WithDefault("200")
        @Min(1)
        @Max(1000)
        int maxSize();
    }
}
