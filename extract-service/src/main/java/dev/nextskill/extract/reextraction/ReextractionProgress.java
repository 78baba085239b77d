package dev.nextskill.extract.reextraction;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a re-extraction is.
 *
 * @param filter what was asked for, JSON
 * @param total postings that met the filter when it was asked
 * @param done read again, whether or not that said anything new
 * @param failed given up after several failures of their own
 * @param waiting to be read yet
 * @param takenBack cancelled, or waiting for a later re-extraction instead
 */
record ReextractionProgress(
        UUID id,
        @JsonRawValue String filter,
        long total,
        long done,
        long failed,
        long waiting,
        long takenBack,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Instant cancelledAt) {}
