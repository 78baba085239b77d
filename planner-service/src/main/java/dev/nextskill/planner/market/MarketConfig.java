package dev.nextskill.planner.market;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the market is counted and asked. */
@ConfigMapping(prefix = "planner.market")
interface MarketConfig {

    /** How long Redis is left alone after it failed; queries go to PostgreSQL meanwhile. */
    @WithDefault("2s")
    Duration redisPause();

    /** The first pause before an event that PostgreSQL or Kafka could not take is tried again; the pauses grow. */
    @WithDefault("500ms")
    Duration retryAfter();

    /** The longest pause between two tries. */
    @WithDefault("30s")
    Duration retryAfterAtMost();
}
