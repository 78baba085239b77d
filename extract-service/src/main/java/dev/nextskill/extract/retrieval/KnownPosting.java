package dev.nextskill.extract.retrieval;

import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.SkillRequirementsExtracted;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stored posting that a search has found.
 *
 * @param duplicateOf the earlier posting that it repeats
 * @param corrected whether people corrected what was read
 * @param requirements what was read of it; parsed when asked for, as most candidates are never shown
 */
record KnownPosting(
        UUID postingId,
        PostingText words,
        @Nullable UUID duplicateOf,
        boolean corrected,
        Supplier<SkillRequirementsExtracted> requirements) {}
