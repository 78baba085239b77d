package dev.nextskill.extract.reextraction;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which postings are to be read again: those that meet all that is said.
 *
 * @param all every posting; said when nothing else is
 * @param skill a skill's id
 * @param engine that read them: {@code rules} or {@code llm}
 * @param vocabularyVersionNot not read with this vocabulary
 * @param promptVersionNot not read with this prompt
 * @param modelNot not read by this model
 * @param degraded whether the model has not read them yet
 */
record ReextractionFilter(
        @Nullable Boolean all,
        @Nullable String roleClass,
        @Nullable String skill,
        @Nullable String engine,
        @Nullable String vocabularyVersionNot,
        @Nullable String promptVersionNot,
        @Nullable String modelNot,
        @Nullable Boolean degraded,
        @Nullable Instant receivedSince,
        @Nullable List<UUID> postingIds) {

    boolean isEmpty() {
        return roleClass == null
                && skill == null
                && engine == null
                && vocabularyVersionNot == null
                && promptVersionNot == null
                && modelNot == null
                && degraded == null
                && receivedSince == null
                && postingIds == null;
    }
}
