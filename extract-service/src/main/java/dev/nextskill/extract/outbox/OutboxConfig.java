package dev.nextskill.extract.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How events leave the outbox. */
@ConfigMapping(prefix = "extract.outbox")
public interface OutboxConfig {

    /** Where the events go. */
    @WithDefault("skill-requirements.v1")
    String topic();

    /** The pause between two looks into an empty outbox, so the most that it adds to an event's way. */
    @WithDefault("200ms")
    Duration every();

    /** Rows a transaction publishes: more rows, fewer waits for Kafka, more memory. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int batch();
}
