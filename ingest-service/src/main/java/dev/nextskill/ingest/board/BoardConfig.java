package dev.nextskill.ingest.board;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which job boards are polled, and how. */
@ConfigMapping(prefix = "ingest")
public interface BoardConfig {

    Boards boards();

    /** By the name that the source has in events, logs and {@code GET /api/sources}. */
    Map<String, Source> sources();

    /** What holds for all boards. */
    interface Boards {

        /** Who we say we are; add an address where you can be reached. */
        @WithDefault("NextSkill/0.1 (reads public job boards; polls seldom)")
        @NotBlank
        @Pattern(regexp = "[\\x20-\\x7E]*", message = "may have printable ASCII characters only")
        String userAgent();

        /** Requests to one host, all its sources together. */
        @WithDefault("6")
        @Min(1)
        @Max(600)
        int requestsPerMinute();

        /** The longest that connecting may take. */
        @WithDefault("10s")
        Duration connectTimeout();

        /** The longest that a whole request may take, its body included. */
        @WithDefault("60s")
        Duration timeout();

        /** Most bytes of an answer, unpacked. */
        @WithDefault("33554432")
        @Min(1024)
        int maxBytes();

        /** The first source is polled within this time after the start, at a random moment, and so are the others. */
        @WithDefault("15s")
        Duration firstPollWithin();

        /** How long to wait after a first failure; doubled with each further one, with jitter. */
        @WithDefault("1m")
        Duration firstBackOff();

        /** The longest wait after failures. */
        @WithDefault("6h")
        Duration maxBackOff();

        /** Boards read at once; each may take about three times max-bytes of memory. */
        @WithDefault("1")
        @Min(1)
        int threads();

        /** Put before a source's name to make its keys in Redis. */
        @WithDefault("ingest:board:")
        @NotBlank
        String keyPrefix();

        /** How long Redis remembers what a board had. */
        @WithDefault("30d")
        Duration memory();
    }

    /** One board. */
    interface Source {

        /** {@code greenhouse}, {@code lever} or {@code ashby}. */
        Optional<String> kind();

        /** The board's name as its public address has it. */
        Optional<String> board();

        /** Another address of the same API, for instance {@code https://api.eu.lever.co/v0/postings}. */
        Optional<String> baseUrl();

        /** From one poll to the next, give or take a tenth. */
        @WithDefault("1h")
        Duration interval();

        /** False keeps the source listed but unasked. */
        @WithDefault("true")
        boolean enabled();

        /** Take only postings whose title has one of these words or phrases; all, when there is none. */
        Optional<List<String>> titles();

        /** Take only postings that name one of these in their locations; all, when there is none. */
        Optional<List<String>> locations();

        /** The company's name where the payload has none (Lever and Ashby); otherwise the board's name stands in. */
        Optional<String> company();

        /** Whether the board may be on a private or loopback address. */
        @WithDefault("false")
        boolean allowPrivateAddresses();
    }
}
