package dev.nextskill.edges.deadletter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Where a service keeps its dead letters, and how they are sent again; the first three keys have no default, each service sets its own. */
@ConfigMapping(prefix = "dead-letters")
public interface DeadLetterConfig {

    /** Where they are kept. */
    String topic();

    /** Where a replay sends them: the topic they came from. */
    String replayTo();

    /** The consumer group that remembers what was replayed. */
    String replayGroup();

    /** The most that one replay sends, when the request names no number. */
    @WithDefault("10000")
    @Min(1)
    int replayMax();

    /** How long a replay waits for Kafka before it answers 503. */
    @WithDefault("10s")
    Duration patience();
}
