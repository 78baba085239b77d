package dev.nextskill.extract.task;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A posting that is to be read again, by whoever holds the lease.
 *
 * @param reExtractionId who asked for it; null: the model's first reading
 * @param attempts from 1, this one included
 * @param failures earlier attempts that failed by themselves, not because the model was away
 */
public record LeasedTask(UUID postingId, @Nullable UUID reExtractionId, UUID lease, int attempts, int failures) {}
