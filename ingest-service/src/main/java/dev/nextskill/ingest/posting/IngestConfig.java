package dev.nextskill.ingest.posting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/** What can be set about taking postings in. */
@ConfigMapping(prefix = "ingest")
public interface IngestConfig {

    Text text();

    Batch batch();

    Files files();

    Ocr ocr();

    Seen seen();

    Kafka kafka();

    Links links();

    /** How short and how long a posting's text may be. */
    interface Text {

        /** Fewest Unicode characters, runs of white space counted as one. Shorter texts say nothing worth extracting. */
        @WithDefault("20")
        @Min(1)
        int minCharacters();

        /** Most UTF-8 bytes. Bodies and lines may be about six times as long, because JSON may escape every character. */
        @WithDefault("100000")
        @Min(1)
        @Max(PostingLimits.HIGHEST_MAX_TEXT_BYTES)
        int maxBytes();
    }

    /** Streams of postings. */
    interface Batch {

        /** Lines of one batch under way at once: more hide more of Kafka's latency and need more memory. */
        @WithDefault("256")
        @Min(1)
        int window();

        /** Batches read at once; each takes two threads. One more is answered 503. */
        @WithDefault("8")
        @Min(1)
        int maxConcurrent();
    }

    /** Postings as files. */
    interface Files {

        /** Most bytes of one file; a larger one is answered 413. */
        @WithDefault("10485760")
        @Min(1)
        int maxBytes();

        /** Most bytes of one request; checked before it is read, for it goes to disk. */
        @WithDefault("67108864")
        @Min(1)
        long maxRequestBytes();

        /** Most pages of a PDF. */
        @WithDefault("50")
        @Min(1)
        int maxPages();

        /** Most bytes that a DOCX, or a PDF without its pictures, may unpack to; up to two such are in memory at once. */
        @WithDefault("67108864")
        @Min(1)
        int maxUnpackedBytes();

        /** Files read at once, screenshots apart. */
        @WithDefault("2")
        @Min(1)
        int threads();

        /** Files (and, apart, screenshots) that may wait; one more is answered 503. */
        @WithDefault("64")
        @Min(1)
        int queue();
    }

    /** Text from screenshots. The engine is loaded with the first of them and then takes some 200 MB outside the heap. */
    interface Ocr {

        /** Screenshots read at once; each keeps one core busy. */
        @WithDefault("2")
        @Min(1)
        int threads();

        /**
         * Most pixels of a screenshot, checked before it is decoded, and of all that are read at once; each takes up to seven
         * bytes of heap meanwhile.
         */
        @WithDefault("16000000")
        @Min(1)
        int maxPixels();
    }

    /** The memory of seen postings in Redis. */
    interface Seen {

        /** Put before the postingId to make the key. */
        @WithDefault("ingest:seen:")
        @NotBlank
        String keyPrefix();

        /** After this time a repeat is published again, which downstream takes for what it is. */
        @WithDefault("30d")
        Duration expiry();

        /** How long Redis may take to answer before it counts as down. */
        @WithDefault("2s")
        Duration timeout();

        /** How long a Redis that is down is left alone before it is tried again. */
        @WithDefault("5s")
        Duration coolDown();
    }

    /** The way to the event log. */
    interface Kafka {

        /** How long to wait for Kafka's acknowledgement before the sender is told 503; longer than delivery.timeout.ms. */
        @WithDefault("9s")
        Duration patience();

        /** What the header Retry-After says on 503. */
        @WithDefault("5s")
        Duration retryAfter();

        /** Bytes of postings under way to Kafka at once, all senders together. */
        @WithDefault("16777216")
        @Min(1_000_000)
        int maxBytesUnderWay();
    }

    /** Addresses in answers, as the sender must see them. */
    interface Links {

        /** The extract-service's address of a posting; {postingId} is filled in. */
        @WithDefault("http://localhost:8082/api/job-postings/{postingId}")
        @NotBlank
        String jobPosting();
    }
}
