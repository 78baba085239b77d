package dev.nextskill.planner.deadletter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Where dead letters are kept, and how they are sent again. */
@ConfigMapping(prefix = "planner.dead-letters")
public interface DeadLetterConfig {

    /** Where they are kept. */
    @WithDefault("skill-requirements.v1.dlq")
    String topic();

    /** Where a replay sends them: the topic they came from. */
    @WithDefault("skill-requirements.v1")
    String replayTo();

    /** The consumer group that remembers what was replayed. */
    @WithDefault("planner-service-replays")
    String replayGroup();

    /** The most that one replay sends, when the request names no number. */
    @WithDefault("10000")
    @Min(1)
    int replayMax();

    /** How long a replay waits for Kafka before it answers 503. */
    @WithDefault("10s")
    Duration patience();
}
