package dev.nextskill.planner.path;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a path is worth. */
@ConfigMapping(prefix = "planner.path")
public interface PathConfig {

    /** α, 0 to 1: nearer to 1, a path covers a little of many postings; nearer to 0, it makes fewer of them fully applicable. */
    @WithDefault("0.5")
    double alpha();

    /** θ, above 0 to 1: the fraction of a posting's essential groups from which on one can apply. */
    @WithDefault("0.8")
    double theta();

    /** The age at which a posting weighs half of the newest one. */
    @WithDefault("90d")
    Duration halfLife();
}
