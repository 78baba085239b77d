package dev.nextskill.extract.extraction;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored posting, in the list.
 *
 * @param firstLanguage the skill id of the programming language of rank 1
 * @param duplicateOf the earlier posting that this one repeats
 */
record PostingSummary(
        UUID postingId,
        @Nullable String title,
        @Nullable String company,
        @Nullable String location,
        @Nullable LocalDate datePosted,
        Instant receivedAt,
        Instant extractedAt,
        String roleClass,
        @Nullable String firstLanguage,
        @Nullable UUID duplicateOf) {}
